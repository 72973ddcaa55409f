package com.burncloud.dashboard.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import com.burncloud.api.dashboard.LiveLog.Subscription;
import com.burncloud.api.usage.UsageRecord;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

class RecentTest {
	private static final Duration PATIENCE = Duration.ofSeconds(20);
	private final Recent recent = new Recent();

	@AfterEach
	void close() {
		recent.close();
	}

	static void until(String what, BooleanSupplier condition) throws InterruptedException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean()) {
			assertTrue(System.nanoTime() < end, "not within " + PATIENCE + ": " + what);
			Thread.sleep(5);
		}
	}

	private void add(int from, int to) {
		IntStream.range(from, to).forEach(i -> recent.add(Rows.row("r" + i)));
	}

	private static List<String> ids(List<UsageRecord> rows) {
		return rows.stream().map(UsageRecord::requestId).toList();
	}

	private static List<String> range(int from, int to) {
		return IntStream.range(from, to).mapToObj(i -> "r" + i).toList();
	}

	@Test
	void theLastTenThousandAreKept() {
		add(0, Recent.MOST + 5);
		assertEquals(range(5, Recent.MOST + 5), ids(recent.recent(Integer.MAX_VALUE)));
		assertEquals(range(Recent.MOST + 2, Recent.MOST + 5), ids(recent.recent(3)));
		assertEquals(List.of(), recent.recent(0));
	}

	@Test
	void historyAndNewsJoinWithoutGapOrDouble() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		Thread writer = Thread.ofPlatform().start(() -> {
			for (int i = 0; i < 5000; i++) {
				recent.add(Rows.row("r" + i));
				if (i == 500) {
					begun.countDown();
				}
			}
		});
		assertTrue(begun.await(20, TimeUnit.SECONDS));
		List<List<UsageRecord>> seen = new ArrayList<>();
		List<Subscription> subscriptions = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			List<UsageRecord> mine = new CopyOnWriteArrayList<>();
			seen.add(mine);
			subscriptions.add(recent.subscribe(Recent.MOST, mine::addAll));
		}
		writer.join();
		for (List<UsageRecord> mine : seen) {
			until("all rows come", () -> mine.size() >= 5000);
			assertEquals(range(0, 5000), ids(mine));
		}
		subscriptions.forEach(Subscription::close);
	}

	@Test
	void aSlowFollowerLosesItsOldestRowsIsToldOnceAndHoldsUpNobody() throws Exception {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		Logger logger = (Logger) LoggerFactory.getLogger(Follower.class);
		logger.addAppender(log);
		try {
			CountDownLatch stuck = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			List<UsageRecord> slow = new CopyOnWriteArrayList<>();
			List<UsageRecord> quick = new ArrayList<>();
			recent.subscribe(0, rows -> {
				stuck.countDown();
				try {
					release.await();
				} catch (InterruptedException stop) {
					Thread.currentThread().interrupt();
				}
				slow.addAll(rows);
			});
			recent.subscribe(0, rows -> {
				synchronized (quick) {
					quick.addAll(rows);
				}
			});
			add(0, 1);
			assertTrue(stuck.await(20, TimeUnit.SECONDS));
			int total = 3 * Follower.MOST_WAITING;
			for (int i = 1; i < total; i += 1000) {
				add(i, Math.min(total, i + 1000));
				int sofar = Math.min(total, i + 1000);
				until("the quick one is not held up", () -> {
					synchronized (quick) {
						return quick.size() == sofar;
					}
				});
			}
			synchronized (quick) {
				assertEquals(range(0, total), ids(quick));
			}
			release.countDown();
			until("the slow one catches up", () -> !slow.isEmpty() && slow.getLast().requestId().equals("r" + (total - 1)));
			assertEquals(Follower.MOST_WAITING + 1, slow.size());
			assertEquals(range(total - Follower.MOST_WAITING, total), ids(slow.subList(1, slow.size())));
			assertEquals(1, log.list.size(), log.list.toString());
		} finally {
			logger.detachAppender(log);
		}
	}

	@Test
	void atMostTenBatchesASecond() throws Exception {
		List<Integer> batches = new CopyOnWriteArrayList<>();
		recent.subscribe(0, rows -> batches.add(rows.size()));
		long begun = System.nanoTime();
		for (int i = 0; i < 300; i++) {
			recent.add(Rows.row("r" + i));
			TimeUnit.MILLISECONDS.sleep(3);
		}
		until("all rows come", () -> batches.stream().mapToInt(Integer::intValue).sum() == 300);
		long tenths = (System.nanoTime() - begun) / 100_000_000;
		assertTrue(batches.size() <= tenths + 2, batches.size() + " batches in " + tenths + " tenths of a second");
		assertTrue(batches.size() >= 3, "not all at the end: " + batches);
	}

	@Test
	void whoClosesGetsNoMoreAndWhoFailsIsLetGo() throws Exception {
		List<UsageRecord> mine = new CopyOnWriteArrayList<>();
		Subscription subscription = recent.subscribe(0, mine::addAll);
		recent.subscribe(0, rows -> {
			throw new IllegalStateException("a listener that fails");
		});
		List<UsageRecord> other = new CopyOnWriteArrayList<>();
		recent.subscribe(0, other::addAll);
		add(0, 1);
		until("it came", () -> mine.size() == 1);
		subscription.close();
		subscription.close();
		add(1, 50);
		until("the others get on", () -> other.size() == 50);
		assertEquals(1, mine.size());
		CountDownLatch closed = new CountDownLatch(1);
		Subscription[] own = new Subscription[1];
		CountDownLatch assigned = new CountDownLatch(1);
		own[0] = recent.subscribe(1, rows -> {
			try {
				assigned.await();
			} catch (InterruptedException stop) {
				return;
			}
			own[0].close(); // from inside
			assertFalse(Thread.currentThread().isInterrupted());
			closed.countDown();
		});
		assigned.countDown();
		assertTrue(closed.await(20, TimeUnit.SECONDS));
	}
}
