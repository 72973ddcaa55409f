package com.burncloud.gateway.internal;

import java.nio.charset.StandardCharsets;

/** The text behind escaped JSON string bytes; tolerant, since it only serves counting. */
final class Unescaped {

	private Unescaped() {
	}

	static String of(byte[] escaped, int length) {
		String raw = new String(escaped, 0, length, StandardCharsets.UTF_8);
		if (raw.indexOf('\\') < 0) {
			return raw;
		}
		StringBuilder text = new StringBuilder(raw.length());
		for (int i = 0; i < raw.length(); i++) {
			char c = raw.charAt(i);
			if (c != '\\' || i + 1 == raw.length()) {
				text.append(c);
				continue;
			}
			char kind = raw.charAt(++i);
			switch (kind) {
			case 'n' -> text.append('\n');
			case 't' -> text.append('\t');
			case 'r' -> text.append('\r');
			case 'u' -> {
				if (i + 4 < raw.length()) {
					text.append(hex(raw, i + 1));
				}
				i += 4;
			}
			default -> text.append(kind);
			}
		}
		return text.toString();
	}

	private static String hex(String raw, int from) {
		try {
			return String.valueOf((char) Integer.parseInt(raw, from, from + 4, 16));
		} catch (NumberFormatException notHex) {
			return "";
		}
	}
}
