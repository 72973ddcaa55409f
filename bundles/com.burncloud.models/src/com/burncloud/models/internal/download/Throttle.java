package com.burncloud.models.internal.download;

import java.time.Duration;

/** The speed limit of all downloads: whoever comes gets the next stretch of time, as long as its bytes take, so that all connections have their share. */
final class Throttle {
	private static final int CHUNK_BYTES = 256 * 1024;
	private final long bytesPerSecond;
	private long nextNanos = System.nanoTime();

	/** @param bytesPerSecond 0: none */
	Throttle(long bytesPerSecond) {
		this.bytesPerSecond = bytesPerSecond;
	}

	/** So many bytes to read at once, that nobody waits long for them. */
	int chunkBytes() {
		return bytesPerSecond == 0 ? CHUNK_BYTES : Math.clamp(bytesPerSecond / 50, 512, CHUNK_BYTES);
	}

	/** Waits until so many bytes may have come. */
	void pass(int bytes, Stop stop) throws Stop.Stopped {
		if (bytesPerSecond > 0) {
			long nanos = turn(bytes) - System.nanoTime();
			if (nanos > 0) {
				stop.sleep(Duration.ofNanos(nanos));
			}
		}
		stop.check();
	}

	private synchronized long turn(int bytes) {
		nextNanos = Math.max(nextNanos, System.nanoTime()) + (long) (bytes * 1e9 / bytesPerSecond);
		return nextNanos;
	}
}
