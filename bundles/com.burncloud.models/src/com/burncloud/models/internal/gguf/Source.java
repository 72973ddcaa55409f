package com.burncloud.models.internal.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Where a header's bytes come from. One thread at a time; reading may block. */
@FunctionalInterface
public interface Source {

	/**
	 * Reads bytes from a place on.
	 *
	 * @param atMost 1 MiB for a start, later more, so that a far-away file is asked few times
	 * @return at least one, at most {@code atMost}; none at the end of the file and after it
	 */
	byte[] read(long from, int atMost) throws IOException;

	/** Reads an open file. */
	static Source of(FileChannel file) {
		return (from, atMost) -> {
			long left = Math.max(0, file.size() - from);
			ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(atMost, left));
			while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
				// reads on
			}
			return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
		};
	}
}
