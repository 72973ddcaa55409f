package com.burncloud.gateway.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * Reads the list of an upstream's models: OpenAI's {@code {"data":[{"id"}]}}, Ollama's and Cohere's {@code {"models":[{"model"} or {"name"}]}}, or the bare
 * array that some send.
 */
final class OfferedModels {
	private static final int MOST = 20_000;
	/** What a channel may list. */
	private static final int LONGEST = 200;

	private OfferedModels() {
	}

	/** Sorted, each once; empty when it is no such list. */
	static Optional<List<String>> read(byte[] answer) {
		JsonElement json;
		try {
			json = JsonParser.parseString(new String(answer, StandardCharsets.UTF_8));
		} catch (JsonParseException notJson) {
			return Optional.empty();
		}
		JsonElement list = json instanceof JsonObject object ? object.has("data") ? object.get("data") : object.get("models") : json;
		if (list == null || !list.isJsonArray()) {
			return Optional.empty();
		}
		TreeSet<String> names = new TreeSet<>();
		for (JsonElement entry : list.getAsJsonArray()) {
			String name = entry instanceof JsonObject model ? name(model) : "";
			if (!name.isBlank() && name.length() <= LONGEST && names.size() < MOST) {
				names.add(name);
			}
		}
		return Optional.of(List.copyOf(names));
	}

	private static String name(JsonObject model) {
		for (String field : List.of("id", "model", "name")) {
			if (model.get(field) instanceof JsonElement value && value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
				return value.getAsString();
			}
		}
		return "";
	}
}
