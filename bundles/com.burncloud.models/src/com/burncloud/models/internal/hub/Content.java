package com.burncloud.models.internal.hub;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** An open answer with a file's bytes. Reading blocks, 30 s at most without a byte. Closing ends the connection at once when bytes are left. */
public interface Content extends AutoCloseable {

	/** Where {@link #body} begins: 0 when the server knows no ranges and sends all. */
	long fromByte();

	/** Of the whole file. */
	OptionalLong totalBytes();

	/** Of the whole file, when this answer tells. */
	Optional<String> sha256();

	/** Something that is another when the file is another: the ETag of the server that sends the bytes. */
	Optional<String> version();

	InputStream body();

	@Override
	void close();
}
