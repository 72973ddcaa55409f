package com.burncloud.admin.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/** JSON as RFC 8259 has it, and the small steps of writing it. */
final class Json {

	private static final Pattern PLACE = Pattern.compile("line (\\d+) column (\\d+)");

	private Json() {
	}

	/** @throws Problem 400 when it is no JSON, with the place */
	static JsonElement parse(byte[] bytes) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			JsonReader reader = new JsonReader(new StringReader(text));
			reader.setStrictness(Strictness.STRICT);
			JsonElement element = JsonParser.parseReader(reader);
			if (reader.peek() != JsonToken.END_DOCUMENT) {
				throw broken("there is something after its end");
			}
			return element;
		} catch (CharacterCodingException notUtf8) {
			throw broken("it is not UTF-8");
		} catch (IOException | JsonParseException notJson) {
			Throwable cause = notJson.getCause() == null ? notJson : notJson.getCause();
			// The rest of Gson's message is for those who program with it.
			Matcher place = PLACE.matcher(String.valueOf(cause.getMessage()));
			throw broken(cause instanceof EOFException ? "it ends too early" : place.find() ? "it is broken at line " + place.group(1) + ", column " + place.group(2)
					: "it is broken");
		}
	}

	private static Problem broken(String why) {
		return Problem.of(400, "invalid_json", "The body must be JSON, but: " + why + ".");
	}

	static <T> JsonArray array(Collection<T> items, Function<T, JsonElement> writer) {
		JsonArray array = new JsonArray();
		items.forEach(item -> array.add(writer.apply(item)));
		return array;
	}

	static JsonArray texts(Collection<String> items) {
		return array(items, JsonPrimitive::new);
	}

	/** Sorted, so that the same always looks the same. */
	static JsonObject map(Map<String, String> entries) {
		JsonObject object = new JsonObject();
		new TreeMap<>(entries).forEach(object::addProperty);
		return object;
	}

	static JsonElement text(Optional<?> value) {
		return value.<JsonElement> map(any -> new JsonPrimitive(any.toString())).orElse(JsonNull.INSTANCE);
	}

	static JsonElement time(Instant time) {
		return new JsonPrimitive(time.toString());
	}

	static JsonElement number(OptionalInt value) {
		return value.isPresent() ? new JsonPrimitive(value.getAsInt()) : JsonNull.INSTANCE;
	}

	static JsonElement number(OptionalLong value) {
		return value.isPresent() ? new JsonPrimitive(value.getAsLong()) : JsonNull.INSTANCE;
	}

	static JsonElement number(OptionalDouble value) {
		return value.isPresent() ? new JsonPrimitive(value.getAsDouble()) : JsonNull.INSTANCE;
	}
}
