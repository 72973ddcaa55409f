package com.burncloud.remote.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.usage.UsageRecord;
import com.google.gson.JsonParser;

/**
 * One who follows the log: the stream's thread reads rows into a bounded queue, a thread of its own hands them on, at most ten batches a second. After a break
 * the server goes on behind the last row that came, or, where it has forgotten that one, sends what it has; what came already is not handed on twice.
 */
final class LogFollower implements LiveLog.Subscription, EventStream.Follower {
	static final int MOST_WAITING = 10_000;
	private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
	private static final int RESUMED_HISTORY = 1000;
	private static final int MOST_REMEMBERED = 2 * RESUMED_HISTORY;
	/** Rows come one by one, and a history should be one batch. */
	private static final Duration GATHER = Duration.ofMillis(30);
	private static final Duration BETWEEN = Duration.ofMillis(100);

	private final int history;
	private final Consumer<List<UsageRecord>> listener;
	private final Consumer<LogFollower> onClose;
	private final Thread thread = Thread.ofVirtual().name("live-log-follower").unstarted(this::run);
	private final Set<String> remembered = new LinkedHashSet<>();
	private final ReentrantLock lock = new ReentrantLock();
	private final Condition changed = lock.newCondition();
	private final ArrayDeque<UsageRecord> waiting = new ArrayDeque<>();
	private EventStream stream;
	private boolean dropping;
	private boolean closed;

	LogFollower(int history, Consumer<List<UsageRecord>> listener, Consumer<LogFollower> onClose) {
		this.history = history;
		this.listener = listener;
		this.onClose = onClose;
	}

	void start(Streams streams) {
		lock.lock();
		try {
			stream = streams.follow(this);
			thread.start();
		} finally {
			lock.unlock();
		}
	}

	@Override
	public String path() {
		return "/api/logs/stream?history=" + (remembered.isEmpty() ? history : RESUMED_HISTORY);
	}

	@Override
	public void opened(boolean again) {
		// the server resumes by itself
	}

	@Override
	public void event(String name, String data) {
		try {
			UsageRecord row = UsageJson.row(Fields.of(JsonParser.parseString(data)));
			if (remembered.add(row.requestId())) {
				if (remembered.size() > MOST_REMEMBERED) {
					remembered.remove(remembered.iterator().next());
				}
				offer(row);
			}
		} catch (RuntimeException malformed) {
			LOG.debug("a row that cannot be read", malformed);
		}
	}

	private void offer(UsageRecord row) {
		lock.lock();
		try {
			if (waiting.size() == MOST_WAITING) {
				waiting.removeFirst();
				if (!dropping) {
					dropping = true;
					LOG.warn("a follower of the live log reads too slowly: its oldest rows are being dropped; the log has them all");
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
		EventStream present;
		lock.lock();
		try {
			if (closed) {
				return;
			}
			closed = true;
			waiting.clear();
			present = stream;
			changed.signal();
		} finally {
			lock.unlock();
		}
		present.close();
		onClose.accept(this);
		if (Thread.currentThread() != thread) {
			thread.interrupt();
		}
	}

	private void run() {
		try {
			for (List<UsageRecord> batch = next(); !batch.isEmpty(); batch = next()) {
				long begun = System.nanoTime();
				listener.accept(batch);
				TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos() - GATHER.toNanos() - (System.nanoTime() - begun));
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
		awaitRows();
		Thread.sleep(GATHER);
		lock.lockInterruptibly();
		try {
			List<UsageRecord> batch = List.copyOf(waiting);
			waiting.clear();
			dropping = false;
			return batch;
		} finally {
			lock.unlock();
		}
	}

	private void awaitRows() throws InterruptedException {
		lock.lockInterruptibly();
		try {
			while (waiting.isEmpty() && !closed) {
				changed.await();
			}
		} finally {
			lock.unlock();
		}
	}
}
