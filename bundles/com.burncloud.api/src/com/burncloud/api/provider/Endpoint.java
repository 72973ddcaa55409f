package com.burncloud.api.provider;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * Where a channel's upstream is and how it is entered.
 *
 * @param baseUrl without a trailing slash; with or without a version segment, both mean the same
 * @param apiKey empty when the channel has none
 * @param headers what the operator adds to every request; the gateway sets them after the provider's own
 * @param options values of the type's further {@link ProviderInfo#fields() fields}
 */
public record Endpoint(URI baseUrl, String apiKey, Map<String, String> headers, Map<String, String> options) {

	public Endpoint {
		Objects.requireNonNull(baseUrl);
		Objects.requireNonNull(apiKey);
		headers = Map.copyOf(headers);
		options = Map.copyOf(options);
	}

	/** Without the key: records end up in logs. */
	@Override
	public String toString() {
		return "Endpoint[" + baseUrl + "]";
	}
}
