package com.burncloud.gateway.internal;

import java.io.IOException;
import java.util.OptionalLong;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.gateway.internal.RequestHead.UsageEdit;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/** Reads the head of a JSON body in one pass over its tokens, which also proves that the whole of it is JSON. */
final class JsonHead {
	/** What an image or another attachment may cost in prompt tokens, generously. */
	private static final long ATTACHMENT_TOKENS = 4_096;
	/** Room for the roles, separators and tool wrappers that an upstream adds. */
	private static final long FRAME_TOKENS = 64;

	private final byte[] body;
	private String model = "";
	private int modelFrom;
	private int modelTo;
	private boolean stream;
	private boolean usageAsked;
	private UsageEdit usageEdit = UsageEdit.NONE;
	private long promptBytes;
	private long attachments;
	private long outputMax = -1;
	private long choices = 1;

	private JsonHead(byte[] body) {
		this.body = body;
	}

	/** @throws RefusedException {@code invalid_request} or {@code missing_model}, saying where and what */
	static RequestHead read(byte[] body) throws RefusedException {
		return new JsonHead(body).read();
	}

	private RequestHead read() throws RefusedException {
		try (JsonParser parser = Json.FACTORY.createParser(body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw invalid("The body must be a JSON object" + (body.length == 0 ? ", but it is empty." : "."));
			}
			int afterBrace = (int) parser.currentLocation().getByteOffset();
			usageEdit = new UsageEdit(afterBrace, afterBrace, "\"stream_options\":{\"include_usage\":true},");
			boolean seenModel = false;
			boolean seenStream = false;
			boolean seenOptions = false;
			while (parser.nextToken() == JsonToken.FIELD_NAME) {
				String name = parser.currentName();
				JsonToken value = parser.nextToken();
				switch (name) {
				case "model" -> {
					once(seenModel, name);
					seenModel = true;
					readModel(parser, value);
				}
				case "stream" -> {
					once(seenStream, name);
					seenStream = true;
					stream = readBoolean(value, name);
				}
				case "stream_options" -> {
					once(seenOptions, name);
					seenOptions = true;
					readStreamOptions(parser, value);
				}
				case "max_tokens", "max_completion_tokens" -> outputMax = Math.max(outputMax, readCount(parser, value, name, outputMax));
				case "n", "best_of" -> choices = Math.max(choices, readCount(parser, value, name, 1));
				default -> readContent(parser, value);
				}
			}
			if (parser.nextToken() != null) {
				throw invalid("The body holds more than one JSON value.");
			}
		} catch (StreamConstraintsException tooMuch) {
			throw invalid("The body is nested deeper than " + Json.MAX_DEPTH + " levels, or a number in it is too long.");
		} catch (JsonParseException broken) {
			throw invalid("The body is not valid JSON: " + broken.getOriginalMessage() + " (line " + broken.getLocation().getLineNr() + ", column "
					+ broken.getLocation().getColumnNr() + ").");
		} catch (IOException broken) {
			throw invalid("The body is not valid JSON in UTF-8: it ends too early or holds broken characters.");
		}
		if (model.isEmpty()) {
			throw new RefusedException(RefusalCode.MISSING_MODEL, "The body has no 'model'. Name one of those that GET /v1/models lists.");
		}
		long prompt = promptBytes + attachments * ATTACHMENT_TOKENS + FRAME_TOKENS;
		OptionalLong completion = outputMax < 0 ? OptionalLong.empty() : OptionalLong.of(outputMax);
		return new RequestHead(model, modelFrom, modelTo, true, stream, usageAsked, usageEdit, prompt, completion, choices);
	}

	private void readModel(JsonParser parser, JsonToken value) throws IOException, RefusedException {
		if (value != JsonToken.VALUE_STRING) {
			throw invalid("'model' must be a string.");
		}
		modelFrom = (int) parser.currentTokenLocation().getByteOffset();
		model = parser.getText();
		modelTo = (int) parser.currentLocation().getByteOffset();
	}

