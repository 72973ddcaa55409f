package com.burncloud.remote.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import com.burncloud.api.server.ServerAwayException;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

/** Calls of the management API: the one place for the key, for time limits and for what is no answer. Any thread; each call waits. */
final class ManagementApi implements AutoCloseable {
	private static final Duration CONNECT = Duration.ofSeconds(5);
	private static final int ERROR_BYTES = 1 << 16;

	private final URI address;
	private final String key;
	private final Pace pace;
	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).executor(threads).build();
	private final Troubles troubles;
	private volatile Runnable whenAway = () -> {
	};

	ManagementApi(URI address, String key, Pace pace) {
		this.address = address;
		this.key = key;
		this.pace = pace;
		this.troubles = new Troubles(address, key);
	}

	URI address() {
		return address;
	}

	Pace pace() {
		return pace;
	}

	/** Called, on the thread of the call, whenever one ends with a {@link ServerAwayException}. */
	void whenAway(Runnable action) {
		whenAway = action;
	}

	<T> T get(String path, Function<JsonElement, T> reader) {
		return get(path, pace.call(), reader);
	}

	<T> T get(String path, Duration limit, Function<JsonElement, T> reader) {
		return call("GET", path, null, limit, reader);
	}

	/** A call with a JSON body. */
	<T> T call(String method, String path, JsonElement body, Duration limit, Function<JsonElement, T> reader) {
		HttpRequest.Builder request = body == null ? request(path, method, BodyPublishers.noBody())
				: request(path, method, BodyPublishers.ofString(body.toString())).header("Content-Type", "application/json");
		return call(request, limit, reader);
	}

	/** A call that the caller has described. */
	<T> T call(HttpRequest.Builder request, Duration limit, Function<JsonElement, T> reader) {
		return answer(request, limit, (head, body) -> reader.apply(body));
	}

	/** The same for an answer that says something in its head, too. */
	<T> T answer(HttpRequest.Builder request, Duration limit, BiFunction<HttpHeaders, JsonElement, T> reader) {
		return watched(() -> {
			HttpRequest built = request.build();
			HttpResponse<byte[]> answer = bytes(built, limit);
			try {
				return reader.apply(answer.headers(), JsonParser.parseString(new String(answer.body(), StandardCharsets.UTF_8)));
			} catch (RuntimeException malformed) {
				throw troubles.notUnderstood(built, malformed);
			}
		});
	}

	/** An answer that is no JSON. */
	HttpResponse<byte[]> raw(HttpRequest.Builder request) {
		return watched(() -> bytes(request.build(), pace.call()));
	}

	HttpRequest.Builder request(String path, String method, BodyPublisher body) {
		return HttpRequest.newBuilder(address.resolve(path)).method(method, body).header("Authorization", "Bearer " + key).header("Accept", "application/json");
	}

	/** Opens a stream of server-sent events. Closing it, from any thread, ends the connection and whoever waits for its next byte. */
	InputStream stream(String path, String lastEventId) {
		HttpRequest.Builder request = request(path, "GET", BodyPublishers.noBody()).setHeader("Accept", "text/event-stream");
		if (!lastEventId.isEmpty()) {
			request.header("Last-Event-ID", lastEventId);
		}
		return watched(() -> {
			HttpRequest built = request.build();
			HttpResponse<InputStream> answer = send(built, BodyHandlers.ofInputStream(), pace.call());
			boolean events = answer.headers().firstValue("content-type").orElse("").startsWith("text/event-stream");
			if (answer.statusCode() == 200 && events) {
				return answer.body();
			}
			try (InputStream body = answer.body()) {
				throw troubles.refusal(built, answer, answer.statusCode() == 200 ? new byte[0] : body.readNBytes(ERROR_BYTES));
			} catch (IOException broken) {
				throw troubles.of(broken);
			}
		});
	}

	private HttpResponse<byte[]> bytes(HttpRequest request, Duration limit) {
		HttpResponse<byte[]> answer = send(request, BodyHandlers.ofByteArray(), limit);
		if (answer.statusCode() / 100 != 2) {
			throw troubles.refusal(request, answer, answer.body());
		}
		return answer;
	}

	/** The limit holds for everything, from the host's name to the last byte, which HttpClient's own does not. */
	private <B> HttpResponse<B> send(HttpRequest request, BodyHandler<B> handler, Duration limit) {
		Future<HttpResponse<B>> answer;
		try {
			answer = threads.submit(() -> http.send(request, handler));
		} catch (RejectedExecutionException closed) {
			throw new ServerAwayException("The connection to " + address + " is closed.");
		}
		try {
			return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
		} catch (ExecutionException failure) {
			throw troubles.of(failure.getCause());
		} catch (TimeoutException late) {
			answer.cancel(true);
			throw troubles.silent(limit);
		} catch (InterruptedException stopped) {
			answer.cancel(true);
			Thread.currentThread().interrupt();
			throw new ServerAwayException("Waiting for " + address + " was given up.");
		}
	}

	private <T> T watched(Supplier<T> call) {
		try {
			return call.get();
		} catch (ServerAwayException away) {
			whenAway.run();
			throw away;
		}
	}

	@Override
	public void close() {
		threads.shutdownNow();
		http.shutdownNow();
	}

	/** Without the key. */
	@Override
	public String toString() {
		return "ManagementApi[" + address + "]";
	}
}
