package com.burncloud.ui.internal.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.burncloud.api.dashboard.Point;

/**
 * A point of a chart: some minutes in one.
 *
 * @param requestsPerMinute on average; likewise the tokens
 * @param errors all of them
 * @param p50Millis the median of the minutes' medians
 * @param p95Millis of the worst minute
 */
record Slot(Instant at, double requestsPerMinute, double tokensPerMinute, long errors, double p50Millis, double p95Millis) {

	/** The newest slot may be shorter than the others: its averages are over the minutes that it has. */
	static List<Slot> of(List<Point> points, int minutes) {
		List<Slot> slots = new ArrayList<>();
		for (int i = points.size() % minutes; i < points.size(); i += minutes) {
			slots.add(of(points.subList(i, i + minutes)));
		}
		return slots;
	}

	private static Slot of(List<Point> minutes) {
		long requests = minutes.stream().mapToLong(Point::requests).sum();
		long tokens = minutes.stream().mapToLong(Point::tokens).sum();
		long errors = minutes.stream().mapToLong(Point::errors).sum();
		List<Point> busy = minutes.stream().filter(minute -> minute.requests() > 0).sorted(Comparator.comparing(Point::p50Millis)).toList();
		double p50 = busy.isEmpty() ? 0 : busy.get(busy.size() / 2).p50Millis();
		double p95 = busy.stream().mapToLong(Point::p95Millis).max().orElse(0);
		return new Slot(minutes.getFirst().at(), (double) requests / minutes.size(), (double) tokens / minutes.size(), errors, p50, p95);
	}
}
