package com.burncloud.ui.internal.playground;

import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A question to one model, with all that was said before. */
record Call(String model, List<Turn> before, Prompt prompt, Parameters parameters) {

	Call {
		before = List.copyOf(before);
	}

	/** The body of a request to {@code /chat/completions}, streamed. With large images it takes a while: not for the UI thread. */
	String json() {
		JsonObject body = new JsonObject();
		body.addProperty("model", model);
		JsonArray messages = new JsonArray();
		if (!parameters.system().isBlank()) {
			messages.add(message("system", parameters.system()));
		}
		for (Turn turn : before) {
			messages.add(user(turn.prompt()));
			messages.add(message("assistant", turn.answer()));
		}
		messages.add(user(prompt));
		body.add("messages", messages);
		parameters.temperature().ifPresent(value -> body.addProperty("temperature", value));
		parameters.topP().ifPresent(value -> body.addProperty("top_p", value));
		parameters.maxTokens().ifPresent(value -> body.addProperty("max_tokens", value));
		body.addProperty("stream", true);
		JsonObject options = new JsonObject();
		options.addProperty("include_usage", true);
		body.add("stream_options", options);
		return body.toString();
	}

	private static JsonObject message(String role, String content) {
		JsonObject message = new JsonObject();
		message.addProperty("role", role);
		message.addProperty("content", content);
		return message;
	}

	private static JsonObject user(Prompt prompt) {
		if (prompt.pictures().isEmpty()) {
			return message("user", prompt.text());
		}
		JsonArray parts = new JsonArray();
		if (!prompt.text().isBlank()) {
			JsonObject text = new JsonObject();
			text.addProperty("type", "text");
			text.addProperty("text", prompt.text());
			parts.add(text);
		}
		for (Picture picture : prompt.pictures()) {
			JsonObject url = new JsonObject();
			url.addProperty("url", picture.dataUrl());
			JsonObject image = new JsonObject();
			image.addProperty("type", "image_url");
			image.add("image_url", url);
			parts.add(image);
		}
		JsonObject message = new JsonObject();
		message.addProperty("role", "user");
		message.add("content", parts);
		return message;
	}
}
