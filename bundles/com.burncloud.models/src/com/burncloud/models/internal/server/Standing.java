package com.burncloud.models.internal.server;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Deployment.State;

/**
 * What is told of a runner besides its state.
 *
 * @param error why it crashed last, or failed
 */
record Standing(Optional<String> notice, Optional<String> error, int restarts) {

	static Deployment failed(String error) {
		return new Standing(Optional.empty(), Optional.of(error), 0).in(State.FAILED);
	}

	/** Without a process. */
	Deployment in(State state) {
		return new Deployment(state, OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty(), OptionalInt.empty(), OptionalDouble.empty(), notice, error,
				restarts, Optional.of(Instant.now()));
	}

	Deployment in(State state, Run run, OptionalInt contextTokens) {
		return new Deployment(state, OptionalInt.of(run.port()), OptionalLong.of(run.child().pid()), OptionalDouble.empty(), contextTokens, OptionalDouble.empty(), notice,
				error, restarts, Optional.of(Instant.now()));
	}

	static Deployment loading(Deployment now, OptionalDouble progress) {
		return new Deployment(now.state(), now.port(), now.pid(), progress, now.contextTokens(), now.tokensPerSecond(), now.notice(), now.error(), now.restarts(),
				now.since());
	}

	static Deployment serving(Deployment now, OptionalDouble tokensPerSecond, Optional<String> notice) {
		return new Deployment(now.state(), now.port(), now.pid(), now.loadProgress(), now.contextTokens(), tokensPerSecond, notice, now.error(), now.restarts(),
				now.since());
	}
}
