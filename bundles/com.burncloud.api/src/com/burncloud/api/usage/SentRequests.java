package com.burncloud.api.usage;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The last requests as they were sent, to look at and to send again. They are kept in memory only, a few hundred and none above 64 KB, and not at all where
 * {@code keep_requests} is {@code false}.
 */
@ProviderType
public interface SentRequests {

	/** Any thread; does not block on the server itself. */
	Optional<SentRequest> find(String requestId);
}
