package com.burncloud.models.internal.download;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes a second over the last seconds. */
final class Speed {
	private static final long WINDOW_NANOS = 5_000_000_000L;

	private record Point(long nanos, long bytes) {
	}

	private final Deque<Point> points = new ArrayDeque<>();

	synchronized void clear() {
		points.clear();
	}

	synchronized void at(long nanos, long bytes) {
		if (!points.isEmpty() && bytes < points.getLast().bytes()) {
			points.clear(); // it began anew
		}
		points.add(new Point(nanos, bytes));
		while (points.size() > 2 && nanos - points.getFirst().nanos() > WINDOW_NANOS) {
			points.removeFirst();
		}
	}

	synchronized long bytesPerSecond() {
		if (points.size() < 2) {
			return 0;
		}
		long nanos = points.getLast().nanos() - points.getFirst().nanos();
		return nanos <= 0 ? 0 : (long) ((points.getLast().bytes() - points.getFirst().bytes()) * 1e9 / nanos);
	}
}
