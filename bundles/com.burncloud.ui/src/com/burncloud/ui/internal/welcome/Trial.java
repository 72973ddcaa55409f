package com.burncloud.ui.internal.welcome;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** The first request, sent over the network as any client sends it. */
record Trial(String baseUrl, String token, String question) {
	private static final Duration PATIENCE = Duration.ofSeconds(15);

	/** @param text what the model said; where it did not, what the gateway says about it */
	record Answer(int status, long millis, String text) {

		boolean good() {
			return status == 200;
		}
	}

	/** Waits for the answer. */
	Answer send() throws IOException, InterruptedException {
		JsonObject message = new JsonObject();
		message.addProperty("role", "user");
		message.addProperty("content", question);
		JsonArray messages = new JsonArray();
		messages.add(message);
		JsonObject body = new JsonObject();
		body.addProperty("model", "echo");
		body.add("messages", messages);
		HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions")).timeout(PATIENCE).header("Authorization", "Bearer " + token)
				.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
		try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).proxy(HttpClient.Builder.NO_PROXY).build()) {
			long start = System.nanoTime();
			HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
			long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
			return new Answer(response.statusCode(), millis, text(response));
		}
	}

	private static String text(HttpResponse<String> response) {
		try {
			JsonObject answer = JsonParser.parseString(response.body()).getAsJsonObject();
			return response.statusCode() == 200
					? answer.getAsJsonArray("choices").get(0).getAsJsonObject().getAsJsonObject("message").get("content").getAsString()
					: answer.getAsJsonObject("error").get("message").getAsString();
		} catch (JsonParseException | IllegalStateException | NullPointerException | IndexOutOfBoundsException strange) {
			return response.body();
		}
	}
}
