package com.burncloud.gateway.internal;

import java.time.Duration;

/**
 * Ends the wait for a body that comes too slowly: a client of good will sends it in one go, and every other one holds a thread, memory and a connection. After a
 * time of grace so many bytes a second must have come on the average, and in the end all of it, by interrupting the thread that reads.
 */
final class BodyLimit implements Watch.Timed, AutoCloseable {
	static final Duration GRACE = Duration.ofSeconds(10);
	static final long BYTES_PER_SECOND = 1_000;
	/** A client that sends just fast enough is ended here. */
	static final Duration WHOLE = Duration.ofMinutes(10);

	private final Watch watch;
	private final Thread reading = Thread.currentThread();
	private final long startNanos = System.nanoTime();
	private volatile long bytes;
	private boolean late;
	private boolean over;

	private BodyLimit(Watch watch) {
		this.watch = watch;
	}

	static BodyLimit begin(Watch watch) {
		BodyLimit limit = new BodyLimit(watch);
		watch.add(limit);
		return limit;
	}

	/** On the reading thread only. */
	void came(int count) {
		bytes += count;
	}

	@Override
	public synchronized void tick(long nowNanos) {
		long passed = nowNanos - startNanos;
		long counted = passed - GRACE.toNanos();
		boolean slow = counted > 0 && bytes < counted / 1_000_000_000.0 * BYTES_PER_SECOND;
		if (!over && !late && (slow || passed > WHOLE.toNanos())) {
			late = true;
			reading.interrupt();
		}
	}

	synchronized boolean isLate() {
		return late;
	}

	/** Takes the interrupt back. On the reading thread. */
	@Override
	public synchronized void close() {
		over = true;
		watch.remove(this);
		if (late) {
			Thread.interrupted();
		}
	}
}
