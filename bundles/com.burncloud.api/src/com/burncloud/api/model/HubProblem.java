package com.burncloud.api.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a hub did not give what was asked for.
 *
 * @param message one English sentence: what happened, which value, what to do
 * @param retryAfter where the hub tells
 */
public record HubProblem(Kind kind, String message, Optional<Duration> retryAfter) {

	public enum Kind {
		/** No such repository, or a private one and no token: hubs do not tell these apart. */
		NO_REPOSITORY, NO_REVISION, NO_FILE,
		/** Its terms must be accepted on the hub's page, or there is no token, or it is not valid. */
		GATED,
		/** The token is refused. */
		TOKEN_REFUSED,
		/** Too many requests; patience helps. */
		RATE_LIMITED,
		/** The hub or the way to it is out of order; another try may help. */
		UNAVAILABLE,
		/** Anything else that another try will not mend. */
		OTHER
	}

	public HubProblem {
		Objects.requireNonNull(kind);
		Objects.requireNonNull(message);
		Objects.requireNonNull(retryAfter);
	}
}
