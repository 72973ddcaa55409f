package com.burncloud.ui.internal.channels;

import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.ui.internal.Said;

/** What came of a test, in the person's language and with what to do about it. */
final class PlainWords {
	private final Words words;

	PlainWords(Words words) {
		this.words = words;
	}

	/** The line about a test: model, status, time. */
	String line(ChannelProbe.Result result) {
		return (result.model().isEmpty() ? "" : result.model() + " · ") + outcome(result);
	}

	/** The same without the model. */
	String outcome(ChannelProbe.Result result) {
		return (result.status() == 0 ? words.get("test.silent") : String.valueOf(result.status())) + " · " + words.get("latency", result.millis());
	}

	/** What a test's status means, and what to do. */
	String meaning(ChannelProbe.Result result) {
		return meaning(result.status(), result.message());
	}

	String meaning(int status, String message) {
		String ofMessage = Said.here(message);
		if (!ofMessage.equals(message) || status == 0) {
			return ofMessage;
		}
		String key = switch (status) {
		case 400, 422 -> "meaning.400";
		case 401, 403 -> "meaning.401";
		case 402 -> "meaning.402";
		case 404, 405 -> "meaning.404";
		case 408, 504 -> "meaning.408";
		case 429 -> "meaning.429";
		default -> status >= 500 ? "meaning.500" : "meaning.other";
		};
		return words.get(key, String.valueOf(status));
	}
}
