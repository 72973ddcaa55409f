package com.burncloud.dashboard.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.burncloud.api.dashboard.Figures;

class MinuteTest {
	private Instant now = Instant.parse("2026-01-31T15:59:00Z"); // 23:59 in Shanghai
	private final Minute minute = new Minute(() -> now, ZoneId.of("Asia/Shanghai"));

	private void pass(Duration time) {
		now = now.plus(time);
	}

	@Test
	void withoutRequestsNothingHasFailed() {
		assertEquals(new Figures(0, 0, 1, 0, 0, 0, 0, 0), minute.figures());
	}

	@Test
	void aRequestCountsForSixtySeconds() {
		minute.ended(Rows.row("a", 200, 20, 100, 7));
		pass(Duration.ofSeconds(30));
		minute.ended(Rows.row("b", 502, 0, 10, 0));
		assertEquals(2, minute.figures().requestsPerMinute());
		assertEquals(84, minute.figures().tokensPerMinute());
		assertEquals(0.5, minute.figures().successRatio());
		pass(Duration.ofSeconds(29));
		assertEquals(2, minute.figures().requestsPerMinute());
		pass(Duration.ofSeconds(1));
		assertEquals(1, minute.figures().requestsPerMinute());
		assertEquals(0, minute.figures().successRatio());
		assertEquals(0, minute.figures().ttfbP50Millis(), "the one without a first byte does not count as 0 ms among others, but is alone here");
		pass(Duration.ofDays(400));
		assertEquals(0, minute.figures().requestsPerMinute());
		assertEquals(1, minute.figures().successRatio());
	}

	@Test
	void percentilesAreRightToThreePercent() {
		Random random = new Random(42);
		long[] values = new long[20_000];
		for (int i = 0; i < values.length; i++) {
			values[i] = (long) Math.exp(random.nextDouble() * 14); // 1 ms to twenty minutes
			minute.ended(Rows.row("r" + i, 200, Math.max(1, values[i] / 2), values[i], 0));
		}
		Arrays.sort(values);
		Figures figures = minute.figures();
		near(values[values.length / 2 - 1], figures.p50Millis());
		near(values[(int) (values.length * 0.95) - 1], figures.p95Millis());
		near(Math.max(1, values[values.length / 2 - 1] / 2), figures.ttfbP50Millis());
	}

	private static void near(long expected, long actual) {
		assertTrue(Math.abs(expected - actual) <= Math.max(1, expected * 0.032), expected + " is not " + actual);
	}

	@Test
	void aHistogramTakesWhatever() {
		LogHistogram histogram = new LogHistogram();
		histogram.add(Long.MAX_VALUE);
		histogram.add(-5);
		histogram.add(0);
		assertEquals(0, histogram.percentile(0.5));
		assertTrue(histogram.percentile(1) > Duration.ofDays(30).toMillis());
		for (long value = 0; value < 16; value++) {
			LogHistogram exact = new LogHistogram();
			exact.add(value);
			assertEquals(value, exact.percentile(0.5));
		}
	}

	@Test
	void theDayTurnsAtMidnightWhereTheServerIs() {
		minute.ended(Rows.row("a", 200, 1, 1, 70));
		minute.earlierToday(LocalDate.of(2026, 1, 31), 1000);
		assertEquals(1070, minute.figures().costTodayNanos());
		pass(Duration.ofMinutes(1));
		assertEquals(0, minute.figures().costTodayNanos());
		minute.earlierToday(LocalDate.of(2026, 1, 31), 1000); // late news of yesterday
		minute.ended(Rows.row("b", 200, 1, 1, 5));
		assertEquals(5, minute.figures().costTodayNanos());
		minute.ended(Rows.row("c", 200, 1, 1, Long.MAX_VALUE));
		assertEquals(Long.MAX_VALUE, minute.figures().costTodayNanos());
	}

	@Test
	void activeRequestsAreThoseThatBeganAndDidNotEnd() {
		minute.started("a");
		minute.started("b");
		minute.started("b"); // told twice
		assertEquals(2, minute.figures().activeRequests());
		minute.ended(Rows.row("a"));
		minute.ended(Rows.row("a"));
		minute.ended(Rows.row("never-heard-of"));
		assertEquals(1, minute.figures().activeRequests());
		pass(Duration.ofHours(7)); // its end was lost
		minute.started("c");
		assertEquals(1, minute.figures().activeRequests());
		for (int i = 0; i < 100_500; i++) {
			minute.started("lost" + i);
		}
		assertTrue(minute.figures().activeRequests() <= 100_000);
	}
}
