package com.burncloud.api.model;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a hub answered.
 *
 * @param uri that was asked, after redirects within the hub
 * @param headers by lower-case name
 * @param body decoded as UTF-8; at most 32 MiB, longer ones fail before they come here
 */
public record HubAnswer(URI uri, int status, Map<String, List<String>> headers, String body) {

	public HubAnswer {
		Objects.requireNonNull(uri);
		headers = Map.copyOf(headers);
		Objects.requireNonNull(body);
	}

	/** The first value of a header. */
	public Optional<String> header(String name) {
		return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
	}
}
