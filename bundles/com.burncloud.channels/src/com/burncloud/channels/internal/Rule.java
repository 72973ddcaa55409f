package com.burncloud.channels.internal;

import java.time.Duration;
import java.util.Optional;

import com.burncloud.api.channel.Outcome;

/**
 * How long a failure cools; the table stands in the package-info.
 *
 * @param failures in a row, within {@link #WINDOW_MILLIS}, until it cools
 * @param firstMillis of the first cooling; each further one takes twice as long
 * @param longestMillis where the doubling ends
 * @param wholeChannel whether every model of the channel is concerned
 */
record Rule(int failures, long firstMillis, long longestMillis, boolean wholeChannel) {
	static final long WINDOW_MILLIS = 30_000;
	private static final long LONGEST_RETRY_AFTER_MILLIS = 600_000;

	static Rule of(Outcome.Kind kind) {
		return switch (kind) {
		case CONNECT -> new Rule(1, 1_000, 60_000, false);
		case TIMEOUT, SERVER_ERROR, BROKEN_ANSWER -> new Rule(3, 1_000, 60_000, false);
		case RATE_LIMITED -> new Rule(1, 5_000, 5_000, false);
		case UNAUTHORIZED -> new Rule(1, 30_000, 600_000, true);
		case MODEL_MISSING -> new Rule(1, 60_000, 60_000, false);
		};
	}

	/** @param level how many coolings came before this one without an answer in between */
	long coolingMillis(int level, Outcome.Failed failure) {
		return wish(failure).orElseGet(() -> Math.min(longestMillis, firstMillis << Math.min(level, 20)));
	}

	/** What the upstream asked for; believed for rate limits only, and never for longer than ten minutes. */
	static Optional<Long> wish(Outcome.Failed failure) {
		if (failure.kind() != Outcome.Kind.RATE_LIMITED) {
			return Optional.empty();
		}
		return failure.retryAfter().filter(wait -> !wait.isNegative()).map(wait -> wait.compareTo(Duration.ofMillis(LONGEST_RETRY_AFTER_MILLIS)) > 0
				? LONGEST_RETRY_AFTER_MILLIS
				: wait.toMillis());
	}
}
