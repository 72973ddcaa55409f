package com.burncloud.ui.internal.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import com.burncloud.api.server.Server;
import com.burncloud.api.token.Pass;
import com.burncloud.api.usage.SentRequest;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.Texts;

/** Sends a request to the gateway once more, as a client does. Waits for the answer: not for the UI thread. */
final class Courier {
	private static final int MOST_BYTES = 512 * 1024;
	private static final Duration CONNECT = Duration.ofSeconds(10);
	/** The row is written a moment after the answer's end. */
	private static final int ROW_TRIES = 15;
	private static final int ROW_MILLIS = 100;

	private final Server server;
	private final Texts texts = Texts.of(Courier.class);

	Courier(Server server) {
		this.server = server;
	}

	/**
	 * @param channelId where to; empty: as the gateway likes
	 * @param channel its name for people
	 */
	Answer send(SentRequest sent, String tokenId, Optional<String> channelId, String channel) throws InterruptedException {
		Pass pass = server.tokens().pass(tokenId, channelId);
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.place().address() + sent.path()))
				.header("Authorization", "Bearer " + pass.secret())
				.POST(HttpRequest.BodyPublishers.ofByteArray(sent.body()));
		if (!sent.contentType().isEmpty()) {
			request.header("Content-Type", sent.contentType());
		}
		if (sent.path().endsWith("/messages")) {
			request.header("anthropic-version", "2023-06-01");
		}
		long began = System.nanoTime();
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
		try {
			HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			long first = read(response.body(), body, began);
			long took = millisSince(began);
			Optional<UsageRecord> row = response.headers().firstValue("x-request-id").flatMap(this::row);
			return new Answer(channel, response.statusCode(), first, took, body.toString(StandardCharsets.UTF_8), row, "");
		} catch (IOException failure) {
			return new Answer(channel, 0, 0, millisSince(began), "", Optional.empty(),
					texts.get("again.unanswered", server.place().address().toString(), String.valueOf(failure.getMessage() == null ? failure : failure.getMessage())));
		} finally {
			client.shutdownNow();
		}
	}

	private static long read(InputStream in, ByteArrayOutputStream body, long began) throws IOException {
		long first = 0;
		byte[] buffer = new byte[8192];
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			first = first == 0 ? Math.max(1, millisSince(began)) : first;
			body.write(buffer, 0, Math.min(count, Math.max(0, MOST_BYTES - body.size())));
		}
		return first;
	}

	private Optional<UsageRecord> row(String requestId) {
		try {
			for (int i = 0; i < ROW_TRIES; i++) {
				Optional<UsageRecord> row = server.usage().find(requestId);
				if (row.isPresent()) {
					return row;
				}
				Thread.sleep(ROW_MILLIS);
			}
		} catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
		return Optional.empty();
	}

	private static long millisSince(long began) {
		return (System.nanoTime() - began) / 1_000_000;
	}
}
