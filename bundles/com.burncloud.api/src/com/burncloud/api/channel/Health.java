package com.burncloud.api.channel;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a channel, or one model of it, is doing.
 *
 * @param until the end of the cooling; then one request is let through as a trial
 * @param lastError in plain words, without secrets
 * @param latencyMillis moving average of the time to the first byte
 */
public record Health(State state, Optional<Instant> until, Optional<String> lastError, OptionalLong latencyMillis) {

	public enum State {
		HEALTHY, COOLING, DISABLED
	}

	public Health {
		Objects.requireNonNull(state);
		Objects.requireNonNull(until);
		Objects.requireNonNull(lastError);
		Objects.requireNonNull(latencyMillis);
	}
}
