package com.burncloud.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** The one HTTP client of these tests. */
public final class Web {
	static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10))
			.executor(Executors.newVirtualThreadPerTaskExecutor()).build();

	private Web() {
	}

	public static HttpRequest.Builder to(URI uri, String key, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
		if (!key.isEmpty()) {
			request.header("Authorization", "Bearer " + key);
		}
		return headers.length == 0 ? request : request.headers(headers);
	}

	public static Reply send(HttpRequest request) {
		try {
			var response = HTTP.send(request, BodyHandlers.ofString());
			return new Reply(response.statusCode(), response.headers(), response.body());
		} catch (IOException e) {
			throw new UncheckedIOException(request + ": " + e, e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(e);
		}
	}

	public static CompletableFuture<Reply> sendAsync(HttpRequest request) {
		return HTTP.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> new Reply(response.statusCode(), response.headers(), response.body()));
	}
}
