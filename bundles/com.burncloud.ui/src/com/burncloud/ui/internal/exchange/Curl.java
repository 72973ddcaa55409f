package com.burncloud.ui.internal.exchange;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.burncloud.api.usage.SentRequest;
import com.burncloud.api.usage.UsageRecord;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Requests as a command for a shell. The token is a variable there: its secret is nowhere to be had. */
public final class Curl {
	private static final String TOKEN = "$BURNCLOUD_TOKEN";

	private Curl() {
	}

	/**
	 * An exchange again.
	 *
	 * @param sent what the client sent; without it an example of the same kind stands in its place
	 */
	public static String of(URI address, UsageRecord row, Optional<SentRequest> sent) {
		String path = sent.map(SentRequest::path).orElseGet(() -> path(row));
		String type = sent.map(SentRequest::contentType).filter(text -> !text.isEmpty()).orElse("application/json");
		StringBuilder command = new StringBuilder("curl ").append(row.stream() ? "-N " : "").append(quoted(address + path));
		authorization(command, TOKEN);
		header(command, "Content-Type: " + type);
		if (path.endsWith("/messages")) {
			header(command, "anthropic-version: 2023-06-01");
		}
		if (sent.isEmpty()) {
			data(command, "-d", example(path, row.model(), row.stream()));
		} else if (type.contains("json") || type.startsWith("text/")) {
			data(command, "-d", new String(sent.get().body(), StandardCharsets.UTF_8));
		} else {
			command.append(" \\\n  --data-binary @body");
		}
		return command.toString();
	}

	/** A first request. */
	public static String first(String baseUrl, String token, String model, String words) {
		StringBuilder command = new StringBuilder("curl ").append(quoted(baseUrl + "/chat/completions"));
		authorization(command, token);
		header(command, "Content-Type: application/json");
		data(command, "-d", chat(model, words, false).toString());
		return command.toString();
	}

	private static String path(UsageRecord row) {
		return switch (row.dialectIn()) {
		case "anthropic-messages" -> "/v1/messages";
		case "openai-responses" -> "/v1/responses";
		case "gemini-generate" -> "/v1beta/models/" + row.model() + (row.stream() ? ":streamGenerateContent?alt=sse" : ":generateContent");
		default -> "/v1/chat/completions";
		};
	}

	private static String example(String path, String model, boolean stream) {
		String hello = "Hello!";
		if (path.endsWith("/responses")) {
			JsonObject body = new JsonObject();
			body.addProperty("model", model);
			body.addProperty("input", hello);
			return body.toString();
		}
		if (path.startsWith("/v1beta/")) {
			return "{\"contents\":[{\"parts\":[{\"text\":\"" + hello + "\"}]}]}";
		}
		JsonObject body = chat(model, hello, stream);
		if (path.endsWith("/messages")) {
			body.addProperty("max_tokens", 256);
		}
		return body.toString();
	}

	private static JsonObject chat(String model, String words, boolean stream) {
		JsonObject message = new JsonObject();
		message.addProperty("role", "user");
		message.addProperty("content", words);
		JsonArray messages = new JsonArray();
		messages.add(message);
		JsonObject body = new JsonObject();
		body.addProperty("model", model);
		body.add("messages", messages);
		if (stream) {
			body.addProperty("stream", true);
		}
		return body;
	}

	/** In double quotes, since the shell has to fill in the token. */
	private static void authorization(StringBuilder command, String token) {
		command.append(" \\\n  -H \"Authorization: Bearer ").append(token).append('"');
	}

	/** In single quotes: what a client has sent must mean nothing to a shell. */
	private static void header(StringBuilder command, String header) {
		data(command, "-H", header);
	}

	private static void data(StringBuilder command, String option, String body) {
		command.append(" \\\n  ").append(option).append(" '").append(body.replace("'", "'\\''")).append('\'');
	}

	private static String quoted(String address) {
		return address.matches("[A-Za-z0-9:/._-]+") ? address : "'" + address.replace("'", "'\\''") + "'";
	}
}
