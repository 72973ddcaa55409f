package com.burncloud.admin.internal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * The fields of a JSON object, read strictly: what is unknown or of the wrong type is refused by its name.
 * Each reader takes what stands when the field is missing, and what it becomes when it is {@code null}.
 */
final class Fields {
	private final JsonObject object;
	private final String prefix;

	private Fields(JsonObject object, String prefix) {
		this.object = object;
		this.prefix = prefix;
	}

	/** @throws Problem 400 when it is no object or has a field that is not among {@code known} */
	static Fields of(JsonElement element, Set<String> known) {
		if (!element.isJsonObject()) {
			throw Problem.of(400, "invalid_json", "The body must be a JSON object.");
		}
		return new Fields(element.getAsJsonObject(), "").refuseOthers(known);
	}

	private Fields refuseOthers(Set<String> known) {
		for (String name : object.keySet()) {
			if (!known.contains(name)) {
				throw Problem.field(prefix + name, "There is no field '" + prefix + name + "'; known are " + String.join(", ", new TreeSet<>(known)) + ".");
			}
		}
		return this;
	}

	/** The object itself, to be changed. */
	JsonObject copy() {
		return object.deepCopy();
	}

	boolean given(String name) {
		return object.has(name);
	}

	boolean isNull(String name) {
		return given(name) && object.get(name).isJsonNull();
	}

	/** The fields of an object inside this one; none when it is missing. */
	Fields inner(String name, Set<String> known) {
		if (!given(name) || isNull(name)) {
			return new Fields(new JsonObject(), prefix + name + ".");
		}
		if (!object.get(name).isJsonObject()) {
			throw wrong(name, "an object");
		}
		return new Fields(object.getAsJsonObject(name), prefix + name + ".").refuseOthers(known);
	}

	<T> T read(String name, T missing, T ifNull, BiFunction<Fields, String, T> reader) {
		if (!given(name)) {
			return missing;
		}
		return isNull(name) ? ifNull : reader.apply(this, name);
	}

	/** A text that must be there: {@code missing} is what stands so far, empty when nothing does. */
	String required(String name, String missing) {
		String text = read(name, missing, "", Fields::text);
		if (text.isBlank()) {
			throw Problem.field(prefix + name, "'" + prefix + name + "' must be given.");
		}
		return text;
	}

	String text(String name) {
		if (object.get(name) instanceof JsonPrimitive primitive && primitive.isString()) {
			return primitive.getAsString();
		}
		throw wrong(name, "a text");
	}

	/** As it would stand in a file: a text, a number, or true or false. */
	String scalar(String name) {
		if (object.get(name) instanceof JsonPrimitive primitive) {
			return primitive.getAsString();
		}
		throw wrong(name, "a text");
	}

	boolean flag(String name) {
		if (object.get(name) instanceof JsonPrimitive primitive && primitive.isBoolean()) {
			return primitive.getAsBoolean();
		}
		throw wrong(name, "true or false");
	}

	long whole(String name) {
		if (object.get(name) instanceof JsonPrimitive primitive && primitive.isNumber()) {
			try {
				return new BigDecimal(primitive.getAsString()).longValueExact();
			} catch (ArithmeticException | NumberFormatException notWhole) {
				// said below
			}
		}
		throw wrong(name, "a whole number");
	}

	int integer(String name) {
		long number = whole(name);
		if (number != (int) number) {
			throw wrong(name, "a whole number from -2147483648 to 2147483647");
		}
		return (int) number;
	}

	List<String> texts(String name) {
		if (!(object.get(name) instanceof JsonArray array)) {
			throw wrong(name, "an array of texts");
		}
		List<String> texts = new ArrayList<>();
		for (JsonElement element : array) {
			if (!(element instanceof JsonPrimitive primitive) || !primitive.isString()) {
				throw wrong(name, "an array of texts");
			}
			texts.add(primitive.getAsString());
		}
		return texts;
	}

	Map<String, String> map(String name) {
		if (!(object.get(name) instanceof JsonObject entries)) {
			throw wrong(name, "an object of texts");
		}
		Map<String, String> map = new LinkedHashMap<>();
		for (Map.Entry<String, JsonElement> entry : entries.entrySet()) {
			if (!(entry.getValue() instanceof JsonPrimitive primitive) || !primitive.isString()) {
				throw Problem.field(prefix + name + "." + entry.getKey(), "'" + prefix + name + "." + entry.getKey() + "' must be a text.");
			}
			map.put(entry.getKey(), primitive.getAsString());
		}
		return map;
	}

	Instant time(String name) {
		return time(prefix + name, text(name));
	}

	/** RFC 3339, with any offset. */
	static Instant time(String field, String text) {
		try {
			return OffsetDateTime.parse(text).toInstant();
		} catch (DateTimeException broken) {
			throw Problem.field(field, "'" + field + "' must be a time such as 2026-01-31T08:00:00Z, not '" + text + "'.");
		}
	}

	Problem wrong(String name, String what) {
		return Problem.field(prefix + name, "'" + prefix + name + "' must be " + what + ".");
	}
}
