package com.burncloud.models.internal.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets models into the memory. While there is enough, as they come; when it is short, one after the other, and the one that was used least recently and is idle
 * must go. What is loaded counts with what it was reckoned to need, for the system takes a file that is mapped into memory for a cache.
 */
final class Room {
	private static final long LOOK_AGAIN_MILLIS = 100;

	/** A model that is loaded or wants to be. */
	interface Guest {
		long needBytes();

		/** By {@link System#nanoTime}. */
		long lastUseNanos();

		/** Makes it go when nobody uses it now; it does not come back by itself. Does not block. */
		boolean leave();
	}

	/** In the memory until it is closed. */
	final class Seat implements AutoCloseable {
		private final Guest guest;
		private final Optional<String> notice;

		private Seat(Guest guest, Optional<String> notice) {
			this.guest = guest;
			this.notice = notice;
		}

		/** What may go wrong. */
		Optional<String> notice() {
			return notice;
		}

		/** Its memory is taken now, and the system counts it. */
		void loaded() {
			change(() -> loading.remove(this));
		}

		@Override
		public void close() {
			change(() -> {
				loading.remove(this);
				leaving.remove(this);
				seats.remove(this);
			});
		}
	}

	private final Memory memory;
	private final Duration patience;
	private final ReentrantLock lock = new ReentrantLock();
	private final Condition changed = lock.newCondition();
	private final List<Seat> seats = new ArrayList<>();
	private final List<Seat> loading = new ArrayList<>();
	private final List<Seat> leaving = new ArrayList<>();

	Room(Memory memory, Duration patience) {
		this.memory = memory;
		this.patience = patience;
	}

	/**
	 * Waits until there is room.
	 *
	 * @param queued told once, when it must wait
	 * @param pointless looked at while it waits
	 * @return empty when it became pointless, or busy ones held the memory for too long
	 */
	Optional<Seat> enter(Guest guest, Runnable queued, BooleanSupplier pointless) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		boolean told = false;
		while (true) {
			Optional<Seat> seat = tryEnter(guest);
			if (seat.isPresent()) {
				return seat;
			}
			if (pointless.getAsBoolean() || System.nanoTime() - deadline > 0) {
				return Optional.empty();
			}
			if (!told) {
				queued.run();
				told = true;
			}
			await();
		}
	}

	private Optional<Seat> tryEnter(Guest guest) {
		lock.lock();
		try {
			long need = guest.needBytes();
			if (need <= freeBytes()) {
				return Optional.of(sit(guest, Optional.empty()));
			}
			if (!loading.isEmpty() || !leaving.isEmpty()) {
				return Optional.empty();
			}
			if (seats.isEmpty()) { // nobody to wait for: perhaps it goes well, and llama-server says so when it does not
				return Optional.of(sit(guest, Optional.of("It needs about " + gigabytes(need) + " GB of memory and " + gigabytes(Math.max(0, freeBytes()))
						+ " GB are free: it may be slow, or fail.")));
			}
			long now = System.nanoTime();
			seats.stream().sorted(Comparator.comparingLong(seat -> seat.guest.lastUseNanos() - now)).filter(seat -> seat.guest.leave()).findFirst()
					.ifPresent(leaving::add);
			return Optional.empty();
		} finally {
			lock.unlock();
		}
	}

	private Seat sit(Guest guest, Optional<String> notice) {
		Seat seat = new Seat(guest, notice);
		seats.add(seat);
		loading.add(seat);
		return seat;
	}

	private long freeBytes() {
		long free = memory.freeBytes() - sum(loading);
		return Math.min(free, memory.totalBytes() - sum(seats));
	}

	private static long sum(List<Seat> seats) {
		return seats.stream().mapToLong(seat -> seat.guest.needBytes()).sum();
	}

	static String gigabytes(long bytes) {
		return String.format(Locale.ROOT, "%.1f", bytes / 1e9);
	}

	private void change(Runnable change) {
		lock.lock();
		try {
			change.run();
			changed.signalAll();
		} finally {
			lock.unlock();
		}
	}

	private void await() throws InterruptedException {
		lock.lock();
		try {
			changed.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS); // uses end and other programs free memory without telling
		} finally {
			lock.unlock();
		}
	}
}
