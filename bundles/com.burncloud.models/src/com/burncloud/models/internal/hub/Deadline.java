package com.burncloud.models.internal.hub;

import java.time.Duration;

/** When a caller's patience ends, by {@link System#nanoTime}. */
record Deadline(long atNanos) {

	static Deadline in(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	Duration left() {
		return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
	}

	boolean over() {
		return atNanos - System.nanoTime() <= 0;
	}

	/** Whether so much time is left, and then some to use it. */
	boolean allows(Duration wait) {
		return left().compareTo(wait.plusMillis(100)) > 0;
	}
}
