package com.burncloud.gateway.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements of byte ranges in a body, all other bytes staying as they are. */
final class Edits {
	private record Edit(int from, int to, byte[] bytes) {
	}

	private final List<Edit> edits = new ArrayList<>(2);

	/** Replaces {@code [from, to)}; an empty range inserts. Ranges must not overlap. */
	void replace(int from, int to, String text) {
		edits.add(new Edit(from, to, text.getBytes(StandardCharsets.UTF_8)));
	}

	/** The body with all replacements, or the body itself when there are none. */
	byte[] apply(byte[] body) {
		if (edits.isEmpty()) {
			return body;
		}
		edits.sort(Comparator.comparingInt(Edit::from));
		int length = body.length;
		for (Edit edit : edits) {
			length += edit.bytes.length - (edit.to - edit.from);
		}
		byte[] result = new byte[length];
		int read = 0;
		int written = 0;
		for (Edit edit : edits) {
			int kept = edit.from - read;
			System.arraycopy(body, read, result, written, kept);
			System.arraycopy(edit.bytes, 0, result, written + kept, edit.bytes.length);
			written += kept + edit.bytes.length;
			read = edit.to;
		}
		System.arraycopy(body, read, result, written, body.length - read);
		return result;
	}
}
