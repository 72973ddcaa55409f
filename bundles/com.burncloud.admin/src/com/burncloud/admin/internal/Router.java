package com.burncloud.admin.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds the handler for a method and a path among the resources that are there. Any thread. */
final class Router {
	/** What the API consists of, so that a part that is away answers 503 and not 404. */
	private static final Map<String, String> PARTS = Map.ofEntries(Map.entry("channels", "channel"), Map.entry("tokens", "token"), Map.entry("logs", "usage"),
			Map.entry("usage", "usage"), Map.entry("prices", "price"), Map.entry("providers", "provider"), Map.entry("settings", "settings"),
			Map.entry("dashboard", "dashboard"), Map.entry("hubs", "hub"), Map.entry("downloads", "download"), Map.entry("models", "model"),
			Map.entry("machine", "model"), Map.entry("llama-server", "model"));

	private final Map<Resource, List<Route>> byResource = new HashMap<>();
	private volatile List<Route> routes = List.of();

	synchronized void add(Resource resource) {
		byResource.put(resource, resource.routes());
		sort();
	}

	synchronized void remove(Resource resource) {
		byResource.remove(resource);
		sort();
	}

	private void sort() {
		routes = byResource.values().stream().flatMap(List::stream).sorted(Comparator.comparingInt(Route::wildcards)).toList();
	}

	/**
	 * What was found.
	 *
	 * @param values of the path's variable segments
	 */
	record Found(Resource.Handler handler, Map<String, String> values) {
	}

	/** @throws Problem 404, 405, or 503 for a part whose bundle is stopped */
	Found find(String method, String path, List<String> segments, Consumer<String> allow) {
		TreeSet<String> others = new TreeSet<>();
		// A HEAD is a GET whose body the server leaves out.
		String wanted = method.equals("HEAD") ? "GET" : method;
		for (Route route : routes) {
			Optional<Map<String, String>> values = route.match(segments);
			if (values.isPresent() && route.method().equals(wanted)) {
				return new Found(route.handler(), values.get());
			}
			values.ifPresent(any -> others.add(route.method()));
		}
		if (!others.isEmpty()) {
			allow.accept(String.join(", ", others));
			throw Problem.of(405, "method_not_allowed", method + " is not possible on " + path + ", only " + String.join(", ", others) + ".");
		}
		if (segments.size() > 1 && segments.getFirst().equals("api") && PARTS.containsKey(segments.get(1))
				&& routes.stream().noneMatch(route -> route.segments().equals(segments.subList(0, 2)))) {
			throw Problem.away(PARTS.get(segments.get(1)));
		}
		throw Problem.of(404, "unknown_path", "There is nothing at " + path + ".");
	}
}
