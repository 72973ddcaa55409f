package com.burncloud.api.provider;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * The request that the gateway sends.
 *
 * @param headers authentication among them; hop-by-hop headers, {@code Host} and {@code Content-Length} are the gateway's
 * @param body usually the call's own array
 */
public record UpstreamRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

	public UpstreamRequest {
		Objects.requireNonNull(method);
		Objects.requireNonNull(uri);
		headers = Map.copyOf(headers);
		Objects.requireNonNull(body);
	}

	/** Without headers, which hold the key. */
	@Override
	public String toString() {
		return "UpstreamRequest[" + method + " " + uri + ", " + body.length + " bytes]";
	}
}
