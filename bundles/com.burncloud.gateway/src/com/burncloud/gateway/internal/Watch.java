package com.burncloud.gateway.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all that has a time limit four times a second: one timer for all, since a timer each (or a timed wait) would cost more than what it guards. */
final class Watch implements AutoCloseable {
	private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
	private static final long PERIOD_MILLIS = 250;

	/** Something with a time limit. */
	interface Timed {
		/** Must return at once. */
		void tick(long nowNanos);
	}

	private final Set<Timed> running = ConcurrentHashMap.newKeySet();
	private final ScheduledExecutorService timer = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("burncloud-watch").factory());

	Watch() {
		timer.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
	}

	void add(Timed timed) {
		running.add(timed);
	}

	void remove(Timed timed) {
		running.remove(timed);
	}

	private void look() {
		long now = System.nanoTime();
		for (Timed timed : running) {
			try {
				timed.tick(now);
			} catch (RuntimeException unexpected) {
				LOG.error("A time limit could not be looked at; the others are", unexpected);
			}
		}
	}

	@Override
	public void close() {
		timer.shutdownNow();
	}
}
