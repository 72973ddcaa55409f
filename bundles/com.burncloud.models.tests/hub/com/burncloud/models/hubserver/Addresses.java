package com.burncloud.models.hubserver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Paths and queries as they stand in an address. */
final class Addresses {

	private Addresses() {
	}

	static String target(String path, Map<String, List<String>> query) {
		String pairs = query.entrySet().stream().flatMap(entry -> entry.getValue().stream().map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
				.collect(Collectors.joining("&"));
		return Arrays.stream(path.split("/", -1)).map(Addresses::encoded).collect(Collectors.joining("/")) + (pairs.isEmpty() ? "" : "?" + pairs);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}
}
