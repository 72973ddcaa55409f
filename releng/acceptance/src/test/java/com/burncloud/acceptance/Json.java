package com.burncloud.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON, with apostrophes for quotation marks where a test writes it. */
public final class Json {
	private static final ObjectMapper MAPPER = new ObjectMapper();

	private Json() {
	}

	public static String of(String withApostrophes, Object... arguments) {
		return withApostrophes.formatted(arguments).replace('\'', '"');
	}

	public static JsonNode read(String text) {
		try {
			return MAPPER.readTree(text);
		} catch (IOException e) {
			throw new UncheckedIOException("no JSON: " + text, e);
		}
	}

	/** A text as a JSON string, with its quotation marks. */
	public static String quoted(String text) {
		return MAPPER.getNodeFactory().textNode(text).toString();
	}

	public static List<JsonNode> list(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false).toList();
	}

	public static List<String> texts(JsonNode array, String field) {
		List<String> texts = new ArrayList<>();
		array.forEach(element -> texts.add(element.path(field).asText()));
		return texts;
	}
}
