package com.burncloud.admin.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Values that are shown only in part. A header or an option of a channel may well be a secret too: its name tells. */
final class Mask {
	private static final Pattern SENSITIVE = Pattern.compile("auth|key|secret|token|password|passwd|credential|cookie|private|signature", Pattern.CASE_INSENSITIVE);

	private Mask() {
	}

	static boolean sensitive(String name) {
		return SENSITIVE.matcher(name).find();
	}

	/** {@code sk-…abcd}; of a short value nothing is shown. */
	static String of(String value) {
		if (value.isEmpty()) {
			return "";
		}
		return value.length() < 16 ? "…" : value.substring(0, 3) + "…" + value.substring(value.length() - 4);
	}

	/** @param secrets further names whose values are secret */
	static Map<String, String> values(Map<String, String> entries, Collection<String> secrets) {
		Map<String, String> masked = new HashMap<>(entries);
		masked.replaceAll((name, value) -> sensitive(name) || secrets.contains(name) ? of(value) : value);
		return masked;
	}

	/** Puts back what was sent as it was shown: what GET gave can be sent by PUT. */
	static Map<String, String> restore(Map<String, String> sent, Map<String, String> stored, Collection<String> secrets) {
		Map<String, String> restored = new HashMap<>(sent);
		Map<String, String> shown = values(stored, secrets);
		restored.replaceAll((name, value) -> value.equals(shown.get(name)) ? stored.get(name) : value);
		return restored;
	}
}
