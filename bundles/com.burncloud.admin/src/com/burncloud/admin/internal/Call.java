package com.burncloud.admin.internal;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** One request of the management API and its answer. */
final class Call {
	static final int JSON_BYTES = 1 << 20;
	static final int JAR_BYTES = 64 << 20;
	/** How long a refused client may go on sending. */
	private static final Duration LINGER = Duration.ofSeconds(30);
	/** Nulls are written: a reader sees every field there is, and can send each back. */
	private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

	private final HttpServletRequest request;
	private final HttpServletResponse response;
	private final Map<String, String> path;
	private final Map<String, String> query;

	Call(HttpServletRequest request, HttpServletResponse response, Map<String, String> path) {
		this.request = request;
		this.response = response;
		this.path = path;
		this.query = parse(request.getQueryString());
	}

	/** A variable segment of the path. */
	String path(String name) {
		return path.get(name);
	}

	/** A parameter of the query; one without a value counts as missing. */
	Optional<String> query(String name) {
		return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
	}

	/** Empty when it is missing. */
	String header(String name) {
		return Objects.requireNonNullElse(request.getHeader(name), "");
	}

	/** @throws Problem 400 when it is no whole number from {@code min} to {@code max} */
	int number(String name, int defaultValue, int min, int max) {
		return query(name).map(text -> {
			try {
				int number = Integer.parseInt(text);
				if (number >= min && number <= max) {
					return number;
				}
			} catch (NumberFormatException notANumber) {
				// said below
			}
			throw Problem.field(name, name + " must be a whole number from " + min + " to " + max + ", not '" + text + "'.");
		}).orElse(defaultValue);
	}

	/** @throws Problem 400 for what is no JSON, 413 for more than 1 MB */
	JsonElement json() throws IOException {
		return Json.parse(bytes(JSON_BYTES, "The body"));
	}

	/** The body; nothing when there is none. */
	Optional<JsonElement> optionalJson() throws IOException {
		byte[] body = bytes(JSON_BYTES, "The body");
		return body.length == 0 ? Optional.empty() : Optional.of(Json.parse(body));
	}

	byte[] bytes(int limit, String what) throws IOException {
		long announced = request.getContentLengthLong();
		byte[] body = announced > limit ? null : request.getInputStream().readNBytes(limit + 1);
		if (body == null || body.length > limit) {
			throw Problem.of(413, "request_too_large", what + " must not be larger than " + (limit >> 20) + " MB.");
		}
		return body;
	}

	/**
	 * Sends a refusal, and then takes what the client still sends of a body that nobody has read: one that is cut off in the middle of sending is reset, and
	 * never reads why. A connection with such a rest cannot be used again.
	 */
	static void refuse(HttpServletRequest request, HttpServletResponse response, int status, JsonElement body) throws IOException {
		boolean none = request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
		if (none || request.getInputStream().isFinished()) {
			send(response, status, body);
			return;
		}
		response.setHeader("Connection", "close");
		send(response, status, body);
		response.flushBuffer();
		byte[] buffer = new byte[8_192];
		long deadline = System.nanoTime() + LINGER.toNanos();
		while (request.getInputStream().read(buffer) >= 0 && System.nanoTime() < deadline) {
			// what it says is not wanted any more
		}
	}

	String contentType() {
		String type = request.getContentType();
		return type == null ? "" : type.split(";")[0].strip().toLowerCase(Locale.ROOT);
	}

	boolean head() {
		return request.getMethod().equals("HEAD");
	}

	void ok(JsonElement body) throws IOException {
		send(response, 200, body);
	}

	/** @param id of what was made, unescaped: the last segment of its path */
	void created(String collection, String id, JsonElement body) throws IOException {
		locate(collection, id);
		send(response, 201, body);
	}

	/** For what goes on after the answer: where to look for how it goes, and how it stands now. */
	void accepted(String collection, String id, JsonElement body) throws IOException {
		locate(collection, id);
		send(response, 202, body);
	}

	private void locate(String collection, String id) {
		response.setHeader("Location", collection + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
	}

	void deleted() {
		response.setStatus(204);
	}

	void text(String contentType, String body) throws IOException {
		response.setStatus(200);
		response.setContentType(contentType);
		write(response, body.getBytes(StandardCharsets.UTF_8));
	}

	/** Bytes of somebody else's: what they are is the client's to find out, not a browser's to show. */
	void attachment(String contentType, byte[] body) throws IOException {
		response.setStatus(200);
		response.setContentType(contentType);
		response.setHeader("Content-Disposition", "attachment");
		write(response, body);
	}

	/** For something made that has no address of its own. */
	void made(JsonElement body) throws IOException {
		send(response, 201, body);
	}

	/** For an answer that is written bit by bit. */
	HttpServletResponse response() {
		return response;
	}

	static void send(HttpServletResponse response, int status, JsonElement body) throws IOException {
		response.setStatus(status);
		response.setContentType("application/json;charset=utf-8");
		write(response, GSON.toJson(body).getBytes(StandardCharsets.UTF_8));
	}

	static String toJson(JsonElement element) {
		return GSON.toJson(element);
	}

	private static void write(HttpServletResponse response, byte[] body) throws IOException {
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	/** By hand, since the container would mix in the fields of a form and eat the body for them. */
	private static Map<String, String> parse(String raw) {
		Map<String, String> values = new HashMap<>();
		for (String pair : raw == null ? new String[0] : raw.split("&")) {
			int equals = pair.indexOf('=');
			values.put(decode(equals < 0 ? pair : pair.substring(0, equals)), equals < 0 ? "" : decode(pair.substring(equals + 1)));
		}
		return values;
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		} catch (IllegalArgumentException broken) {
			throw Problem.of(400, "invalid_request", "The query holds a broken escape: '" + text + "'.");
		}
	}
}
