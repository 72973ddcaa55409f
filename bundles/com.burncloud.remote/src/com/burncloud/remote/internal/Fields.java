package com.burncloud.remote.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

/** The fields of an object that the server sent. What is missing, or of another kind, is named in the exception; what is new is passed over. */
final class Fields {
	private final JsonObject object;

	private Fields(JsonObject object) {
		this.object = object;
	}

	static Fields of(JsonElement element) {
		if (element instanceof JsonObject object) {
			return new Fields(object);
		}
		throw new JsonParseException("it is no object");
	}

	/** A reader of an array of objects. */
	static <T> Function<JsonElement, List<T>> list(Function<Fields, T> reader) {
		return element -> {
			if (!(element instanceof JsonArray array)) {
				throw new JsonParseException("it is no array");
			}
			List<T> items = new ArrayList<>(array.size());
			array.forEach(item -> items.add(reader.apply(of(item))));
			return List.copyOf(items);
		};
	}

	static <T> Function<JsonElement, T> one(Function<Fields, T> reader) {
		return element -> reader.apply(of(element));
	}

	boolean given(String name) {
		return object.has(name) && !object.get(name).isJsonNull();
	}

	String text(String name) {
		return read(name, JsonElement::getAsString);
	}

	/** What is not known is left out, null or empty. */
	Optional<String> optional(String name) {
		return given(name) ? Optional.of(text(name)).filter(text -> !text.isEmpty()) : Optional.empty();
	}

	OptionalInt optionalInteger(String name) {
		return given(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
	}

	OptionalLong optionalWhole(String name) {
		return given(name) ? OptionalLong.of(whole(name)) : OptionalLong.empty();
	}

	OptionalDouble optionalNumber(String name) {
		return given(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
	}

	Optional<Instant> optionalTime(String name) {
		return given(name) ? Optional.of(time(name)) : Optional.empty();
	}

	boolean flag(String name) {
		return read(name, JsonElement::getAsBoolean);
	}

	long whole(String name) {
		return read(name, JsonElement::getAsLong);
	}

	int integer(String name) {
		return read(name, JsonElement::getAsInt);
	}

	double number(String name) {
		return read(name, JsonElement::getAsDouble);
	}

	Instant time(String name) {
		return read(name, element -> OffsetDateTime.parse(element.getAsString()).toInstant());
	}

	List<String> texts(String name) {
		return read(name, element -> element.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList());
	}

	Map<String, String> map(String name) {
		return read(name, element -> {
			Map<String, String> map = new LinkedHashMap<>();
			element.getAsJsonObject().entrySet().forEach(entry -> map.put(entry.getKey(), entry.getValue().getAsString()));
			return map;
		});
	}

	Fields inner(String name) {
		return read(name, Fields::of);
	}

	<T> List<T> list(String name, Function<Fields, T> reader) {
		return read(name, list(reader));
	}

	/** Objects by name; none when the field is missing. */
	<T> Map<String, T> byName(String name, Function<Fields, T> reader) {
		Map<String, T> map = new LinkedHashMap<>();
		if (given(name)) {
			read(name, JsonElement::getAsJsonObject).entrySet().forEach(entry -> map.put(entry.getKey(), reader.apply(of(entry.getValue()))));
		}
		return map;
	}

	private <T> T read(String name, Function<JsonElement, T> reader) {
		if (!given(name)) {
			throw new JsonParseException("'" + name + "' is missing");
		}
		try {
			return reader.apply(object.get(name));
		} catch (JsonParseException inner) {
			throw new JsonParseException("in '" + name + "': " + inner.getMessage(), inner);
		} catch (RuntimeException other) {
			throw new JsonParseException("'" + name + "' is of another kind", other);
		}
	}
}
