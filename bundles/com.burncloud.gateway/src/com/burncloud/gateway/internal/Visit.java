package com.burncloud.gateway.internal;

import java.util.Optional;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.provider.Endpoint;

/** A candidate that is being used: an offered one stays up until the visit is closed. Closing twice is harmless. */
record Visit(Candidate candidate, Endpoint endpoint, Optional<OfferedChannel.Use> use) implements AutoCloseable {

	/** Any other channel is simply there; an offered one may have to be started first. */
	static Visit begin(Candidate candidate) throws RefusedException {
		if (candidate.offer().isEmpty()) {
			return new Visit(candidate, candidate.endpoint(), Optional.empty());
		}
		OfferedChannel.Use use = candidate.offer().get().begin();
		return new Visit(candidate, use.endpoint(), Optional.of(use));
	}

	@Override
	public void close() {
		use.ifPresent(OfferedChannel.Use::close);
	}
}
