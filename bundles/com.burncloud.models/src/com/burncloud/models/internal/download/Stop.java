package com.burncloud.models.internal.download;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Told once that it is over. No thread is interrupted: an interrupt in the middle of a write would close the file under all others. */
final class Stop {

	/** Somebody paused or removed the download, or the program ends. */
	static final class Stopped extends Exception {
		private static final long serialVersionUID = 1L;

		Stopped() {
			super("stopped", null, false, false);
		}
	}

	private final CountDownLatch latch = new CountDownLatch(1);

	void stop() {
		latch.countDown();
	}

	boolean stopped() {
		return latch.getCount() == 0;
	}

	void check() throws Stopped {
		if (stopped()) {
			throw new Stopped();
		}
	}

	/** @throws Stopped at once when it is told */
	void sleep(Duration duration) throws Stopped {
		try {
			if (latch.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new Stopped();
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new Stopped();
		}
	}
}
