package com.burncloud.api.model;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** What to send to a hub; the token, where there is one and the hub may see it, is added by the caller. */
public record HubRequest(String method, URI uri, Map<String, String> headers, String body) {

	public HubRequest {
		Objects.requireNonNull(method);
		Objects.requireNonNull(uri);
		headers = Map.copyOf(headers);
		Objects.requireNonNull(body);
	}

	public static HubRequest get(URI uri) {
		return new HubRequest("GET", uri, Map.of(), "");
	}
}
