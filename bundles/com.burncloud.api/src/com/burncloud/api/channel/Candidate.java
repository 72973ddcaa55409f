package com.burncloud.api.channel;

import java.util.Objects;
import java.util.Optional;

import com.burncloud.api.provider.Endpoint;
import com.burncloud.api.provider.Provider;

/**
 * A channel that may serve a request.
 *
 * @param model as the client asked
 * @param upstreamModel as the upstream will read it
 * @param endpoint of an offered channel as its channel says; where it really is, its {@link OfferedChannel.Use use} tells
 * @param provider stays usable for this exchange even when its bundle goes
 * @param offer to be begun before each attempt, where the channel is an offered one
 */
public record Candidate(String channelId, String channelName, String type, String model, String upstreamModel, Endpoint endpoint, Timeouts timeouts,
		Provider provider, Optional<OfferedChannel> offer) {

	public Candidate {
		Objects.requireNonNull(channelId);
		Objects.requireNonNull(channelName);
		Objects.requireNonNull(type);
		Objects.requireNonNull(model);
		Objects.requireNonNull(upstreamModel);
		Objects.requireNonNull(endpoint);
		Objects.requireNonNull(timeouts);
		Objects.requireNonNull(provider);
		Objects.requireNonNull(offer);
	}
}
