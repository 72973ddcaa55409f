package com.burncloud.admin.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path such as {@code /api/channels/{id}/test}.
 *
 * @param segments of the path; one in braces matches anything and gets its name
 */
record Route(String method, List<String> segments, Resource.Handler handler) {

	static Route of(String method, String path, Resource.Handler handler) {
		return new Route(method, List.of(path.substring(1).split("/")), handler);
	}

	/** The values of what stands in braces, when the path matches. */
	Optional<Map<String, String>> match(List<String> path) {
		if (path.size() != segments.size()) {
			return Optional.empty();
		}
		Map<String, String> values = new HashMap<>();
		for (int i = 0; i < path.size(); i++) {
			String segment = segments.get(i);
			if (segment.startsWith("{")) {
				values.put(segment.substring(1, segment.length() - 1), path.get(i));
			} else if (!segment.equals(path.get(i))) {
				return Optional.empty();
			}
		}
		return Optional.of(values);
	}

	/** Literal segments first: {@code /api/logs/stream} before {@code /api/logs/{requestId}}. */
	int wildcards() {
		return (int) segments.stream().filter(segment -> segment.startsWith("{")).count();
	}
}
