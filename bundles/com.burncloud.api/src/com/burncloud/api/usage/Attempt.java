package com.burncloud.api.usage;

import java.util.Objects;

/**
 * One channel that was tried.
 *
 * @param channel its name
 * @param status of the upstream; 0 when it did not answer
 * @param reason {@code ok}, or why the next channel was tried, in plain words
 * @param millis from sending until the answer's head, or the failure
 */
public record Attempt(String channel, int status, String reason, long millis) {

	public Attempt {
		Objects.requireNonNull(channel);
		Objects.requireNonNull(reason);
	}
}
