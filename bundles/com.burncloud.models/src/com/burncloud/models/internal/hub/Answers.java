package com.burncloud.models.internal.hub;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import com.burncloud.api.model.HubAnswer;
import com.burncloud.api.model.HubFormatException;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

/** Reads hubs' JSON: what must be there throws, what may be missing is empty. */
final class Answers {
	private static final int SHOWN_CHARACTERS = 120;

	private Answers() {
	}

	static JsonElement json(HubAnswer answer) throws HubFormatException {
		try {
			return JsonParser.parseString(answer.body());
		} catch (JsonParseException | StackOverflowError e) {
			throw unexpected(answer, "JSON");
		}
	}

	static JsonObject object(HubAnswer answer) throws HubFormatException {
		if (json(answer) instanceof JsonObject object) {
			return object;
		}
		throw unexpected(answer, "a JSON object");
	}

	static JsonArray array(HubAnswer answer) throws HubFormatException {
		if (json(answer) instanceof JsonArray array) {
			return array;
		}
		throw unexpected(answer, "a JSON array");
	}

	static HubFormatException unexpected(HubAnswer answer, String expected) {
		String body = answer.body().strip();
		String shown = body.length() > SHOWN_CHARACTERS ? body.substring(0, SHOWN_CHARACTERS) + "…" : body;
		return new HubFormatException("Expected " + expected + " from " + answer.uri().getHost() + answer.uri().getPath() + ", but it answered: "
				+ (shown.isEmpty() ? "nothing" : shown.replaceAll("\\s+", " ")));
	}

	/** The objects among an array's elements. */
	static List<JsonObject> objects(JsonElement element) {
		List<JsonObject> objects = new ArrayList<>();
		if (element instanceof JsonArray array) {
			array.forEach(each -> {
				if (each instanceof JsonObject object) {
					objects.add(object);
				}
			});
		}
		return objects;
	}

	static Optional<JsonObject> member(JsonObject object, String name) {
		return object.get(name) instanceof JsonObject member ? Optional.of(member) : Optional.empty();
	}

	/** Empty when it is missing, blank or no text. */
	static Optional<String> text(JsonObject object, String name) {
		return object.get(name) instanceof JsonPrimitive value && value.isString() && !value.getAsString().isBlank() ? Optional.of(value.getAsString())
				: Optional.empty();
	}

	/** Empty when it is missing or no number; numbers with a fraction are cut. */
	static OptionalLong number(JsonObject object, String name) {
		return object.get(name) instanceof JsonPrimitive value && value.isNumber() ? OptionalLong.of(value.getAsNumber().longValue()) : OptionalLong.empty();
	}

	/** As {@link #number}, but 0 means that the hub does not know. */
	static OptionalLong size(JsonObject object, String name) {
		OptionalLong number = number(object, name);
		return number.orElse(0) > 0 ? number : OptionalLong.empty();
	}

	/** False when it is missing, {@code false} or the word for it; anything else is true: hubs name a kind instead of {@code true}. */
	static boolean truth(JsonObject object, String name) {
		return object.get(name) instanceof JsonPrimitive value && !value.getAsString().isEmpty() && !value.getAsString().equalsIgnoreCase("false")
				&& !value.getAsString().equals("0");
	}

	static Optional<Instant> time(JsonObject object, String name) {
		try {
			return text(object, name).map(Instant::parse);
		} catch (DateTimeParseException otherForm) {
			return Optional.empty();
		}
	}

	/** 64 hexadecimal digits in lower case. */
	static Optional<String> sha256(String text) {
		return text.matches("[0-9a-fA-F]{64}") ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
	}
}
