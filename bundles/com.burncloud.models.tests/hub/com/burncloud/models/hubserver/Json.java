package com.burncloud.models.hubserver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON out of maps, lists, texts, numbers and truth values. */
final class Json {

	private Json() {
	}

	/** Names and values in turn, in this order. */
	static Map<String, Object> object(Object... namesAndValues) {
		Map<String, Object> object = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			object.put((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return object;
	}

	static String text(Object value) {
		return switch (value) {
		case null -> "null";
		case Map<?, ?> map -> map.entrySet().stream().map(entry -> quoted(entry.getKey().toString()) + ":" + text(entry.getValue()))
				.collect(Collectors.joining(",", "{", "}"));
		case List<?> list -> list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
		case Number number -> number.toString();
		case Boolean truth -> truth.toString();
		default -> quoted(value.toString());
		};
	}

	private static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (char c : text.toCharArray()) {
			if (c == '"' || c == '\\') {
				quoted.append('\\').append(c);
			} else if (c < ' ') {
				quoted.append(String.format("\\u%04x", (int) c));
			} else {
				quoted.append(c);
			}
		}
		return quoted.append('"').toString();
	}
}