	private static boolean readBoolean(JsonToken value, String name) throws RefusedException {
		return switch (value) {
		case VALUE_TRUE -> true;
		case VALUE_FALSE, VALUE_NULL -> false;
		default -> throw invalid("'" + name + "' must be true or false.");
		};
	}

	private void readStreamOptions(JsonParser parser, JsonToken value) throws IOException, RefusedException {
		if (value == JsonToken.VALUE_NULL) {
			int from = (int) parser.currentTokenLocation().getByteOffset();
			usageEdit = new UsageEdit(from, from + 4, "{\"include_usage\":true}");
			return;
		}
		if (value != JsonToken.START_OBJECT) {
			throw invalid("'stream_options' must be an object.");
		}
		int inside = (int) parser.currentLocation().getByteOffset();
		boolean empty = true;
		boolean named = false;
		while (parser.nextToken() == JsonToken.FIELD_NAME) {
			empty = false;
			boolean includeUsage = parser.currentName().equals("include_usage");
			JsonToken option = parser.nextToken();
			if (includeUsage) {
				once(named, "stream_options.include_usage");
				named = true;
				usageAsked = readBoolean(option, "stream_options.include_usage");
				int from = (int) parser.currentTokenLocation().getByteOffset();
				usageEdit = new UsageEdit(from, from + (option == JsonToken.VALUE_FALSE ? 5 : 4), "true");
			} else {
				parser.skipChildren();
			}
		}
		if (!named) {
			usageEdit = new UsageEdit(inside, inside, empty ? "\"include_usage\":true" : "\"include_usage\":true,");
		}
	}

	private static long readCount(JsonParser parser, JsonToken value, String name, long otherwise) throws IOException, RefusedException {
		if (value == JsonToken.VALUE_NULL) {
			return otherwise;
		}
		if (value != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() != JsonParser.NumberType.INT || parser.getIntValue() < 0) {
			throw invalid("'" + name + "' must be a whole number from 0 to " + Integer.MAX_VALUE + ".");
		}
		return parser.getIntValue();
	}

	/** Walks over any other member and adds up what of it may become prompt tokens: a token has at least one byte. */
	private void readContent(JsonParser parser, JsonToken value) throws IOException {
		int depth = 0;
		for (JsonToken token = value;; token = parser.nextToken()) {
			if (token == null) {
				return;
			}
			if (token.isStructStart()) {
				depth++;
			} else if (token.isStructEnd()) {
				depth--;
			} else if (token == JsonToken.VALUE_STRING) {
				int from = (int) parser.currentTokenLocation().getByteOffset() + 1;
				int length = lengthOfString(from);
				if (isAttachment(from, length)) {
					attachments++;
				} else {
					promptBytes += length;
				}
			} else if (token == JsonToken.FIELD_NAME) {
				promptBytes += 2;
			} else {
				promptBytes += 1;
			}
			if (depth == 0) {
				return;
			}
		}
	}

	/** The parser would make characters of it, which take twice the memory of the whole body; it looks at it anyhow when it goes on to the next token. */
	private int lengthOfString(int from) {
		int at = from;
		while (at < body.length && body[at] != '"') {
			at += body[at] == '\\' ? 2 : 1;
		}
		return Math.min(at, body.length) - from;
	}

	private boolean isAttachment(int from, int length) {
		if (length > 5 && body[from] == 'd' && body[from + 1] == 'a' && body[from + 2] == 't' && body[from + 3] == 'a' && body[from + 4] == ':') {
			return true;
		}
		// Audio comes as bare base64: long and without a blank.
		if (length < 4_096) {
			return false;
		}
		for (int i = from; i < from + 1_024; i++) {
			if (body[i] <= ' ' || body[i] == '\\') {
				return false;
			}
		}
		return true;
	}

	/** A second 'model' would let one name be checked and another be used. */
	private static void once(boolean seen, String name) throws RefusedException {
		if (seen) {
			throw invalid("'" + name + "' stands twice in the body.");
		}
	}

	private static RefusedException invalid(String message) {
		return new RefusedException(RefusalCode.INVALID_REQUEST, message);
	}
}
