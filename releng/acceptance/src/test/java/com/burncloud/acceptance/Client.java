package com.burncloud.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** The data plane, without an SDK between: what is sent is what the test says. */
public record Client(URI base, String secret) {

	public static String chatBody(String model, String text, String more) {
		return "{\"model\":" + Json.quoted(model) + ",\"messages\":[{\"role\":\"user\",\"content\":" + Json.quoted(text) + "}]"
				+ (more.isEmpty() ? "" : "," + Json.of(more)) + "}";
	}

	public Client as(String otherSecret) {
		return new Client(base, otherSecret);
	}

	public HttpRequest request(String path, String body, String... headers) {
		return Web.to(base.resolve(path), secret, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
	}

	public Reply post(String path, String body, String... headers) {
		return Web.send(request(path, body, headers));
	}

	public Reply get(String path) {
		return Web.send(Web.to(base.resolve(path), secret).build());
	}

	public Reply chat(String model, String text) {
		return post("/v1/chat/completions", chatBody(model, text, ""));
	}

	public CompletableFuture<Reply> chatAsync(String model, String text, String more) {
		return Web.sendAsync(request("/v1/chat/completions", chatBody(model, text, more)));
	}

	/** A stream under way: its lines can be read as they come. */
	public HttpResponse<InputStream> stream(String model, String text) throws IOException, InterruptedException {
		return Web.HTTP.send(request("/v1/chat/completions", chatBody(model, text, "'stream':true")), BodyHandlers.ofInputStream());
	}
}
