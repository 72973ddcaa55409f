package com.burncloud.gateway.internal;

import java.io.IOException;

import com.burncloud.api.usage.Usage;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * Reads a {@code usage} object: OpenAI's members, those of its newer endpoints ({@code input_tokens}), and DeepSeek's cache figures.
 */
final class UsageFigures {
	private long prompt = -1;
	private long completion = -1;
	private long total = -1;
	private long cached;
	private long reasoning;

	private UsageFigures() {
	}

	/** Reads from the parser, which stands at the object's start and will stand at its end. */
	static Usage read(JsonParser parser) throws IOException {
		UsageFigures figures = new UsageFigures();
		figures.readMembers(parser);
		long prompt = figures.prompt >= 0 ? figures.prompt : Math.max(0, figures.total - Math.max(0, figures.completion));
		long completion = figures.completion >= 0 ? figures.completion : Math.max(0, figures.total - prompt);
		return new Usage(prompt, completion, Math.min(figures.cached, prompt), 0, Math.min(figures.reasoning, completion), false);
	}

	private void readMembers(JsonParser parser) throws IOException {
		while (parser.nextToken() == JsonToken.FIELD_NAME) {
			String name = parser.currentName();
			JsonToken value = parser.nextToken();
			if (value == JsonToken.START_OBJECT && name.endsWith("_details")) {
				readMembers(parser);
			} else if (value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_NUMBER_FLOAT) {
				take(name, Math.max(0, parser.getValueAsLong()));
			} else {
				parser.skipChildren();
			}
		}
	}

	private void take(String name, long tokens) {
		switch (name) {
		case "prompt_tokens", "input_tokens" -> prompt = tokens;
		case "completion_tokens", "output_tokens" -> completion = tokens;
		case "total_tokens" -> total = tokens;
		case "cached_tokens", "prompt_cache_hit_tokens" -> cached = tokens;
		case "reasoning_tokens" -> reasoning = tokens;
		default -> {
			// Further figures are parts of those above.
		}
		}
	}
}
