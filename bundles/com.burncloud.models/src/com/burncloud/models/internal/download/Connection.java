package com.burncloud.models.internal.download;

import java.util.HashMap;
import java.util.List;

import com.burncloud.models.internal.hub.Content;

/** One of the connections that a file comes over, and how it is doing. Written by its own thread, watched by another. */
final class Connection {
	private static final int MUCH_SLOWER = 8;
	private Content content;
	private String closedBecause = "";
	private volatile long bytes;
	private volatile long lastNanos;
	private long lookedNanos;
	private long lookedBytes;

	/** @return false when it is to be closed at once, because that was said meanwhile */
	synchronized boolean opened(Content newContent) {
		content = newContent;
		lastNanos = System.nanoTime();
		lookedNanos = lastNanos;
		lookedBytes = bytes;
		return closedBecause.isEmpty();
	}

	synchronized void begin() {
		closedBecause = "";
	}

	/** @return why somebody else closed it; empty when nobody did */
	synchronized String ended() {
		content = null;
		return closedBecause;
	}

	void got(int count) {
		bytes += count; // one writer
		lastNanos = System.nanoTime();
	}

	long bytes() {
		return bytes;
	}

	/** From another thread: what reads fails at once. */
	synchronized void close(String because) {
		closedBecause = because;
		if (content != null) {
			content.close();
		}
	}

	/** Closes those that send nothing, or much less than the best; who reads from one opens it anew. */
	static void watch(List<Connection> connections, Tuning tuning) {
		long now = System.nanoTime();
		double best = 0;
		var rates = new HashMap<Connection, Double>();
		for (Connection connection : connections) {
			if (connection.silent(now, tuning.stalled().toNanos())) {
				connection.close("no byte came for " + tuning.stalled().toSeconds() + " s");
				continue;
			}
			double rate = connection.look(now, tuning.slow().toNanos());
			if (rate >= 0) {
				best = Math.max(best, rate);
				rates.put(connection, rate);
			}
		}
		double limit = best / MUCH_SLOWER;
		rates.forEach((connection, rate) -> {
			if (rate < limit) {
				connection.close("it was much slower than the others");
			}
		});
	}

	private synchronized boolean silent(long now, long nanos) {
		return content != null && now - lastNanos > nanos;
	}

	/** Bytes a second since the last look, when that is long enough ago; -1 when it is not. */
	private synchronized double look(long now, long atLeastNanos) {
		long nanos = now - lookedNanos;
		if (content == null || nanos < atLeastNanos) {
			return -1;
		}
		double rate = (bytes - lookedBytes) * 1e9 / nanos;
		lookedNanos = now;
		lookedBytes = bytes;
		return rate;
	}
}
