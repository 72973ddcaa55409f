package com.burncloud.provider.echo.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The upstream itself. Straight code: it runs on a virtual thread of Jetty's, so waiting costs nothing. */
@Component(service = Servlet.class, property = { "osgi.http.whiteboard.servlet.pattern=/echo/*", "osgi.http.whiteboard.servlet.name=burncloud-echo" })
public final class EchoServlet extends HttpServlet {
	private static final long serialVersionUID = 1L;
	private static final int DIMENSIONS = 8;
	/** Announced where the connection shall be cut: longer than any answer, so that its end comes too early. */
	private static final int CUT_LENGTH = Integer.MAX_VALUE;

	private static final int MOST_SKIPPED_BYTES = 64 << 10;

	/** Of a text in words each becomes an object, and all of it several times a text. */
	private static final int MEMORY_FOR_A_BYTE = 20;

	private final transient EchoKey key;
	/** For what is being repeated, half of the heap; the gateway that is to be tried needs the rest. */
	private final long mostBytes = Runtime.getRuntime().maxMemory() / 2;
	private final transient AtomicLong freeBytes = new AtomicLong(mostBytes);
	private final int maxBodyBytes;
	private final AtomicInteger streaming = new AtomicInteger();
	private final transient Gson gson = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

	@Activate
	public EchoServlet(@Reference Settings settings, @Reference EchoKey key) {
		this.key = key;
		maxBodyBytes = (int) Math.min(settings.number(SettingKey.MAX_BODY_BYTES), Integer.MAX_VALUE - 8);
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String authorization = request.getHeader("Authorization");
		if (authorization == null || !key.opens(authorization)) {
			// Left unread, it would make the server close the connection under the client's next request.
			request.getInputStream().readNBytes(MOST_SKIPPED_BYTES);
			error(response, 401, "invalid_api_key", "The echo upstream answers to this process only; call the model echo through the gateway.");
			return;
		}
		long room = Math.max(0, request.getContentLengthLong()) * MEMORY_FOR_A_BYTE;
		if (freeBytes.addAndGet(-room) < 0) {
			freeBytes.addAndGet(room);
			request.getInputStream().transferTo(OutputStream.nullOutputStream());
			tooMuch(room, response);
			return;
		}
		try {
			answer(request, response);
		} finally {
			freeBytes.addAndGet(room);
		}
	}

	private void tooMuch(long room, HttpServletResponse response) throws IOException {
		if (room > mostBytes) {
			error(response, 413, "request_too_large", "The echo upstream has memory for " + mostBytes / MEMORY_FOR_A_BYTE + " bytes.");
		} else {
			response.setHeader("Retry-After", "1");
			error(response, 429, "rate_limit_exceeded", "The echo upstream has too much to repeat at once. Ask again in a moment.");
		}
	}

