package com.burncloud.api.provider;

import org.osgi.annotation.versioning.ConsumerType;

/** One kind of channel. Register one service for each type; a bundle may register many. All methods: any thread, no blocking, well under 100 µs. */
@ConsumerType
public interface Provider {

	/** What the form and the API show of this type. The same on every call. */
	ProviderInfo info();

	/**
	 * Describes the upstream request for a call. Pure: the same arguments give the same request.
	 *
	 * @throws UnsupportedOperationException when the upstream has no such operation; the message is shown to the client
	 */
	UpstreamRequest prepare(UpstreamCall call, Endpoint endpoint);
}
