package com.burncloud.tokens.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

import com.burncloud.api.usage.UsageRecord;

/**
 * The newest lines of this process, whether the database has them or not, and the sums of those it has not. Any thread. Adding takes no lock, unless the database
 * is so far behind that a line leaves before it was added up: then its sums stay here. Its row is out of sight between leaving here and being written.
 */
final class Recent {
	private static final int SIZE = 8192;
	private static final int WAITING = 0;
	private static final int APPLIED = 1;
	private static final int SPILLED = 2;

	private final AtomicReferenceArray<Line> ring = new AtomicReferenceArray<>(SIZE);
	private final Map<String, UsageRecord> byRequestId = new ConcurrentHashMap<>(2 * SIZE);
	private final Hours spilled = new Hours();

	void add(long sequence, UsageRecord exchange) {
		Line line = new Line(sequence, exchange);
		while (true) {
			Line old = ring.get(slot(sequence));
			// Before it leaves, so that it is always to be found in one place or the other.
			if (old != null && old.state.get() == WAITING) {
				spill(old);
			}
			if (ring.compareAndSet(slot(sequence), old, line)) {
				byRequestId.put(exchange.requestId(), exchange);
				if (old != null) {
					byRequestId.remove(old.exchange.requestId(), old.exchange);
				}
				return;
			}
		}
	}

	private void spill(Line line) {
		synchronized (spilled) {
			if (line.state.compareAndSet(WAITING, SPILLED)) {
				spilled.add(line.exchange);
			}
		}
	}

	/** The database's sums have the line now. */
	void applied(long sequence, UsageRecord exchange) {
		Line line = ring.get(slot(sequence));
		if (line != null && line.sequence == sequence && line.state.compareAndSet(WAITING, APPLIED)) {
			return;
		}
		synchronized (spilled) {
			spilled.subtract(exchange);
		}
	}

	Optional<UsageRecord> find(String requestId) {
		return Optional.ofNullable(byRequestId.get(requestId));
	}

	List<UsageRecord> all() {
		List<UsageRecord> all = new ArrayList<>(SIZE);
		for (int i = 0; i < SIZE; i++) {
			Line line = ring.get(i);
			if (line != null) {
				all.add(line.exchange);
			}
		}
		return all;
	}

	/** The sums of what the database has not got. Steady only while nothing is being applied. */
	void waiting(Consumer<Hours> reader) {
		Hours waiting = new Hours();
		synchronized (spilled) {
			for (int i = 0; i < SIZE; i++) {
				Line line = ring.get(i);
				if (line != null && line.state.get() == WAITING) {
					waiting.add(line.exchange);
				}
			}
			reader.accept(waiting);
			reader.accept(spilled);
		}
	}

	private static int slot(long sequence) {
		return (int) (sequence & SIZE - 1);
	}

	private static final class Line {
		private final long sequence;
		private final UsageRecord exchange;
		private final AtomicInteger state = new AtomicInteger(WAITING);

		Line(long sequence, UsageRecord exchange) {
			this.sequence = sequence;
			this.exchange = exchange;
		}
	}
}
