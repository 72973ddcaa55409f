package com.burncloud.gateway.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import jakarta.servlet.http.HttpServletResponse;

/** Puts the gateway's own errors into OpenAI's envelope (OpenAI API reference, "Error codes"). */
final class ErrorEnvelope {

	private ErrorEnvelope() {
	}

	static byte[] bytes(int status, String code, String message) {
		JsonObject error = new JsonObject();
		error.addProperty("message", message);
		error.addProperty("type", type(status, code));
		error.add("param", code.equals(RefusalCode.MISSING_MODEL.code()) ? new JsonPrimitive("model") : JsonNull.INSTANCE);
		error.addProperty("code", code);
		JsonObject envelope = new JsonObject();
		envelope.add("error", error);
		return envelope.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static String type(int status, String code) {
		if (code.equals(RefusalCode.INSUFFICIENT_QUOTA.code())) {
			return "insufficient_quota";
		}
		if (status == 429) {
			return "rate_limit_error";
		}
		return status < 500 ? "invalid_request_error" : "server_error";
	}

	/** An event for a stream that has begun; the stream then ends without [DONE], so that nobody takes it for whole. */
	static byte[] event(String code, String message) {
		return ("data: " + new String(bytes(502, code, message), StandardCharsets.UTF_8) + "\n\n").getBytes(StandardCharsets.UTF_8);
	}

	static void write(RefusedException refused, HttpServletResponse response) throws IOException {
		write(refused.code(), refused.getMessage(), refused.retryAfter(), response);
	}

	static void write(RefusalCode code, String message, Optional<Duration> retryAfter, HttpServletResponse response) throws IOException {
		if (retryAfter.isPresent()) {
			response.setHeader("retry-after", Long.toString(Math.max(1, retryAfter.get().plusMillis(999).toSeconds())));
			response.setHeader("retry-after-ms", Long.toString(retryAfter.get().toMillis()));
		}
		if (code.status() == 401) {
			response.setHeader("www-authenticate", "Bearer");
		}
		if (code.status() >= 500 || code.status() == 429 || code.status() == 408) {
			response.setHeader("x-should-retry", Boolean.toString(code.retryable()));
		}
		writeJson(code.status(), bytes(code.status(), code.code(), message), response);
	}

	static void writeJson(int status, byte[] body, HttpServletResponse response) throws IOException {
		response.setStatus(status);
		response.setContentType("application/json");
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}
}
