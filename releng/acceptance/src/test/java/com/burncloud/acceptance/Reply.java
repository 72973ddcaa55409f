package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;

import com.fasterxml.jackson.databind.JsonNode;

/** A whole answer. */
record Reply(int status, HttpHeaders headers, String body) {

	JsonNode json() {
		return Json.read(body);
	}

	String header(String name) {
		return headers.firstValue(name).orElse("");
	}

	String requestId() {
		return header("x-request-id");
	}

	/** What the first choice says. */
	String content() {
		return json().at("/choices/0/message/content").asText();
	}

	/** The code of an error in OpenAI's envelope, which must be complete. */
	String errorCode() {
		JsonNode error = json().path("error");
		for (String field : new String[] { "message", "type", "code" }) {
			if (!error.path(field).isTextual() || error.path(field).asText().isEmpty()) {
				throw new AssertionError("no '" + field + "' in the error: " + this);
			}
		}
		return error.path("code").asText();
	}

	Reply expect(int expected) {
		assertEquals(expected, status, this::toString);
		return this;
	}

	Reply expect(int expected, String code) {
		expect(expected);
		assertEquals(code, errorCode(), this::toString);
		return this;
	}

	@Override
	public String toString() {
		return "HTTP " + status + " " + headers.map() + " " + (body.length() > 1000 ? body.substring(0, 1000) + "…" : body);
	}
}
