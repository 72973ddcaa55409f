package com.burncloud.dashboard.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.usage.UsageRecord;

/**
 * One who follows the log, on a virtual thread of his own: the first row after a pause comes at once, then at most ten batches a second. Who falls behind loses
 * his own oldest rows and is told of in the log, once until he has caught up.
 */
final class Follower implements LiveLog.Subscription {
	static final int MOST_WAITING = 10_000;
	private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final ReentrantLock lock = new ReentrantLock();
	private final Condition changed = lock.newCondition();
	private final ArrayDeque<UsageRecord> waiting = new ArrayDeque<>();
	private final Consumer<List<UsageRecord>> listener;
	private final Consumer<Follower> onClose;
	private final Thread thread;
	private List<UsageRecord> history;
	private long dropped;
	private boolean closed;

	Follower(List<UsageRecord> history, Consumer<List<UsageRecord>> listener, Consumer<Follower> onClose) {
		this.history = history;
		this.listener = listener;
		this.onClose = onClose;
		this.thread = Thread.ofVirtual().name("live-log-follower").unstarted(this::run);
	}

	void start() {
		thread.start();
	}

	/** Never waits. */
	void offer(UsageRecord row) {
		lock.lock();
		try {
			if (closed) {
				return;
			}
			if (waiting.size() == MOST_WAITING) {
				waiting.removeFirst();
				if (dropped++ == 0) {
					LOG.warn("a follower of the live log reads too slowly: its oldest rows are being dropped; /api/logs has them all");
				}
			}
			waiting.addLast(row);
			changed.signal();
		} finally {
			lock.unlock();
		}
	}

	@Override
	public void close() {
		lock.lock();
		try {
			if (closed) {
				return;
			}
			closed = true;
			waiting.clear();
			changed.signal();
		} finally {
			lock.unlock();
		}
		onClose.accept(this);
		if (Thread.currentThread() != thread) {
			thread.interrupt();
		}
	}

	private void run() {
		try {
			if (!history.isEmpty()) {
				listener.accept(history);
			}
			history = List.of();
			for (List<UsageRecord> batch = next(); !batch.isEmpty(); batch = next()) {
				long begun = System.nanoTime();
				listener.accept(batch);
				long rest = PAUSE_NANOS - (System.nanoTime() - begun);
				if (rest > 0) {
					TimeUnit.NANOSECONDS.sleep(rest);
				}
			}
		} catch (InterruptedException closing) {
			// close() was called
		} catch (RuntimeException failure) {
			LOG.warn("a follower of the live log failed and gets no more rows", failure);
		} finally {
			close();
		}
	}

	/** What came since the last batch; empty once closed. */
	private List<UsageRecord> next() throws InterruptedException {
		lock.lockInterruptibly();
		try {
			while (waiting.isEmpty() && !closed) {
				changed.await();
			}
			List<UsageRecord> batch = List.copyOf(waiting);
			waiting.clear();
			dropped = 0;
			return batch;
		} finally {
			lock.unlock();
		}
	}
}
