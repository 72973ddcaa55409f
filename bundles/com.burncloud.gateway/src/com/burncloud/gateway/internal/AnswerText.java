package com.burncloud.gateway.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Collects what a model wrote from the JSON that passes by, for the case that the upstream never says how many tokens it was. It copies the values of the
 * members in which OpenAI's dialect carries text, still escaped, without parsing. Not thread-safe.
 */
final class AnswerText {
	private static final int MAX_BYTES = 256 << 10;
	private static final List<byte[]> MEMBERS = List.of(bytes("\"content\""), bytes("\"reasoning_content\""), bytes("\"arguments\""), bytes("\"text\""),
			bytes("\"refusal\""), bytes("\"name\""));

	private byte[] text = new byte[512];
	private int length;
	private long beyond;

	private static byte[] bytes(String member) {
		return member.getBytes(StandardCharsets.US_ASCII);
	}

	void take(byte[] json, int from, int to) {
		for (int i = from + 1; i < to; i++) {
			if (json[i] == ':' && json[i - 1] == '"' && isTextMember(json, from, i)) {
				int at = i + 1;
				while (at < to && json[at] == ' ') {
					at++;
				}
				if (at < to && json[at] == '"') {
					int end = endOfString(json, at + 1, to);
					append(json, at + 1, end);
					i = end;
				}
			}
		}
	}

	private static boolean isTextMember(byte[] json, int from, int colon) {
		for (byte[] member : MEMBERS) {
			int start = colon - member.length;
			if (start >= from && Arrays.equals(json, start, colon, member, 0, member.length)) {
				return true;
			}
		}
		return false;
	}

	private static int endOfString(byte[] json, int from, int to) {
		for (int i = from; i < to; i++) {
			if (json[i] == '\\') {
				i++;
			} else if (json[i] == '"') {
				return i;
			}
		}
		return to;
	}

	private void append(byte[] json, int from, int to) {
		int added = to - from;
		if (length + added > MAX_BYTES) {
			beyond += added;
			return;
		}
		if (length + added > text.length) {
			text = Arrays.copyOf(text, Math.max(length + added, text.length * 2));
		}
		System.arraycopy(json, from, text, length, added);
		length += added;
	}

	String asText() {
		return Unescaped.of(text, length);
	}

	/** Tokens of what was collected. Takes milliseconds, the first time of a process longer: not for a thread that others wait for. */
	long tokens(ToLongFunction<String> counter) {
		if (length == 0) {
			return 0;
		}
		long counted = counter.applyAsLong(asText());
		return beyond == 0 ? counted : counted + Math.round((double) counted * beyond / length);
	}
}
