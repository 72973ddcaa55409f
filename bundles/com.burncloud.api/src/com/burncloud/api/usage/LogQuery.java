package com.burncloud.api.usage;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which rows of the log, newest first.
 *
 * @param limit from 1 to 1000
 * @param before the {@link LogPage#before()} of the page before
 * @param status {@code ok}, {@code error}, or a number such as {@code 429}
 * @param channel name or id; likewise {@code token}
 * @param from inclusive; {@code to} exclusive
 */
public record LogQuery(int limit, Optional<String> before, Optional<String> status, Optional<String> channel, Optional<String> token, Optional<String> model,
		Optional<Instant> from, Optional<Instant> to) {

	public LogQuery {
		Objects.requireNonNull(before);
		Objects.requireNonNull(status);
		Objects.requireNonNull(channel);
		Objects.requireNonNull(token);
		Objects.requireNonNull(model);
		Objects.requireNonNull(from);
		Objects.requireNonNull(to);
	}

	/** The newest rows, whatever they are. */
	public static LogQuery newest(int limit) {
		return new LogQuery(limit, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
	}
}
