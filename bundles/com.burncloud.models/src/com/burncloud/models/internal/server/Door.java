package com.burncloud.models.internal.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.provider.Endpoint;

/**
 * Between the requests for a model and the thread that runs it: who uses it, who waits for it, and what it is told to do. That nobody uses it and that nobody may
 * come any more is decided under one lock, so no request is cut off by sleep.
 */
final class Door {

	private enum Order {
		NONE, SLEEP, END
	}

	private final String model;
	private final Limits limits;
	private final ReentrantLock lock = new ReentrantLock();
	private final Condition changed = lock.newCondition();
	private Order order = Order.NONE;
	private boolean wanted;
	private boolean idle;
	private boolean closed;
	private Optional<Run> run = Optional.empty();
	private Optional<String> error = Optional.empty();
	private long failures;
	private int uses;
	private int waiting;
	private long lastUseNanos = System.nanoTime();

	Door(String model, Limits limits, boolean wanted) {
		this.model = model;
		this.limits = limits;
		this.wanted = wanted;
	}

	/** @throws RefusedException {@code no_available_channel} when it does not come up, or too many wait for it */
	OfferedChannel.Use begin() throws RefusedException {
		lock.lock();
		try {
			if (!open()) {
				awaitOpen();
			}
			uses++;
			lastUseNanos = System.nanoTime();
			return new Held(run.orElseThrow().endpoint());
		} finally {
			lock.unlock();
		}
	}

	private boolean open() {
		return run.isPresent() && order == Order.NONE;
	}

	private void awaitOpen() throws RefusedException {
		if (waiting >= limits.requestsWaiting()) {
			throw refused("Model '" + model + "' is being loaded, and " + waiting + " requests wait for it already; try again later.");
		}
		long seen = failures;
		long left = limits.requestWait().toNanos();
		waiting++;
		try {
			while (!open()) {
				if (closed || order == Order.END || failures != seen) {
					throw refused("Model '" + model + "' is not running. " + (error.isPresent() ? error.get() : "It was stopped."));
				}
				if (left <= 0) {
					throw refused("Model '" + model + "' is still being loaded after " + limits.requestWait().toSeconds() + " s; try again later.");
				}
				wanted = true;
				changed.signalAll();
				left = changed.awaitNanos(left);
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw refused("Model '" + model + "' is being loaded, and waiting for it was interrupted.");
		} finally {
			waiting--;
		}
	}

	private RefusedException refused(String message) {
		return new RefusedException(RefusalCode.NO_AVAILABLE_CHANNEL, message);
	}

	private final class Held implements OfferedChannel.Use {
		private final Endpoint endpoint;
		private boolean over;

		private Held(Endpoint endpoint) {
			this.endpoint = endpoint;
		}

		@Override
		public Endpoint endpoint() {
			return endpoint;
		}

		@Override
		public void close() {
			change(() -> {
				if (!over) {
					over = true;
					uses--;
					lastUseNanos = System.nanoTime();
				}
			});
		}
	}

	/** Requests may come. */
	void open(Run running) {
		change(() -> {
			run = Optional.of(running);
			error = Optional.empty();
			lastUseNanos = System.nanoTime();
		});
	}

	/** Nobody may come any more, ever. */
	void close(Optional<String> why) {
		change(() -> {
			closed = true;
			error = why;
			run = Optional.empty();
		});
	}

	/** It could not be loaded, but may be another time: who waits is refused. */
	void failed(String why) {
		change(() -> {
			error = Optional.of(why);
			failures++;
			wanted = false;
		});
	}

	Optional<Run> run() {
		return locked(() -> run);
	}

	void end() {
		change(() -> order = Order.END);
	}

	boolean ending() {
		return locked(() -> order == Order.END);
	}

	/** Whether nobody may come any more. */
	boolean over() {
		return locked(() -> closed || order == Order.END);
	}

	/** Tells it to sleep when it runs and nobody uses it. */
	boolean sleepWhenIdle() {
		lock.lock();
		try {
			if (!open() || uses > 0 || waiting > 0) {
				return false;
			}
			order = Order.SLEEP;
			wanted = false;
			changed.signalAll();
			return true;
		} finally {
			lock.unlock();
		}
	}

	/** Whether it went to sleep for want of requests, and none has come since. */
	boolean sleptIdle() {
		return locked(() -> idle && !wanted && order != Order.END);
	}

	boolean wanted() {
		return locked(() -> wanted || order == Order.END);
	}

	/** @return false when it shall end */
	boolean awaitWanted() throws InterruptedException {
		lock.lock();
		try {
			while (!wanted && order != Order.END) {
				changed.await();
			}
			if (order == Order.SLEEP) {
				order = Order.NONE;
			}
			idle = false;
			return order != Order.END;
		} finally {
			lock.unlock();
		}
	}

	long lastUseNanos() {
		return locked(() -> lastUseNanos);
	}

	/** Something happened outside that the runner should look at. */
	void knock() {
		change(() -> { });
	}

	/** Waits, unless it shall end. */
	void pause(Duration time) throws InterruptedException {
		long left = time.toNanos();
		lock.lock();
		try {
			while (left > 0 && order != Order.END) {
				left = changed.awaitNanos(left);
			}
		} finally {
			lock.unlock();
		}
	}

	/**
	 * Waits until it shall go or has gone; from then on nobody comes in.
	 *
	 * @param idleLimit zero: none
	 * @return false when the process has ended by itself
	 */
	boolean awaitLeave(Child child, Duration idleLimit) throws InterruptedException {
		lock.lock();
		try {
			while (order == Order.NONE && child.alive()) {
				long left = idleLimit.isZero() || uses > 0 ? Long.MAX_VALUE : lastUseNanos + idleLimit.toNanos() - System.nanoTime();
				if (left <= 0 && sleepWhenIdle()) {
					idle = true;
				} else {
					changed.awaitNanos(Math.clamp(left, TimeUnit.MILLISECONDS.toNanos(1), TimeUnit.MINUTES.toNanos(1)));
				}
			}
			return order != Order.NONE;
		} finally {
			run = Optional.empty();
			lock.unlock();
		}
	}

	private <T> T locked(Supplier<T> look) {
		lock.lock();
		try {
			return look.get();
		} finally {
			lock.unlock();
		}
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
}
