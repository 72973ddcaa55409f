package com.burncloud.models.hubserver;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A request as it came.
 *
 * @param path decoded, without the query
 * @param query decoded
 * @param headers by lower-case name
 * @param sent bytes of the body that were handed to the connection, so far
 */
public record Request(Place place, String method, String path, Map<String, List<String>> query, Map<String, String> headers, String body, AtomicLong sent) {

	static Request of(Place place, String method, String target, Map<String, String> headers, String body) {
		int mark = target.indexOf('?');
		String path = mark < 0 ? target : target.substring(0, mark);
		return new Request(place, method, decoded(path.replace("+", "%2B")), query(mark < 0 ? "" : target.substring(mark + 1)), Map.copyOf(headers), body,
				new AtomicLong());
	}

	public Optional<String> header(String name) {
		return Optional.ofNullable(headers.get(name));
	}

	/** The first value of a parameter. */
	public Optional<String> parameter(String name) {
		return query.getOrDefault(name, List.of()).stream().findFirst();
	}

	/** What follows {@code Bearer}. */
	public Optional<String> token() {
		return header("authorization").filter(value -> value.startsWith("Bearer ")).map(value -> value.substring("Bearer ".length()));
	}

	/** Whether it asks for a file's bytes, of the CDN or of a hub. */
	public boolean content() {
		return place == Place.CDN || path.contains("/resolve/") || path.startsWith("/api/resolve-cache/")
				|| place == Place.MODEL_SCOPE && path.endsWith("/repo");
	}

	private static Map<String, List<String>> query(String text) {
		Map<String, List<String>> query = new LinkedHashMap<>();
		for (String pair : text.split("&")) {
			if (!pair.isEmpty()) {
				String[] parts = pair.split("=", 2);
				query.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>()).add(parts.length < 2 ? "" : decoded(parts[1]));
			}
		}
		return query;
	}

	private static String decoded(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}
}
