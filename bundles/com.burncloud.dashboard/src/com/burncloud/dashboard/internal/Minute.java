package com.burncloud.dashboard.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import com.burncloud.api.dashboard.Figures;
import com.burncloud.api.usage.UsageRecord;

/** Figures over the last sixty seconds: a ring of one slot a second, whatever the load. Any thread. */
final class Minute {
	private static final int SECONDS = 60;
	/** Events may be lost: a request whose end never came is taken for ended after this time, or when there are too many. */
	private static final long FORGET_SECONDS = 6 * 3600;
	private static final int MOST_ACTIVE = 100_000;

	private final InstantSource clock;
	private final ZoneId zone;
	private final Slot[] slots = new Slot[SECONDS];
	private final Map<String, Long> active = new HashMap<>();
	private LocalDate day;
	private long costNanos;
	private long nextSweep;

	Minute(InstantSource clock, ZoneId zone) {
		this.clock = clock;
		this.zone = zone;
		this.day = today(clock.instant());
		for (int i = 0; i < SECONDS; i++) {
			slots[i] = new Slot();
		}
	}

	synchronized void started(String requestId) {
		long now = clock.instant().getEpochSecond();
		if (now >= nextSweep || active.size() >= MOST_ACTIVE) {
			active.values().removeIf(since -> now - since > FORGET_SECONDS);
			nextSweep = now + SECONDS;
		}
		if (active.size() >= MOST_ACTIVE) {
			Iterator<String> any = active.keySet().iterator();
			any.next();
			any.remove();
		}
		active.put(requestId, now);
	}

	synchronized void ended(UsageRecord exchange) {
		Instant now = clock.instant();
		turn(now);
		active.remove(exchange.requestId());
		costNanos = plus(costNanos, exchange.costNanos());
		Slot slot = slot(now.getEpochSecond());
		slot.requests++;
		slot.succeeded += exchange.status() < 400 ? 1 : 0;
		slot.tokens += exchange.usage().promptTokens() + exchange.usage().completionTokens();
		slot.durations.add(exchange.millis());
		if (exchange.ttfbMillis() > 0) {
			slot.firstBytes.add(exchange.ttfbMillis());
		}
	}

	/** What this day cost before the first event came; added once. */
	synchronized void earlierToday(LocalDate of, long nanos) {
		turn(clock.instant());
		if (of.equals(day)) {
			costNanos = plus(costNanos, nanos);
		}
	}

	synchronized long costSoFar() {
		turn(clock.instant());
		return costNanos;
	}

	synchronized Figures figures() {
		Instant now = clock.instant();
		turn(now);
		long second = now.getEpochSecond();
		long requests = 0;
		long succeeded = 0;
		long tokens = 0;
		LogHistogram durations = new LogHistogram();
		LogHistogram firstBytes = new LogHistogram();
		for (Slot slot : slots) {
			if (slot.second > second - SECONDS && slot.second <= second) {
				requests += slot.requests;
				succeeded += slot.succeeded;
				tokens += slot.tokens;
				slot.durations.addTo(durations);
				slot.firstBytes.addTo(firstBytes);
			}
		}
		return new Figures(requests, tokens, requests == 0 ? 1 : (double) succeeded / requests, durations.percentile(0.5), durations.percentile(0.95),
				firstBytes.percentile(0.5), costNanos, active.size());
	}

	private Slot slot(long second) {
		Slot slot = slots[(int) Math.floorMod(second, (long) SECONDS)];
		if (slot.second != second) {
			slot.clear(second);
		}
		return slot;
	}

	/** Midnight where the server is. */
	private void turn(Instant now) {
		LocalDate today = today(now);
		if (!today.equals(day)) {
			day = today;
			costNanos = 0;
		}
	}

	private LocalDate today(Instant now) {
		return now.atZone(zone).toLocalDate();
	}

	private static long plus(long a, long b) {
		long sum = a + b;
		return b > 0 && sum < a ? Long.MAX_VALUE : sum;
	}

	private static final class Slot {
		private final LogHistogram durations = new LogHistogram();
		private final LogHistogram firstBytes = new LogHistogram();
		private long second = Long.MIN_VALUE;
		private long requests;
		private long succeeded;
		private long tokens;

		void clear(long newSecond) {
			second = newSecond;
			requests = 0;
			succeeded = 0;
			tokens = 0;
			durations.clear();
			firstBytes.clear();
		}
	}
}