	private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
		try {
			switch (request.getMethod() + " " + request.getPathInfo()) {
			case "POST /v1/chat/completions" -> chat(ChatRequest.of(body(request)), response);
			case "POST /v1/embeddings" -> embed(ChatRequest.object(body(request)), response);
			case "GET /v1/models" -> json(response, 200, Map.of("object", "list", "data", List.of(Map.of("id", "echo", "object", "model", "created", 0, "owned_by", "echo"))));
			default -> error(response, 404, "unknown_path", "The echo upstream has no " + request.getMethod() + " " + request.getPathInfo() + ".");
			}
		} catch (IllegalArgumentException e) {
			error(response, 400, "invalid_request", e.getMessage());
		} catch (IOException e) {
			// the client is gone: nobody to tell, and nothing of ours to log
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt(); // Jetty stops
		}
	}

	/** How many streams run now. */
	int streaming() {
		return streaming.get();
	}

	private byte[] body(HttpServletRequest request) throws IOException {
		byte[] body = request.getInputStream().readNBytes(maxBodyBytes);
		if (body.length == maxBodyBytes && request.getInputStream().read() >= 0) {
			throw new IllegalArgumentException("The body has more than " + maxBodyBytes + " bytes.");
		}
		return body;
	}

	private void chat(ChatRequest chat, HttpServletResponse response) throws IOException, InterruptedException {
		Wish wish = Wish.of(chat.message());
		pause(wish.delayMillis());
		if (wish.status().isPresent()) {
			wish.retryAfter().ifPresent(seconds -> response.setHeader("Retry-After", Integer.toString(seconds)));
			error(response, wish.status().getAsInt(), "echo_status", "The message asked for the status " + wish.status().getAsInt() + ".");
			return;
		}
		Wish.Answer answer = wish.answer(chat.limit());
		if (chat.stream()) {
			streaming.incrementAndGet();
			try {
				stream(chat, wish, answer, response);
			} finally {
				streaming.decrementAndGet();
			}
		} else if (wish.errorAfter().isPresent()) {
			error(response, 500, "echo_error", "The message asked for an error.");
		} else {
			whole(chat, wish, answer, response);
		}
	}

	private void whole(ChatRequest chat, Wish wish, Wish.Answer answer, HttpServletResponse response) throws IOException {
		JsonObject root = envelope(chat, "chat.completion");
		var message = new JsonObject();
		message.addProperty("role", "assistant");
		message.addProperty("content", String.join("", answer.pieces()));
		message.add("refusal", null);
		var choice = new JsonObject();
		choice.addProperty("index", 0);
		choice.add("message", message);
		choice.add("logprobs", null);
		choice.addProperty("finish_reason", answer.cut() ? "length" : "stop");
		root.add("choices", array(choice));
		root.add("usage", usage(chat, answer));
		if (wish.cutAfter().isPresent()) {
			byte[] bytes = gson.toJson(root).getBytes(StandardCharsets.UTF_8);
			response.setContentType("application/json");
			response.setContentLength(bytes.length);
			response.getOutputStream().write(bytes, 0, Math.min(bytes.length / 2, wish.cutAfter().getAsInt()));
			response.flushBuffer();
			return; // with less than announced, which Jetty ends by closing the connection
		}
		json(response, 200, root);
	}

	/** A client that is gone shows as an exception of write or flush: nothing more is written then. */
	private void stream(ChatRequest chat, Wish wish, Wish.Answer answer, HttpServletResponse response) throws IOException, InterruptedException {
		response.setContentType("text/event-stream; charset=utf-8");
		response.setHeader("Cache-Control", "no-cache");
		response.setHeader("X-Accel-Buffering", "no");
		if (wish.cutAfter().isPresent()) {
			response.setContentLength(CUT_LENGTH);
		}
		JsonObject envelope = envelope(chat, "chat.completion.chunk");
		if (chat.includeUsage()) {
			envelope.add("usage", null);
		}
		OutputStream out = response.getOutputStream();
		event(out, chunk(envelope, "role", "assistant", null));
		int sent = 0;
		for (String piece : answer.pieces()) {
			if (ended(wish, sent, out)) {
				return;
			}
			pause(wish.chunkDelayMillis());
			event(out, chunk(envelope, "content", piece, null));
			sent++;
		}
		if (ended(wish, Integer.MAX_VALUE, out)) {
			return;
		}
		event(out, chunk(envelope, "", "", answer.cut() ? "length" : "stop"));
		if (chat.includeUsage()) {
			envelope.add("choices", new JsonArray());
			envelope.add("usage", usage(chat, answer));
			event(out, envelope);
		}
		out.write("data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	/** Whether the message asked for an end here; an answer that is shorter than that ends so too. */
	private boolean ended(Wish wish, int sent, OutputStream out) throws IOException {
		if (wish.errorAfter().isPresent() && sent >= wish.errorAfter().getAsInt()) {
			event(out, failure(500, "echo_error", "The message asked for an error after " + wish.errorAfter().getAsInt() + " pieces."));
			return true;
		}
		if (wish.cutAfter().isPresent() && sent >= wish.cutAfter().getAsInt()) {
			return true;
		}
		return false;
	}

	private void event(OutputStream out, JsonElement data) throws IOException {
		out.write(("data: " + gson.toJson(data) + "\n\n").getBytes(StandardCharsets.UTF_8));
		out.flush();
	}

	private static JsonObject envelope(ChatRequest chat, String object) {
		var root = new JsonObject();
		root.addProperty("id", "chatcmpl-" + UUID.randomUUID().toString().replace("-", ""));
		root.addProperty("object", object);
		root.addProperty("created", System.currentTimeMillis() / 1_000);
		root.addProperty("model", chat.model());
		root.add("choices", new JsonArray()); // its place among the fields
		return root;
	}

	/** The envelope with one choice in it; the same object each time, for it is written at once. */
	private static JsonObject chunk(JsonObject envelope, String name, String value, String finish) {
		var delta = new JsonObject();
		if (name.equals("role")) {
			delta.addProperty("role", value);
			delta.addProperty("content", "");
		} else if (!name.isEmpty()) {
			delta.addProperty(name, value);
		}
		var choice = new JsonObject();
		choice.addProperty("index", 0);
		choice.add("delta", delta);
		choice.add("logprobs", null);
		choice.addProperty("finish_reason", finish);
		envelope.add("choices", array(choice));
		return envelope;
	}

	private static JsonObject usage(ChatRequest chat, Wish.Answer answer) {
		var usage = new JsonObject();
		usage.addProperty("prompt_tokens", chat.promptTokens());
		usage.addProperty("completion_tokens", answer.pieces().size());
		usage.addProperty("total_tokens", chat.promptTokens() + answer.pieces().size());
		return usage;
	}

	private void embed(JsonObject request, HttpServletResponse response) throws IOException {
		var inputs = new ArrayList<String>();
		JsonElement input = request.get("input");
		if (input instanceof JsonArray many) {
			many.forEach(each -> inputs.add(each.toString()));
		} else if (input != null && input.isJsonPrimitive()) {
			inputs.add(input.getAsString());
		}
		if (inputs.isEmpty()) {
			throw new IllegalArgumentException("'input' must be a text or an array that is not empty.");
		}
		boolean base64 = ChatRequest.string(request, "encoding_format").equals("base64");
		var data = new JsonArray();
		int tokens = 0;
		for (String text : inputs) {
			var item = new JsonObject();
			item.addProperty("object", "embedding");
			item.addProperty("index", data.size());
			item.add("embedding", gson.toJsonTree(base64 ? base64(vector(text)) : vector(text)));
			data.add(item);
			tokens += Pieces.count(text);
		}
		json(response, 200, Map.of("object", "list", "data", data, "model", ChatRequest.string(request, "model"), "usage",
				Map.of("prompt_tokens", tokens, "total_tokens", tokens)));
	}

	/** Of length one, and the same for the same text. */
	private static float[] vector(String text) {
		var vector = new float[DIMENSIONS];
		var random = new Random(text.hashCode());
		double square = 0;
		for (int i = 0; i < DIMENSIONS; i++) {
			vector[i] = random.nextFloat() - 0.5f;
			square += vector[i] * vector[i];
		}
		for (int i = 0; i < DIMENSIONS; i++) {
			vector[i] /= (float) Math.sqrt(square);
		}
		return vector;
	}

	private static String base64(float[] vector) {
		ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(vector);
		return Base64.getEncoder().encodeToString(bytes.array());
	}

	private void error(HttpServletResponse response, int status, String code, String message) throws IOException {
		json(response, status, failure(status, code, message));
	}

	private static JsonObject failure(int status, String code, String message) {
		var error = new JsonObject();
		error.addProperty("message", message);
		error.addProperty("type", status == 429 ? "rate_limit_error" : status < 500 ? "invalid_request_error" : "server_error");
		error.add("param", null);
		error.addProperty("code", code);
		var root = new JsonObject();
		root.add("error", error);
		return root;
	}

	private void json(HttpServletResponse response, int status, Object body) throws IOException {
		byte[] bytes = gson.toJson(body).getBytes(StandardCharsets.UTF_8);
		response.setStatus(status);
		response.setContentType("application/json");
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

	private static JsonArray array(JsonElement only) {
		var array = new JsonArray();
		array.add(only);
		return array;
	}

	private static void pause(int millis) throws InterruptedException {
		if (millis > 0) {
			Thread.sleep(millis);
		}
	}
}
