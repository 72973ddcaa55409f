package com.burncloud.ui.internal.playground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import com.burncloud.api.server.Server;
import com.burncloud.api.usage.UsageRecord;

/** One question on its way: asked by {@link #run}, which waits and belongs into a job; shown by whoever looks at {@link #progress}; given up by {@link #stop}. */
final class Exchange {
	private static final int BOOKED_TRIES = 12;
	private static final int BOOKED_MILLIS = 200;
	private static final int MOST_ERROR_BYTES = 64 << 10;

	private final HttpClient http;
	private final Server server;
	private final Keys keys;
	private final String tokenId;
	private final Call call;
	private final Progress progress = new Progress();
	private Optional<CompletableFuture<?>> sending = Optional.empty();
	private Optional<InputStream> body = Optional.empty();
	private boolean stopped;

	Exchange(HttpClient http, Server server, Keys keys, String tokenId, Call call) {
		this.http = http;
		this.server = server;
		this.keys = keys;
		this.tokenId = tokenId;
		this.call = call;
	}

	Call call() {
		return call;
	}

	Progress progress() {
		return progress;
	}

	/** Ends it where it is; what has come stays. Does not wait. */
	void stop() {
		Optional<InputStream> open;
		synchronized (this) {
			stopped = true;
			sending.ifPresent(each -> each.cancel(true));
			open = body;
		}
		progress.stopped();
		// Closing waits for a lock that the reader may hold for a moment.
		open.ifPresent(stream -> Thread.ofVirtual().start(() -> close(stream)));
	}

	private static void close(InputStream stream) {
		try {
			stream.close();
		} catch (IOException gone) {
			// as wanted
		}
	}

	private synchronized boolean isStopped() {
		return stopped;
	}

	/** Asks, reads to the end, and looks what it cost. */
	void run() throws InterruptedException {
		String requestId = "";
		try {
			HttpResponse<InputStream> response = send(keys.pass(server, tokenId));
			if (response.statusCode() == 401) {
				// A pass ends with the server that gave it.
				close(response.body());
				keys.forget(tokenId);
				response = send(keys.pass(server, tokenId));
			}
			requestId = response.headers().firstValue("x-request-id").orElse("");
			progress.begun(response.statusCode());
			read(response);
		} catch (IOException | ExecutionException | CancellationException failure) {
			Throwable cause = failure instanceof ExecutionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : failure;
			if (!isStopped()) {
				progress.failed("connection", String.valueOf(cause.getMessage() == null ? cause : cause.getMessage()));
			}
		}
		if (isStopped()) {
			progress.stopped();
		}
		booked(requestId);
	}

	private HttpResponse<InputStream> send(String secret) throws InterruptedException, ExecutionException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.place().baseUrl() + "/chat/completions")).header("Authorization", "Bearer " + secret)
				.header("Content-Type", "application/json").header("Accept", "text/event-stream").POST(HttpRequest.BodyPublishers.ofString(call.json())).build();
		CompletableFuture<HttpResponse<InputStream>> future = http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
		synchronized (this) {
			sending = Optional.of(future);
			if (stopped) {
				future.cancel(true);
			}
		}
		HttpResponse<InputStream> response = future.get();
		synchronized (this) {
			body = Optional.of(response.body());
			if (stopped) {
				close(response.body());
			}
		}
		return response;
	}

	private void read(HttpResponse<InputStream> response) throws IOException {
		try (InputStream in = response.body()) {
			if (response.statusCode() >= 400) {
				progress.refused(new String(in.readNBytes(MOST_ERROR_BYTES), StandardCharsets.UTF_8));
				return;
			}
			BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
			StringBuilder data = new StringBuilder();
			boolean more = true;
			while (more) {
				String line = reader.readLine();
				if (line == null) {
					break;
				}
				if (line.startsWith("data:")) {
					data.append(data.isEmpty() ? "" : "\n").append(line.substring(line.startsWith("data: ") ? 6 : 5));
				} else if (line.isEmpty() && !data.isEmpty()) {
					more = progress.event(data.toString());
					data.setLength(0);
				}
			}
		} catch (IOException cut) {
			if (isStopped()) {
				return;
			}
			progress.failed("stream_cut", String.valueOf(cut.getMessage()));
		}
		progress.ended();
	}

	/** The row of the log comes a moment after the answer's end. */
	private void booked(String requestId) throws InterruptedException {
		for (int i = 0; i < BOOKED_TRIES && !requestId.isEmpty(); i++) {
			Optional<UsageRecord> row = server.usage().find(requestId);
			if (row.isPresent()) {
				progress.booked(row.get().costNanos(), row.get().usage().promptTokens(), row.get().usage().completionTokens());
				return;
			}
			Thread.sleep(Duration.ofMillis(BOOKED_MILLIS));
		}
	}
}
