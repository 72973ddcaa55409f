package com.burncloud.remote.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.burncloud.api.error.UnknownIdException;
import com.google.gson.JsonElement;

/**
 * One thing of a collection, by its id.
 *
 * @param kind what people call it, such as {@code channel}
 * @param collection its path, such as {@code /api/channels}
 */
record Item(ManagementApi api, String kind, String collection, String id) {
	/** All that a server gives out is like this; anything else would be another path, or none. */
	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._:@~-]*");

	<T> T get(Function<JsonElement, T> reader) {
		return call("GET", "", null, reader);
	}

	<T> Optional<T> find(Function<JsonElement, T> reader) {
		try {
			return Optional.of(get(reader));
		} catch (UnknownIdException none) {
			return Optional.empty();
		}
	}

	void delete() {
		call("DELETE", "", null, nothing -> null);
	}

	<T> T call(String method, String below, JsonElement body, Function<JsonElement, T> reader) {
		return call(method, below, body, api.pace().call(), reader);
	}

	/** @param below the rest of the path, such as {@code /test} */
	<T> T call(String method, String below, JsonElement body, Duration limit, Function<JsonElement, T> reader) {
		return known(() -> api.call(method, path(below), body, limit, reader));
	}

	/** @throws UnknownIdException when the server says that there is no such thing */
	<T> T known(Supplier<T> call) {
		if (!ID.matcher(id).matches()) {
			throw new UnknownIdException(kind, id);
		}
		try {
			return call.get();
		} catch (NotFound none) {
			throw new UnknownIdException(kind, id);
		}
	}

	String path(String below) {
		return collection + "/" + id + below;
	}
}
