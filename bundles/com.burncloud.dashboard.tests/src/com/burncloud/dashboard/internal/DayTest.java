package com.burncloud.dashboard.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import com.burncloud.api.dashboard.Point;

class DayTest {
	private static final Instant START = Instant.parse("2026-01-31T15:59:30Z");

	private volatile Instant now = START;
	private final Day day = new Day(() -> now);

	private static Point empty(String at) {
		return new Point(Instant.parse(at), 0, 0, 0, 0, 0, 0, 0);
	}

	@Test
	void everyMinuteIsThereAndTheRunningOneLast() {
		assertEquals(List.of(empty("2026-01-31T15:57:00Z"), empty("2026-01-31T15:58:00Z"), empty("2026-01-31T15:59:00Z")), day.series(Duration.ofMinutes(3)));
		day.ended(Rows.row("a", 200, 10, 12, 7));
		day.ended(Rows.row("b", 500, 0, 14, 1));
		day.ended(Rows.row("c", 400, 4, 15, 0));
		Point busy = new Point(Instant.parse("2026-01-31T15:59:00Z"), 3, 2, 126, 8, 14, 15, 4);
		assertEquals(List.of(busy), day.series(Duration.ofMinutes(1)));
		now = now.plusSeconds(30);
		assertEquals(List.of(busy, empty("2026-01-31T16:00:00Z")), day.series(Duration.ofMinutes(2)));
		now = now.plusSeconds(120);
		day.ended(Rows.row("d", 200, 1, 2, 3));
		assertEquals(List.of(busy, empty("2026-01-31T16:00:00Z"), empty("2026-01-31T16:01:00Z"), new Point(Instant.parse("2026-01-31T16:02:00Z"), 1, 0, 42, 3, 2, 2, 1)),
				day.series(Duration.ofSeconds(181)));
	}

	@Test
	void aDayIsRememberedAndNoMore() {
		for (int i = 0; i < Day.MINUTES + 5; i++) {
			day.ended(Rows.row("r" + i, 200, 1, 5, i));
			now = now.plusSeconds(60);
		}
		List<Point> points = day.series(Duration.ofDays(1));
		assertEquals(Day.MINUTES, points.size());
		assertEquals(now.minusSeconds(30), points.getLast().at());
		assertEquals(0, points.getLast().requests());
		for (int i = 0; i < Day.MINUTES - 1; i++) {
			assertEquals(i + 6, points.get(i).costNanos());
		}
		now = now.plus(Duration.ofDays(2));
		assertEquals(0, day.series(Duration.ofDays(1)).stream().mapToLong(Point::requests).sum(), "points of two days ago stand in the same places");
	}

	@Test
	void aClockThatIsSetBackLosesNothing() {
		day.ended(Rows.row("a"));
		now = now.minus(Duration.ofHours(1));
		day.ended(Rows.row("b"));
		assertEquals(2, day.series(Duration.ofMinutes(1)).getFirst().requests());
		assertEquals(Instant.parse("2026-01-31T15:59:00Z"), day.series(Duration.ofMinutes(1)).getFirst().at());
	}

	@Test
	void aWindowThatCannotBeIsRefused() {
		for (Duration window : List.of(Duration.ZERO, Duration.ofSeconds(59), Duration.ofHours(24).plusMillis(1))) {
			assertTrue(assertThrows(IllegalArgumentException.class, () -> day.series(window)).getMessage().contains(window.toString()));
		}
	}

	@Test
	void readersSeeWholeMinutesWhileManyWrite() throws Exception {
		int threads = 4;
		int each = 20_000;
		CountDownLatch done = new CountDownLatch(threads);
		try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
			for (int t = 0; t < threads; t++) {
				pool.submit(() -> {
					for (int i = 0; i < each; i++) {
						day.ended(Rows.row("r", 200, 1, 5, 2));
					}
					done.countDown();
				});
			}
			while (done.getCount() > 0) {
				now = now.plusSeconds(1);
				Point point = day.series(Duration.ofMinutes(1)).getFirst();
				assertEquals(point.requests() * 42, point.tokens());
				assertEquals(point.requests() * 2, point.costNanos());
			}
		}
		// The clock may have gone on for more than a day meanwhile; what is still in sight is consistent.
		day.series(Duration.ofDays(1)).forEach(point -> assertEquals(point.requests() * 42, point.tokens()));
	}
}
