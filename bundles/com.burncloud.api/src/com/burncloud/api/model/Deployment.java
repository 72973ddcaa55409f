package com.burncloud.api.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A model's llama-server as it stands.
 *
 * @param loadProgress from 0 to 1 while it starts, where llama-server tells
 * @param contextTokens that one request may use, as llama-server tells when it runs
 * @param tokensPerSecond generated, over the last answers
 * @param notice what is otherwise than asked for, such as a port that was taken; one English sentence
 * @param error why it failed, or why it crashed before it was started again; one English sentence
 * @param restarts after crashes, since it was started by hand
 */
public record Deployment(State state, OptionalInt port, OptionalLong pid, OptionalDouble loadProgress, OptionalInt contextTokens, OptionalDouble tokensPerSecond,
		Optional<String> notice, Optional<String> error, int restarts, Optional<Instant> since) {

	public enum State {
		STOPPED,
		/** Not loaded; the next request for it loads it. */
		ASLEEP,
		/** Another one is loading, or memory is being made free. */
		QUEUED, STARTING, RUNNING, FAILED
	}

	public static final Deployment NONE = new Deployment(State.STOPPED, OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty(), OptionalInt.empty(),
			OptionalDouble.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());

	public Deployment {
		Objects.requireNonNull(state);
		Objects.requireNonNull(port);
		Objects.requireNonNull(pid);
		Objects.requireNonNull(loadProgress);
		Objects.requireNonNull(contextTokens);
		Objects.requireNonNull(tokensPerSecond);
		Objects.requireNonNull(notice);
		Objects.requireNonNull(error);
		Objects.requireNonNull(since);
	}
}
