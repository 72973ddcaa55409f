package com.burncloud.models.internal.gguf;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import com.burncloud.models.internal.gguf.GgufException.LimitExceeded;
import com.burncloud.models.internal.gguf.GgufException.Malformed;
import com.burncloud.models.internal.gguf.GgufException.NotGguf;
import com.burncloud.models.internal.gguf.GgufException.Unsupported;

/** Reads the header of a GGUF file (ggml, docs/gguf.md), as strictly as llama.cpp does where it matters. */
public final class GgufReader {
	private static final int NEWEST_VERSION = 3;
	private static final long PAIRS_AT_MOST = 65_536;
	private static final int KEY_AT_MOST_BYTES = 65_535;
	/** Of all that is kept: a hundred times what real headers need without their tokens. */
	static final long KEPT_AT_MOST_BYTES = 8L << 20;
	private static final long ALIGNMENT_AT_MOST = 1 << 20;

	private final Cursor cursor;
	private long keptBytes;

	private GgufReader(Source source) {
		cursor = new Cursor(source);
	}

	/**
	 * Reads a header. Blocks as the source does.
	 *
	 * @throws IOException when the source cannot read
	 */
	public static Header read(Source source) throws IOException, GgufException {
		return new GgufReader(source).header();
	}

	/** Reads the header of a file. */
	public static Header read(Path file) throws IOException, GgufException {
		try (FileChannel channel = FileChannel.open(file)) {
			return read(Source.of(channel));
		}
	}

	private Header header() throws IOException, GgufException {
		magic();
		int version = version();
		long tensors = cursor.length("The number of tensors");
		long pairs = cursor.length("The number of metadata entries");
		limit(pairs <= PAIRS_AT_MOST, "metadata entries", pairs, PAIRS_AT_MOST);
		limit(tensors <= TensorReader.TENSORS_AT_MOST, "tensors", tensors, TensorReader.TENSORS_AT_MOST);
		Map<String, Value> metadata = metadata(pairs);
		long alignment = alignment(metadata.get("general.alignment"));
		Tensors summary = new TensorReader(cursor, alignment).read(tensors);
		long dataFrom = Math.ceilDiv(cursor.position(), alignment) * alignment;
		return new Header(version, metadata, summary, cursor.position(), dataFrom);
	}

	private void magic() throws IOException, GgufException {
		byte[] magic = new byte[4];
		for (int i = 0; i < 4; i++) {
			magic[i] = (byte) cursor.u8();
		}
		if (magic[0] != 'G' || magic[1] != 'G' || magic[2] != 'U' || magic[3] != 'F') {
			var shown = new StringBuilder();
			for (byte each : magic) {
				shown.append(each > 32 && each < 127 ? String.valueOf((char) each) : "\\x%02x".formatted(each & 0xff));
			}
			throw new NotGguf("The file begins with '" + shown + "' instead of 'GGUF': it is no GGUF file.");
		}
	}

	private int version() throws IOException, GgufException {
		int version = cursor.i32();
		if ((version & 0xffff) == 0 && version != 0) {
			throw new Unsupported("The file is GGUF version " + Integer.reverseBytes(version)
					+ " for big-endian computers, which llama-server does not read here; take the file without 'big-endian' or 'be' in its name.");
		}
		if (version == 1) {
			throw new Unsupported("The file is GGUF version 1 of 2023, which llama-server no longer reads; take a newer conversion of the model.");
		}
		if (version < 1 || version > NEWEST_VERSION) {
			throw new Unsupported("The file is GGUF version " + Integer.toUnsignedString(version) + "; versions 2 and " + NEWEST_VERSION + " are understood.");
		}
		return version;
	}

	private Map<String, Value> metadata(long pairs) throws IOException, GgufException {
		Map<String, Value> metadata = new HashMap<>();
		for (long i = 0; i < pairs; i++) {
			String key = key();
			Value value = new ValueReader(cursor).read(key);
			keep(switch (value) {
				case Value.Text text -> 2L * text.value().length();
				case Value.Wholes list -> 8L * list.values().length;
				default -> 0;
			});
			if (metadata.put(key, value) != null) {
				throw new Malformed("The metadata entry '" + key + "' comes twice: this is no sound GGUF file.");
			}
		}
		return metadata;
	}

	private String key() throws IOException, GgufException {
		long from = cursor.position();
		long length = cursor.length("The length of a metadata key");
		if (length == 0 || length > KEY_AT_MOST_BYTES) {
			throw new Malformed("A metadata key of " + length + " bytes at byte " + from + ": this is no sound GGUF file.");
		}
		keep(2 * length + 64);
		String key = cursor.text((int) length);
		for (int i = 0; i < key.length(); i++) {
			if (key.charAt(i) < 32 || key.charAt(i) > 126) {
				throw new Malformed("The metadata key at byte " + from + " is not ASCII: this is no sound GGUF file.");
			}
		}
		return key;
	}

	private void keep(long bytes) throws LimitExceeded {
		keptBytes += bytes;
		if (keptBytes > KEPT_AT_MOST_BYTES) {
			throw new LimitExceeded("The GGUF header has more than " + (KEPT_AT_MOST_BYTES >> 20) + " MiB of texts and keys, at byte " + cursor.position() + ".");
		}
	}

	private static long alignment(Value value) throws Malformed {
		long alignment = switch (value) {
			case null -> 32;
			case Value.Whole whole -> whole.value();
			default -> 0;
		};
		if (alignment < 1 || alignment > ALIGNMENT_AT_MOST || Long.bitCount(alignment) != 1) {
			throw new Malformed("'general.alignment' is no power of two up to " + ALIGNMENT_AT_MOST + ": this is no sound GGUF file.");
		}
		return alignment;
	}

	private static void limit(boolean kept, String what, long count, long atMost) throws LimitExceeded {
		if (!kept) {
			throw new LimitExceeded("The GGUF header announces " + count + " " + what + "; more than " + atMost + " are not read.");
		}
	}
}
