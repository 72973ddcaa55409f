package com.burncloud.api.dashboard;

import java.time.Instant;
import java.util.Objects;

/**
 * A stretch of time on a chart.
 *
 * @param at its start
 * @param requests that ended in it
 * @param errors of them, those with a status of 400 and more
 * @param tokens prompt and completion
 * @param costNanos 1e-9 USD
 * @param p50Millis median duration; 0 where nothing ended, as are the two below
 * @param ttfbP50Millis median time to the first byte
 */
public record Point(Instant at, long requests, long errors, long tokens, long costNanos, long p50Millis, long p95Millis, long ttfbP50Millis) {

	public Point {
		Objects.requireNonNull(at);
	}
}
