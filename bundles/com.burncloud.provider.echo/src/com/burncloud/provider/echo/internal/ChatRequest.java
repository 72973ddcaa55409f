package com.burncloud.provider.echo.internal;

import java.nio.charset.StandardCharsets;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * What echo reads of a chat request; everything else is ignored.
 *
 * @param message the last user message, of content parts the texts
 * @param limit of the answer in tokens
 * @param promptTokens of all messages
 */
record ChatRequest(String model, boolean stream, boolean includeUsage, String message, int limit, int promptTokens) {

	/** @throws IllegalArgumentException when it is not one; the message tells the client */
	static ChatRequest of(byte[] body) {
		JsonObject root = object(body);
		JsonElement messages = root.get("messages");
		if (messages == null || !messages.isJsonArray() || messages.getAsJsonArray().isEmpty()) {
			throw new IllegalArgumentException("'messages' must be an array with at least one message.");
		}
		String last = "";
		int tokens = 0;
		for (JsonElement message : messages.getAsJsonArray()) {
			if (!message.isJsonObject()) {
				throw new IllegalArgumentException("Each of 'messages' must be an object.");
			}
			String text = text(message.getAsJsonObject().get("content"));
			tokens += Pieces.count(text);
			last = string(message.getAsJsonObject(), "role").equals("user") ? text : last;
		}
		boolean usage = root.get("stream_options") instanceof JsonObject options && truth(options, "include_usage");
		int limit = Math.min(number(root, "max_tokens"), number(root, "max_completion_tokens"));
		return new ChatRequest(string(root, "model"), truth(root, "stream"), usage, last, limit, tokens);
	}

	static JsonObject object(byte[] body) {
		try {
			if (JsonParser.parseString(new String(body, StandardCharsets.UTF_8)) instanceof JsonObject root) {
				return root;
			}
		} catch (JsonParseException | StackOverflowError e) {
			throw new IllegalArgumentException("The body is no JSON.", e);
		}
		throw new IllegalArgumentException("The body is no JSON object.");
	}

	static String text(JsonElement content) {
		if (content != null && content.isJsonPrimitive()) {
			return content.getAsString();
		}
		var text = new StringBuilder();
		if (content instanceof JsonArray parts) {
			for (JsonElement part : parts) {
				if (part instanceof JsonObject object && string(object, "type").equals("text")) {
					text.append(string(object, "text"));
				}
			}
		}
		return text.toString();
	}

	static String string(JsonObject object, String name) {
		JsonElement value = object.get(name);
		return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
	}

	private static boolean truth(JsonObject object, String name) {
		return string(object, name).equals("true");
	}

	private static int number(JsonObject object, String name) {
		JsonElement value = object.get(name);
		boolean given = value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
		return given ? (int) Math.max(1, Math.min(Integer.MAX_VALUE, value.getAsDouble())) : Integer.MAX_VALUE;
	}
}
