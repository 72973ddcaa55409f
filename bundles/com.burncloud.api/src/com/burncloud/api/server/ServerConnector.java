package com.burncloud.api.server;

import java.net.URI;

import org.osgi.annotation.versioning.ProviderType;

/** Reaches gateways on other machines, or in other processes, over their management API. */
@ProviderType
public interface ServerConnector {

	/**
	 * Connects, and from then on keeps connected: a server that goes away is asked for again until the connection is closed.
	 *
	 * @param address with or without a path such as {@code /v1}, which is left away
	 * @throws com.burncloud.api.error.InvalidFieldException of {@code address} or {@code adminKey} when the one is no HTTP address or the other is refused
	 * @throws ServerAwayException when nobody answers there. Waits ten seconds at most; never call it on a UI thread
	 */
	Server connect(URI address, String adminKey);
}
