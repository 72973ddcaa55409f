package com.burncloud.models.internal.gguf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.burncloud.models.internal.gguf.GgufException.LimitExceeded;
import com.burncloud.models.internal.gguf.GgufException.Malformed;
import com.burncloud.models.internal.gguf.GgufException.Truncated;

/** Walks through a header, little-endian. Holds one stretch of the file at a time; each is twice as long as the one before, since who needs a second mostly needs a third. */
final class Cursor {
	/** Tokenizers of 260,000 tokens make headers of 10 to 20 MiB. */
	static final long HEADER_AT_MOST_BYTES = 64L << 20;
	private static final int FIRST_STRETCH_BYTES = 1 << 20;
	private static final int STRETCH_AT_MOST_BYTES = 8 << 20;

	private final Source source;
	private byte[] stretch = {};
	private long stretchFrom;
	private long position;
	private int nextStretchBytes = FIRST_STRETCH_BYTES;

	Cursor(Source source) {
		this.source = source;
	}

	long position() {
		return position;
	}

	int u8() throws IOException, GgufException {
		if (position < stretchFrom || position >= stretchFrom + stretch.length) {
			fetch();
		}
		return stretch[(int) (position++ - stretchFrom)] & 0xff;
	}

	int u16() throws IOException, GgufException {
		return u8() | u8() << 8;
	}

	/** Unsigned 32 bits are negative from 2^31 on. */
	int i32() throws IOException, GgufException {
		return u16() | u16() << 16;
	}

	/** Unsigned 64 bits are negative from 2^63 on. */
	long i64() throws IOException, GgufException {
		return i32() & 0xffffffffL | (long) i32() << 32;
	}

	/** A count or a length. */
	long length(String ofWhat) throws IOException, GgufException {
		return length(ofWhat, "");
	}

	/** @param name of the entry or tensor; a tokenizer has a million lengths, so no text is made of it until one is wrong */
	long length(String ofWhat, String name) throws IOException, GgufException {
		long length = i64();
		if (length < 0) {
			throw new Malformed(ofWhat + " is " + Long.toUnsignedString(length) + ", at byte " + (position - 8) + (name.isEmpty() ? "" : " in '" + name + "'")
					+ ": this is no sound GGUF file.");
		}
		return length;
	}

	/** The caller has looked that the length is one that memory has room for. */
	String text(int bytes) throws IOException, GgufException {
		reach(bytes);
		byte[] text = new byte[bytes];
		for (int done = 0; done < bytes;) {
			text[done++] = (byte) u8();
			int ready = (int) Math.min(bytes - done, stretchFrom + stretch.length - position);
			System.arraycopy(stretch, (int) (position - stretchFrom), text, done, ready);
			done += ready;
			position += ready;
		}
		return new String(text, StandardCharsets.UTF_8);
	}

	/** Leaps: what is skipped is not fetched. */
	void skip(long bytes) throws IOException, GgufException {
		if (bytes > 0) {
			reach(bytes);
			position += bytes - 1;
			u8(); // whether the file reaches so far
		}
	}

	private void reach(long bytes) throws LimitExceeded {
		if (bytes > HEADER_AT_MOST_BYTES - position) {
			throw new LimitExceeded("The GGUF header would be longer than " + (HEADER_AT_MOST_BYTES >> 20) + " MiB: at byte " + position + " it announces " + bytes + " bytes more.");
		}
	}

	private void fetch() throws IOException, GgufException {
		reach(1);
		int atMost = (int) Math.min(nextStretchBytes, HEADER_AT_MOST_BYTES - position);
		stretch = source.read(position, atMost);
		stretchFrom = position;
		nextStretchBytes = Math.min(2 * nextStretchBytes, STRETCH_AT_MOST_BYTES);
		if (stretch.length == 0) {
			throw new Truncated(position);
		}
	}
}
