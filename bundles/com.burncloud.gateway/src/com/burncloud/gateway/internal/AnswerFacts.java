package com.burncloud.gateway.internal;

import java.io.IOException;
import java.util.Optional;

import com.burncloud.api.usage.Usage;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * What the gateway reads from an answer, or from one event of a stream: its usage and whether it is an error in disguise.
 *
 * @param usage as the upstream counted
 * @param choices whether there is a member {@code choices} that holds anything
 * @param error the message of a top-level {@code error}
 * @param errorCode its code or type
 * @param errorType its type
 */
record AnswerFacts(Optional<Usage> usage, boolean choices, Optional<String> error, String errorCode, String errorType) {

	/**
	 * Reads one JSON object in one pass over its tokens.
	 *
	 * @throws IOException when the bytes are not one JSON object
	 */
	static AnswerFacts read(byte[] bytes, int from, int length) throws IOException {
		Optional<Usage> usage = Optional.empty();
		boolean choices = false;
		Optional<String> error = Optional.empty();
		String errorCode = "";
		String errorType = "";
		try (JsonParser parser = Json.FACTORY.createParser(bytes, from, length)) {
			JsonToken first = parser.nextToken();
			if (first == JsonToken.START_ARRAY) {
				// Some vendors wrap an error into an array, some answers (old embeddings) are arrays.
				first = parser.nextToken();
			}
			if (first != JsonToken.START_OBJECT) {
				throw new IOException("not a JSON object");
			}
			while (parser.nextToken() == JsonToken.FIELD_NAME) {
				String name = parser.currentName();
				JsonToken value = parser.nextToken();
				if (name.equals("usage") && value == JsonToken.START_OBJECT) {
					usage = Optional.of(UsageFigures.read(parser));
				} else if (name.equals("choices") && value == JsonToken.START_ARRAY) {
					choices = parser.nextToken() != JsonToken.END_ARRAY;
					finishArray(parser);
				} else if (name.equals("error") && value == JsonToken.START_OBJECT) {
					String message = "";
					while (parser.nextToken() == JsonToken.FIELD_NAME) {
						String member = parser.currentName();
						JsonToken text = parser.nextToken();
						if (member.equals("message") && text == JsonToken.VALUE_STRING) {
							message = parser.getText();
						} else if ((member.equals("code") || member.equals("type") && errorCode.isEmpty()) && text.isScalarValue()
								&& text != JsonToken.VALUE_NULL) {
							errorCode = parser.getText();
							errorType = member.equals("type") ? errorCode : errorType;
						} else if (member.equals("type") && text == JsonToken.VALUE_STRING) {
							errorType = parser.getText();
						} else {
							parser.skipChildren();
						}
					}
					error = Optional.of(message);
				} else if (name.equals("error") && value == JsonToken.VALUE_STRING) {
					error = Optional.of(parser.getText());
				} else {
					parser.skipChildren();
				}
			}
		}
		return new AnswerFacts(usage, choices, error, errorCode, errorType);
	}

	private static void finishArray(JsonParser parser) throws IOException {
		while (parser.currentToken() != JsonToken.END_ARRAY) {
			parser.skipChildren();
			if (parser.nextToken() == null) {
				throw new IOException("the array is not closed");
			}
		}
	}
}
