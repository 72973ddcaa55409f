package com.burncloud.dashboard.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import com.burncloud.api.dashboard.Point;
import com.burncloud.api.usage.UsageRecord;

/**
 * The last twenty-four hours minute by minute: a point for each minute that had requests, and the durations of the running one only, of which its percentiles
 * are made when it is over. So it takes a hundred kilobytes, whatever the load. Any thread.
 */
final class Day {
	static final int MINUTES = 24 * 60;
	private static final long MINUTE_MILLIS = 60_000;

	private final InstantSource clock;
	private final Point[] ring = new Point[MINUTES];
	private final LogHistogram durations = new LogHistogram();
	private final LogHistogram firstBytes = new LogHistogram();
	private long minute;
	private long requests;
	private long errors;
	private long tokens;
	private long costNanos;

	Day(InstantSource clock) {
		this.clock = clock;
		minute = minuteNow();
	}

	synchronized void ended(UsageRecord exchange) {
		turn();
		requests++;
		errors += exchange.status() >= 400 ? 1 : 0;
		tokens += exchange.usage().promptTokens() + exchange.usage().completionTokens();
		costNanos += exchange.costNanos();
		durations.add(exchange.millis());
		if (exchange.ttfbMillis() > 0) {
			firstBytes.add(exchange.ttfbMillis());
		}
	}

	/** @throws IllegalArgumentException when the window is not from a minute to a day */
	synchronized List<Point> series(Duration window) {
		if (window.compareTo(Duration.ofMinutes(1)) < 0 || window.compareTo(Duration.ofMinutes(MINUTES)) > 0) {
			throw new IllegalArgumentException("A window is from one minute to 24 hours, not " + window + ".");
		}
		turn();
		List<Point> points = new ArrayList<>();
		long length = (window.toMillis() + MINUTE_MILLIS - 1) / MINUTE_MILLIS;
		for (long each = minute - length + 1; each < minute; each++) {
			Point point = ring[slot(each)];
			points.add(point != null && point.at().equals(start(each)) ? point : new Point(start(each), 0, 0, 0, 0, 0, 0, 0));
		}
		points.add(running());
		return points;
	}

	/** When the clock was set back, the minute that runs goes on. */
	private void turn() {
		long now = minuteNow();
		if (now <= minute) {
			return;
		}
		if (requests > 0) {
			ring[slot(minute)] = running();
			requests = 0;
			errors = 0;
			tokens = 0;
			costNanos = 0;
			durations.clear();
			firstBytes.clear();
		}
		minute = now;
	}

	private Point running() {
		return new Point(start(minute), requests, errors, tokens, costNanos, durations.percentile(0.5), durations.percentile(0.95), firstBytes.percentile(0.5));
	}

	private long minuteNow() {
		return Math.floorDiv(clock.millis(), MINUTE_MILLIS);
	}

	private static int slot(long minute) {
		return (int) Math.floorMod(minute, (long) MINUTES);
	}

	private static Instant start(long minute) {
		return Instant.ofEpochMilli(minute * MINUTE_MILLIS);
	}
}
