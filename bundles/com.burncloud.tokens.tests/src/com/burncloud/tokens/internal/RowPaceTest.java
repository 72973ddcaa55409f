package com.burncloud.tokens.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import com.burncloud.api.store.JournalPosition;

/** Rows give way to requests, but not for long. */
class RowPaceTest {
	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
	private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
	private static final JournalPosition ROWS = new JournalPosition(7, 100);
	private static final JournalPosition SUMS = new JournalPosition(9, 100);

	/** As System.nanoTime, which may be negative. */
	private long now = -5 * SECOND;
	private final RowPace pace = new RowPace(now);

	private double share(JournalPosition sums) {
		return MILLI / (double) (MILLI + pace.pauseNanos(MILLI, ROWS, sums, now));
	}

	@Test
	void aQuietGatewayWritesAllAtOnce() {
		pace.arrived(60, SECOND * 3 / 10);
		assertEquals(0, pace.pauseNanos(50 * MILLI, ROWS, SUMS, now));
		assertEquals(1000, pace.portion(ROWS, SUMS, now));
	}

	@Test
	void aBusyOneWritesLittleAtATime() {
		pace.arrived(61, SECOND * 3 / 10);
		assertEquals(0.05, share(SUMS), 0.001);
		assertEquals(64, pace.portion(ROWS, SUMS, now));
		pace.arrived(0, SECOND);
		assertEquals(1, share(SUMS));
	}

	@Test
	void aSlowDiskDoesNotMakePausesOfMinutes() {
		pace.arrived(5000, SECOND);
		assertEquals(SECOND, pace.pauseNanos(30 * SECOND, ROWS, SUMS, now));
	}

	@Test
	void rowsAreLateByTwoMinutesAtMost() {
		pace.arrived(5000, SECOND);
		now += 121 * SECOND;
		assertEquals(0.5, share(SUMS), 0.001);
		assertTrue(pace.portion(ROWS, SUMS, now) > 64);
		pace.caughtUp(now);
		assertEquals(0.05, share(SUMS), 0.001);
	}

	@Test
	void theJournalGrowsBySixteenSegmentsAtMost() {
		pace.arrived(5000, SECOND);
		assertEquals(0.05, share(new JournalPosition(23, 5)), 0.001);
		assertEquals(1, share(new JournalPosition(24, 5)));
	}
}
