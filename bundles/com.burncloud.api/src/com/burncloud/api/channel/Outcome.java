package com.burncloud.api.channel;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** How an attempt at a channel ended, as far as the channel's health is concerned. */
public sealed interface Outcome {

	/** It answered, if only with the client's own mistake (400, 404, 422). */
	record Answered(Duration firstByte) implements Outcome {
	}

	/**
	 * It failed in a way that another channel may not.
	 *
	 * @param reason in plain words, without secrets
	 * @param retryAfter when the upstream said so
	 */
	record Failed(Kind kind, String reason, Optional<Duration> retryAfter) implements Outcome {

		public Failed {
			Objects.requireNonNull(kind);
			Objects.requireNonNull(reason);
			Objects.requireNonNull(retryAfter);
		}
	}

	/** Nothing can be said: the client went away before the upstream answered. */
	record Abandoned() implements Outcome {
	}

	/** Why it failed. */
	enum Kind {
		CONNECT, TIMEOUT, UNAUTHORIZED, RATE_LIMITED, SERVER_ERROR, MODEL_MISSING, BROKEN_ANSWER
	}
}
