package com.burncloud.gateway.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.burncloud.api.error.RefusalCode;

/**
 * An upstream's error as it goes to the client: its own words where they are an envelope that the client's SDK understands, else wrapped in one. The channel's
 * key, which some upstreams repeat in their errors, is blotted out.
 */
record ErrorBody(byte[] bytes, String code, String message) {
	private static final String CONTEXT_EXCEEDED = "context_length_exceeded";

	static ErrorBody of(Head head, String key) {
		String text = new String(head.bytes(), StandardCharsets.UTF_8);
		if (key.length() >= 8) {
			text = text.replace(key, "sk-…");
		}
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		try {
			AnswerFacts facts = AnswerFacts.read(bytes, 0, bytes.length);
			if (facts.error().isPresent() && bytes[0] == '{') {
				if (facts.errorType().equals("exceed_context_size_error")) { // llama-server's word, which no SDK knows
					String message = Judge.shortened(facts.error().get());
					return new ErrorBody(ErrorEnvelope.bytes(head.status(), CONTEXT_EXCEEDED, message), CONTEXT_EXCEEDED, message);
				}
				String code = facts.errorCode().isEmpty() ? RefusalCode.UPSTREAM_ERROR.code() : facts.errorCode();
				return new ErrorBody(bytes, code, Judge.shortened(facts.error().get()));
			}
		} catch (IOException notJson) {
			// Wrapped below.
		}
		String message = text.isBlank() ? "The upstream answered " + head.status() + " without saying why."
				: "The upstream answered " + head.status() + ": " + Judge.shortened(text);
		return new ErrorBody(ErrorEnvelope.bytes(head.status(), RefusalCode.UPSTREAM_ERROR.code(), message), RefusalCode.UPSTREAM_ERROR.code(), message);
	}
}
