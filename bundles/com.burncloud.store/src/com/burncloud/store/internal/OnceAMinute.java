package com.burncloud.store.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one log line a minute through, so that trouble with every record is not a line a record. */
final class OnceAMinute {

	private static final long NANOS = Duration.ofMinutes(1).toNanos();

	private final AtomicLong next = new AtomicLong(System.nanoTime());

	boolean isDue() {
		long due = next.get();
		long now = System.nanoTime();
		return now - due >= 0 && next.compareAndSet(due, now + NANOS);
	}
}
