package com.burncloud.launcher.internal.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** The management API over HTTP. */
final class Api implements AutoCloseable {
	/** Longer than a channel may think over its first byte. */
	private static final Duration PATIENCE = Duration.ofMinutes(6);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
	private final URI base;
	private final String key;
	private final Path keyFile;
	private final Texts texts;

	/** @param key empty: whatever {@code admin.key} holds */
	Api(URI base, String key, Path home, Texts texts) {
		String address = base.toString();
		this.base = URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
		this.keyFile = home.resolve("admin.key");
		this.key = key.isBlank() ? read(keyFile) : key.strip();
		this.texts = texts;
	}

	JsonElement get(String path) {
		return send("GET", path, BodyPublishers.noBody(), "");
	}

	JsonElement send(String method, String path, JsonElement body) {
		return send(method, path, BodyPublishers.ofString(body.toString()), "application/json");
	}

	JsonElement post(String path) {
		return send("POST", path, BodyPublishers.noBody(), "");
	}

	void delete(String path) {
		send("DELETE", path, BodyPublishers.noBody(), "");
	}

	JsonElement upload(String path, Path file) throws IOException {
		return send("POST", path, BodyPublishers.ofFile(file), "application/java-archive");
	}

	/** The lines of an endless answer. Close it to hang up. */
	Stream<String> lines(String path) {
		HttpResponse<Stream<String>> response = exchange(request(path).GET().build(), BodyHandlers.ofLines());
		if (response.statusCode() != 200) {
			try (Stream<String> lines = response.body()) {
				throw refusal(response.statusCode(), lines.collect(Collectors.joining("\n")));
			}
		}
		return response.body();
	}

	/** A path with its variable parts escaped: {@code path("/api/tokens/", id, "/rotate")}; the even arguments stand as they are. */
	static String path(String... parts) {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < parts.length; i++) {
			path.append(i % 2 == 0 ? parts[i] : escape(parts[i]));
		}
		return path.toString();
	}

	/** Leaves out what is not given. */
	static String query(Map<String, String> parameters) {
		String query = parameters.entrySet().stream().filter(entry -> entry.getValue() != null && !entry.getValue().isEmpty())
				.map(entry -> entry.getKey() + "=" + escape(entry.getValue())).collect(Collectors.joining("&"));
		return query.isEmpty() ? "" : "?" + query;
	}

	private static String escape(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private JsonElement send(String method, String path, BodyPublisher body, String contentType) {
		HttpRequest.Builder request = request(path).timeout(PATIENCE).method(method, body);
		if (!contentType.isEmpty()) {
			request.header("Content-Type", contentType);
		}
		HttpResponse<String> response = exchange(request.build(), BodyHandlers.ofString());
		if (response.statusCode() >= 300) {
			throw refusal(response.statusCode(), response.body());
		}
		try {
			return response.body().isEmpty() ? JsonNull.INSTANCE : JsonParser.parseString(response.body());
		} catch (JsonParseException notOurs) {
			throw new Failure(Failure.REFUSED, texts.get("failure.stranger", base));
		}
	}

	private HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
		return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
	}

	private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
		try {
			return http.send(request, handler);
		} catch (HttpTimeoutException late) {
			throw new Failure(Failure.UNREACHABLE, texts.get("failure.late", base));
		} catch (IOException unreachable) {
			throw new Failure(Failure.UNREACHABLE, texts.get("failure.unreachable", base));
		} catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new Failure(Failure.REFUSED, texts.get("failure.stopped"));
		}
	}

	private Failure refusal(int status, String body) {
		if (status == 401 && key.isEmpty()) {
			return new Failure(Failure.REFUSED, texts.get("failure.key.missing", keyFile));
		}
		if (status == 401) {
			return new Failure(Failure.REFUSED, texts.get("failure.key.wrong", base, keyFile));
		}
		try {
			JsonObject error = JsonParser.parseString(body).getAsJsonObject().getAsJsonObject("error");
			return new Failure(Failure.REFUSED, Table.plain(error.get("message").getAsString()));
		} catch (JsonParseException | IllegalStateException | NullPointerException notOurs) {
			return new Failure(Failure.REFUSED, texts.get("failure.status", base, status));
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file).strip();
		} catch (IOException none) {
			return "";
		}
	}

	@Override
	public void close() {
		http.shutdownNow();
	}
}
