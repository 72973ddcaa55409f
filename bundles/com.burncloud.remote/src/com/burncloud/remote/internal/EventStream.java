package com.burncloud.remote.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream of server-sent events (WHATWG HTML 9.2) that is kept open: read on a thread of its own, asked for again with growing pauses when it breaks, given up
 * when even the server's comments stay away.
 */
final class EventStream implements AutoCloseable {
	private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

	/** Who reads it. All methods are called on the stream's thread and must not wait. */
	interface Follower {

		/** Where the stream is; asked at each connection. */
		String path();

		/** @param again whether it was open before, and something may have been missed */
		void opened(boolean again);

		/** @param name empty when the server gave none */
		void event(String name, String data);
	}

	private final ManagementApi api;
	private final Pace pace;
	private final Follower follower;
	private final Runnable onBreak;
	private final Consumer<EventStream> onClose;
	private final Thread thread = Thread.ofVirtual().name("event-stream").unstarted(this::run);
	private final ReentrantLock lock = new ReentrantLock();
	private final Condition changed = lock.newCondition();
	private InputStream body;
	private boolean open;
	private long openedAt;
	private boolean hurry;
	private boolean closed;
	private volatile long heard;
	private String lastId = "";
	private boolean wasOpen;

	EventStream(ManagementApi api, Pace pace, Follower follower, Runnable onBreak, Consumer<EventStream> onClose) {
		this.api = api;
		this.pace = pace;
		this.follower = follower;
		this.onBreak = onBreak;
		this.onClose = onClose;
	}

	void start() {
		thread.start();
	}

	/**
	 * Ends a connection that is older than {@code since}, in terms of {@link System#nanoTime()}, and asks again without a pause. The server was away then, and
	 * such a connection may be dead without knowing it.
	 */
	void reopen(long since) {
		InputStream present;
		lock.lock();
		try {
			if (open && openedAt - since > 0) {
				return;
			}
			hurry = true;
			open = false;
			present = body;
			changed.signalAll();
		} finally {
			lock.unlock();
		}
		end(present);
	}

	/** @param end in terms of {@link System#nanoTime()} */
	void awaitOpen(long end) throws InterruptedException {
		lock.lockInterruptibly();
		try {
			for (long rest = end - System.nanoTime(); !open && !closed && rest > 0; rest = end - System.nanoTime()) {
				changed.awaitNanos(rest);
			}
		} finally {
			lock.unlock();
		}
	}

	void giveUpSilent() {
		InputStream present;
		lock.lock();
		try {
			present = open && System.nanoTime() - heard > pace.silence().toNanos() ? body : null;
		} finally {
			lock.unlock();
		}
		end(present);
	}

	@Override
	public void close() {
		InputStream present;
		lock.lock();
		try {
			closed = true;
			present = body;
			changed.signalAll();
		} finally {
			lock.unlock();
		}
		end(present);
		onClose.accept(this);
		if (Thread.currentThread() != thread) {
			thread.interrupt();
		}
	}

	private static void end(InputStream present) {
		try {
			if (present != null) {
				present.close();
			}
		} catch (IOException already) {
			// it is over either way
		}
	}

	private void run() {
		Duration pause = pace.leastPause();
		try {
			while (!isClosed()) {
				boolean worked = follow();
				pause = worked ? pace.leastPause() : longer(pause);
				rest(pause);
			}
		} catch (InterruptedException closing) {
			// close() was called
		}
	}

	private Duration longer(Duration pause) {
		Duration twice = pause.multipliedBy(2);
		return twice.compareTo(pace.mostPause()) > 0 ? pace.mostPause() : twice;
	}

	/** One connection, to its end. Answers whether there was one. */
	private boolean follow() {
		boolean worked = false;
		try (InputStream stream = api.stream(follower.path(), lastId)) {
			if (!begun(stream)) {
				return false;
			}
			worked = true;
			follower.opened(wasOpen);
			wasOpen = true;
			opened();
			read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
		} catch (IOException | RuntimeException failure) {
			LOG.debug("a stream of {} ended", api.address(), failure);
		} finally {
			ended();
		}
		if (worked && !isClosed()) {
			onBreak.run();
		}
		return worked;
	}

	private void read(BufferedReader reader) throws IOException {
		String name = "";
		StringBuilder data = new StringBuilder();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			heard = System.nanoTime();
			int colon = line.indexOf(':');
			String field = colon < 0 ? line : line.substring(0, colon);
			String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
			switch (field) {
			case "event" -> name = value;
			case "id" -> lastId = value;
			case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
			default -> {
				// a comment, or a field of a later version
			}
			}
			if (line.isEmpty()) {
				if (!data.isEmpty()) {
					follower.event(name, data.toString());
				}
				name = "";
				data.setLength(0);
			}
		}
	}

	private boolean isClosed() {
		lock.lock();
		try {
			return closed;
		} finally {
			lock.unlock();
		}
	}

	/** Answers false when it was closed while it was asked for. */
	private boolean begun(InputStream stream) {
		lock.lock();
		try {
			body = stream;
			hurry = false;
			heard = System.nanoTime();
			return !closed;
		} finally {
			lock.unlock();
		}
	}

	private void opened() {
		lock.lock();
		try {
			open = true;
			openedAt = System.nanoTime();
			changed.signalAll();
		} finally {
			lock.unlock();
		}
	}

	private void ended() {
		lock.lock();
		try {
			body = null;
			open = false;
		} finally {
			lock.unlock();
		}
	}

	private void rest(Duration pause) throws InterruptedException {
		lock.lockInterruptibly();
		try {
			for (long rest = pause.toNanos(); rest > 0 && !hurry && !closed;) {
				rest = changed.awaitNanos(rest);
			}
			hurry = false;
		} finally {
			lock.unlock();
		}
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
	}
}
