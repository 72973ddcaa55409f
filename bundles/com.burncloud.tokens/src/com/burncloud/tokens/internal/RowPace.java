package com.burncloud.tokens.internal;

import java.util.concurrent.TimeUnit;

import com.burncloud.api.store.JournalPosition;

/** How fast the log's rows are written: see the package for why. Time is {@link System#nanoTime}. */
final class RowPace {
	/** More records a second than that, and the gateway is busy. */
	private static final long BUSY_PER_SECOND = 200;
	/** Of a core, while it is busy: some 1500 rows a second. */
	private static final double SPARE_SHARE = 0.05;
	/** Of a core, once rows are late. */
	private static final double LATE_SHARE = 0.5;
	private static final long LATE_NANOS = TimeUnit.MINUTES.toNanos(2);
	/** Of 16 MiB each. */
	private static final long MOST_SEGMENTS = 16;
	/** Two milliseconds' work: more at once would be felt by requests that want the same core. */
	private static final int SMALL_PORTION = 64;
	private static final int LARGE_PORTION = 1000;
	private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private long caughtUpNanos;
	private boolean busy;

	RowPace(long nowNanos) {
		caughtUpNanos = nowNanos;
	}

	/** So many records came in that time. */
	void arrived(long records, long inNanos) {
		busy = records > BUSY_PER_SECOND * inNanos / TimeUnit.SECONDS.toNanos(1);
	}

	/** No row is owed. */
	void caughtUp(long nowNanos) {
		caughtUpNanos = nowNanos;
	}

	/** How many rows to write at once. */
	int portion(JournalPosition rows, JournalPosition sums, long nowNanos) {
		return share(rows, sums, nowNanos) == SPARE_SHARE ? SMALL_PORTION : LARGE_PORTION;
	}

	/** How long to leave the core to others after a portion that took so long. */
	long pauseNanos(long tookNanos, JournalPosition rows, JournalPosition sums, long nowNanos) {
		return Math.min(LONGEST_PAUSE_NANOS, (long) (tookNanos * (1 / share(rows, sums, nowNanos) - 1)));
	}

	private double share(JournalPosition rows, JournalPosition sums, long nowNanos) {
		if (!busy || sums.segment() - rows.segment() > MOST_SEGMENTS) {
			return 1;
		}
		return nowNanos - caughtUpNanos > LATE_NANOS ? LATE_SHARE : SPARE_SHARE;
	}
}
