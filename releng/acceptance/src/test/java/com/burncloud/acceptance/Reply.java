package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;

import com.fasterxml.jackson.databind.JsonNode;

/** A whole answer. */
public record Reply(int status, HttpHeaders headers, String body) {

	public JsonNode json() {
		return Json.read(body);
	}

	public String header(String name) {
		return headers.firstValue(name).orElse("");
	}

	public String requestId() {
		return header("x-request-id");
	}

	/** What the first choice says. */
	public String content() {
		return json().at("/choices/0/message/content").asText();
	}

	/** The code of an error in OpenAI's envelope, which must be complete. */
	public String errorCode() {
		JsonNode error = json().path("error");
		for (String field : new String[] { "message", "type", "code" }) {
			if (!error.path(field).isTextual() || error.path(field).asText().isEmpty()) {
				throw new AssertionError("no '" + field + "' in the error: " + this);
			}
		}
		return error.path("code").asText();
	}

	public Reply expect(int expected) {
		assertEquals(expected, status, this::toString);
		return this;
	}

	public Reply expect(int expected, String code) {
		expect(expected);
		assertEquals(code, errorCode(), this::toString);
		return this;
	}

	@Override
	public String toString() {
		return "HTTP " + status + " " + headers.map() + " " + (body.length() > 1000 ? body.substring(0, 1000) + "…" : body);
	}
}
