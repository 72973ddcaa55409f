package com.burncloud.ui.internal.exchange;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** The words of an answer, out of any dialect's JSON or event stream. */
final class AnswerText {

	private AnswerText() {
	}

	/** Empty when there are none to be found, as in an answer of embeddings. */
	static String words(String body) {
		StringBuilder words = new StringBuilder();
		if (body.stripLeading().startsWith("{")) {
			collect(body, words);
		} else {
			body.lines().filter(line -> line.startsWith("data:")).forEach(line -> collect(line.substring(5).strip(), words));
		}
		return words.toString();
	}

	/** JSON in lines that a person can read; anything else as it is. */
	static String pretty(String body) {
		try {
			JsonElement json = JsonParser.parseString(body);
			return json.isJsonObject() || json.isJsonArray() ? new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) : body;
		} catch (JsonParseException other) {
			return body;
		}
	}

	private static void collect(String json, StringBuilder words) {
		try {
			if (JsonParser.parseString(json) instanceof JsonObject object) {
				take(object, words);
			}
		} catch (JsonParseException end) {
			// [DONE], or an event that was cut
		}
	}

	private static void take(JsonObject event, StringBuilder words) {
		for (JsonElement each : array(event, "choices")) {
			if (each instanceof JsonObject choice) {
				text(choice, "text", words);
				text(object(choice, "message"), "content", words);
				text(object(choice, "delta"), "content", words);
			}
		}
		for (JsonElement each : array(event, "candidates")) {
			if (each instanceof JsonObject candidate) {
				array(object(candidate, "content"), "parts").forEach(part -> text(part, "text", words));
			}
		}
		array(event, "content").forEach(part -> text(part, "text", words));
		array(event, "output").forEach(item -> array(item, "content").forEach(part -> text(part, "text", words)));
		if (event.get("type") instanceof JsonElement type && type.isJsonPrimitive()) {
			if (type.getAsString().equals("content_block_delta")) {
				text(object(event, "delta"), "text", words);
			} else if (type.getAsString().equals("response.output_text.delta")) {
				text(event, "delta", words);
			}
		}
	}

	private static void text(JsonElement from, String name, StringBuilder words) {
		if (from instanceof JsonObject object && object.get(name) instanceof JsonElement value && value.isJsonPrimitive()) {
			words.append(value.getAsString());
		}
	}

	private static JsonObject object(JsonObject from, String name) {
		return from.get(name) instanceof JsonObject object ? object : new JsonObject();
	}

	private static JsonArray array(JsonElement from, String name) {
		return from instanceof JsonObject object && object.get(name) instanceof JsonArray array ? array : new JsonArray();
	}
}
