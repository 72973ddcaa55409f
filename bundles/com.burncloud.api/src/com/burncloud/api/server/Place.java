package com.burncloud.api.server;

import java.net.URI;
import java.util.Objects;

/**
 * A gateway and where it is.
 *
 * @param address without a path, such as {@code http://127.0.0.1:3000}
 * @param local whether it runs in this process
 * @param version of the gateway; empty while it is not known
 * @param database such as {@code Derby}; empty while it is not known
 * @param error why it cannot be reached, in plain words; empty while it can
 */
public record Place(URI address, boolean local, String version, String database, String error) {

	public Place {
		Objects.requireNonNull(address);
		Objects.requireNonNull(version);
		Objects.requireNonNull(database);
		Objects.requireNonNull(error);
	}

	/** What clients of OpenAI's dialect set as their base URL. */
	public String baseUrl() {
		return address + "/v1";
	}

	public boolean online() {
		return error.isEmpty();
	}
}
