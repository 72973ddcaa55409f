package com.burncloud.gateway.internal;

/** The text of a request, for counting its tokens when nobody else did. */
final class PromptText {

	private PromptText() {
	}

	static AnswerText of(byte[] body) {
		AnswerText text = new AnswerText();
		text.take(body, 0, body.length);
		return text;
	}
}
