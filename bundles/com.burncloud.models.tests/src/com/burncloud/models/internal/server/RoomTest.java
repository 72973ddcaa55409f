package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class RoomTest {
	private static final long GB = Bench.GB;

	private final AtomicLong free = new AtomicLong(10 * GB);
	private final Room room = new Room(new Memory() {
		@Override
		public long totalBytes() {
			return 10 * GB;
		}

		@Override
		public long freeBytes() {
			return free.get();
		}
	}, Duration.ofMillis(500));
	private final AtomicInteger queued = new AtomicInteger();

	private static final class Played implements Room.Guest {
		final long needBytes;
		final long lastUseNanos;
		volatile boolean idle = true;
		volatile boolean asked;
		volatile Room.Seat seat;

		Played(long needBytes, long lastUseNanos) {
			this.needBytes = needBytes;
			this.lastUseNanos = lastUseNanos;
		}

		@Override
		public long needBytes() {
			return needBytes;
		}

		@Override
		public long lastUseNanos() {
			return lastUseNanos;
		}

		@Override
		public boolean leave() {
			asked |= idle;
			return idle;
		}
	}

	private Optional<Room.Seat> enter(Room.Guest guest) {
		try {
			return room.enter(guest, queued::incrementAndGet, () -> false);
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		}
	}

	private Played loaded(long needBytes, long lastUseNanos) {
		Played guest = new Played(needBytes, lastUseNanos);
		guest.seat = enter(guest).orElseThrow();
		guest.seat.loaded();
		return guest;
	}

	@Test
	void whoFitsDoesNotWait() {
		enter(new Played(4 * GB, 0)).orElseThrow();
		assertTrue(enter(new Played(4 * GB, 0)).orElseThrow().notice().isEmpty(), "two may load at once when there is room for both");
		assertEquals(0, queued.get());
	}

	@Test
	void whenItIsShortOneLoadsAfterTheOther() {
		Played first = new Played(6 * GB, 0);
		first.seat = enter(first).orElseThrow();
		CompletableFuture<Optional<Room.Seat>> second = CompletableFuture.supplyAsync(() -> enter(new Played(3 * GB + 1, 0)));
		CompletableFuture<Optional<Room.Seat>> third = CompletableFuture.supplyAsync(() -> enter(new Played(6 * GB, 0)));
		Bench.until(() -> "queued " + queued, () -> queued.get() == 1 && second.isDone());
		assertFalse(third.isDone());
		first.seat.close();
		Bench.until(() -> "not let in", third::isDone);
		assertTrue(third.join().isPresent());
	}

	@Test
	void whatIsLoadedCountsAlthoughTheSystemCallsItACache() {
		Played idle = loaded(8 * GB, 0);
		CompletableFuture<Optional<Room.Seat>> second = CompletableFuture.supplyAsync(() -> enter(new Played(3 * GB, 0)));
		Bench.until(() -> "it was not asked to leave although 10 GB were said to be free", () -> idle.asked);
		idle.seat.close();
		assertTrue(second.join().isPresent());
	}

	@Test
	void theLeastRecentlyUsedIdleOneMustGoAndNoMoreThanNeeded() {
		long now = System.nanoTime();
		Played busy = loaded(3 * GB, now - 3_000);
		Played old = loaded(3 * GB, now - 2_000);
		Played fresh = loaded(3 * GB, now - 1_000);
		busy.idle = false;
		CompletableFuture<Optional<Room.Seat>> newcomer = CompletableFuture.supplyAsync(() -> enter(new Played(3 * GB, now)));
		Bench.until(() -> "nobody was asked", () -> old.asked);
		old.seat.close();
		assertTrue(newcomer.join().isPresent());
		assertFalse(fresh.asked || busy.asked);
	}

	@Test
	void waitsForBusyOnesButNotForEver() {
		Played busy = loaded(8 * GB, 0);
		busy.idle = false;
		assertEquals(Optional.empty(), enter(new Played(8 * GB, 0)));
		CompletableFuture<Optional<Room.Seat>> patient = CompletableFuture.supplyAsync(() -> enter(new Played(8 * GB, 0)));
		Bench.until(() -> "queued " + queued, () -> queued.get() == 2);
		busy.idle = true;
		Bench.until(() -> "not asked when it became idle", () -> busy.asked);
		busy.seat.close();
		assertTrue(patient.join().isPresent());
	}

	@Test
	void withNobodyToWaitForItMayTryAndIsWarned() {
		free.set(GB);
		assertEquals(Optional.of("It needs about 8.0 GB of memory and 1.0 GB are free: it may be slow, or fail."), enter(new Played(8 * GB, 0)).orElseThrow().notice());
	}

	@Test
	void whoGivesUpDoesNotWait() throws Exception {
		Played busy = loaded(8 * GB, 0);
		busy.idle = false;
		assertEquals(Optional.empty(), room.enter(new Played(8 * GB, 0), () -> { }, () -> true));
	}
}
