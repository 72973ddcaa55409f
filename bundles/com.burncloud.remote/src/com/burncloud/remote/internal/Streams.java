package com.burncloud.remote.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All streams of a connection. Any thread. */
final class Streams implements AutoCloseable {
	private final ManagementApi api;
	private final Pace pace;
	private final Runnable onBreak;
	private final Set<EventStream> all = ConcurrentHashMap.newKeySet();
	private volatile boolean closed;

	/** @param onBreak called when a stream that was open is not any more */
	Streams(ManagementApi api, Pace pace, Runnable onBreak) {
		this.api = api;
		this.pace = pace;
		this.onBreak = onBreak;
	}

	EventStream follow(EventStream.Follower follower) {
		EventStream stream = new EventStream(api, pace, follower, onBreak, all::remove);
		all.add(stream);
		stream.start();
		if (closed) {
			stream.close();
		}
		return stream;
	}

	/** @see EventStream#reopen */
	void reopen(long since) {
		all.forEach(stream -> stream.reopen(since));
	}

	void awaitOpen(Duration limit) throws InterruptedException {
		long end = System.nanoTime() + limit.toNanos();
		for (EventStream stream : all) {
			stream.awaitOpen(end);
		}
	}

	void giveUpSilent() {
		all.forEach(EventStream::giveUpSilent);
	}

	@Override
	public void close() {
		closed = true;
		all.forEach(EventStream::close);
	}
}
