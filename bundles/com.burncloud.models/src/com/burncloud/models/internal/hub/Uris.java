package com.burncloud.models.internal.hub;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Addresses of hubs. */
final class Uris {

	private Uris() {
	}

	/** A path whose parts between slashes are encoded. */
	static String path(String text) {
		return Arrays.stream(text.split("/", -1)).map(Uris::part).collect(Collectors.joining("/"));
	}

	/** One part of a path, or a value of a query. */
	static String part(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/** Of what an operator typed; without slashes at its end. */
	static URI endpoint(String setting, String otherwise) {
		String text = setting.isBlank() ? otherwise : setting.strip();
		return URI.create(text.replaceAll("/+$", ""));
	}

	/** Scheme, host and port, by which two addresses of one server are known. */
	static String origin(URI uri) {
		return scheme(uri) + "://" + host(uri) + ":" + port(uri);
	}

	static String host(URI uri) {
		return Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
	}

	static int port(URI uri) {
		return uri.getPort() >= 0 ? uri.getPort() : scheme(uri).equals("https") ? 443 : 80;
	}

	static String scheme(URI uri) {
		return Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
	}

	/** The same path and query at another server. */
	static URI at(URI endpoint, URI uri) {
		return URI.create(endpoint + Optional.ofNullable(uri.getRawPath()).orElse("") + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
	}

	/** What a header names, although it may hold characters that should have been encoded. */
	static URI lenient(String text) {
		StringBuilder encoded = new StringBuilder();
		text.strip().codePoints().forEach(c -> {
			if (c > ' ' && c < 127 && "\"<>[]\\^`{|}".indexOf(c) < 0) {
				encoded.appendCodePoint(c);
			} else {
				encoded.append(part(Character.toString(c)));
			}
		});
		return URI.create(encoded.toString());
	}

	/** Host and path, without the query that may hold a signature. */
	static String shown(URI uri) {
		return host(uri) + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + Optional.ofNullable(uri.getPath()).orElse("");
	}
}
