package com.burncloud.models.internal.gguf;

import java.io.IOException;

import com.burncloud.models.internal.gguf.GgufException.Malformed;

/** Reads values. What nobody asks for is passed over. */
final class ValueReader {
	static final int TEMPLATE_AT_MOST_BYTES = 1 << 20;
	private static final int TEXT_AT_MOST_BYTES = 64 << 10;
	/** llama.cpp knows models of at most 512 layers. */
	private static final int LIST_AT_MOST = 1024;
	/** llama.cpp refuses lists of lists; the document allows them. */
	private static final int DEPTH_AT_MOST = 4;
	private static final int BOOL = 7;
	private static final int STRING = 8;
	private static final int ARRAY = 9;

	private final Cursor cursor;

	ValueReader(Cursor cursor) {
		this.cursor = cursor;
	}

	Value read(String key) throws IOException, GgufException {
		int type = cursor.i32();
		return switch (type) {
			case 0, 1, 2, 3, 4, 5, 10, 11 -> new Value.Whole(whole(type));
			case 6 -> new Value.Real(Float.intBitsToFloat(cursor.i32()));
			case 12 -> new Value.Real(Double.longBitsToDouble(cursor.i64()));
			case BOOL -> new Value.Truth(whole(type) != 0);
			case STRING -> text(key);
			case ARRAY -> list(key);
			default -> throw unknown(key, type);
		};
	}

	private Value text(String key) throws IOException, GgufException {
		long length = cursor.length("The length of a text", key);
		if (length <= (key.equals(Header.CHAT_TEMPLATE) ? TEMPLATE_AT_MOST_BYTES : TEXT_AT_MOST_BYTES)) {
			return new Value.Text(cursor.text((int) length));
		}
		cursor.skip(length);
		return new Value.Skipped(length);
	}

	private Value list(String key) throws IOException, GgufException {
		int type = cursor.i32();
		long length = cursor.length("The length of a list", key);
		boolean whole = type <= 5 && type >= 0 || type == BOOL || type == 10 || type == 11;
		if (whole && length <= LIST_AT_MOST && !key.startsWith("tokenizer.")) {
			long[] values = new long[(int) length];
			for (int i = 0; i < values.length; i++) {
				values[i] = whole(type);
			}
			return new Value.Wholes(values);
		}
		skip(key, type, length, 1);
		return new Value.Skipped(length);
	}

	private void skip(String key, int type, long length, int depth) throws IOException, GgufException {
		switch (type) {
			case STRING -> {
				for (long i = 0; i < length; i++) {
					cursor.skip(cursor.length("The length of a text in a list", key));
				}
			}
			case ARRAY -> {
				if (depth == DEPTH_AT_MOST) {
					throw new Malformed("'" + key + "' is a list of lists of lists and deeper still: this is no sound GGUF file.");
				}
				for (long i = 0; i < length; i++) {
					int inner = cursor.i32();
					skip(key, inner, cursor.length("The length of a list in a list", key), depth + 1);
				}
			}
			default -> {
				long bytes = bytes(key, type);
				cursor.skip(length > Long.MAX_VALUE / bytes ? Long.MAX_VALUE : length * bytes);
			}
		}
	}

	private long whole(int type) throws IOException, GgufException {
		return switch (type) {
			case 0, BOOL -> cursor.u8();
			case 1 -> (byte) cursor.u8();
			case 2 -> cursor.u16();
			case 3 -> (short) cursor.u16();
			case 4 -> cursor.i32() & 0xffffffffL;
			case 5 -> cursor.i32();
			default -> cursor.i64();
		};
	}

	private static int bytes(String key, int type) throws Malformed {
		return switch (type) {
			case 0, 1, BOOL -> 1;
			case 2, 3 -> 2;
			case 4, 5, 6 -> 4;
			case 10, 11, 12 -> 8;
			default -> throw unknown(key, type);
		};
	}

	private static Malformed unknown(String key, int type) {
		return new Malformed("'" + key + "' is of the type " + Integer.toUnsignedString(type) + ", which GGUF does not have: this is no sound GGUF file.");
	}
}
