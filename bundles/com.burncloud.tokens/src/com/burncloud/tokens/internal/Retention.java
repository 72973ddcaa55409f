package com.burncloud.tokens.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets old rows go, in small steps. How many rows there are and in which hours, the hourly sums tell: the log itself is never counted or searched as a whole.
 */
final class Retention {
	private static final Logger log = LoggerFactory.getLogger(Retention.class);
	private static final long EVERY_MILLIS = Duration.ofMinutes(5).toMillis();
	private static final long SUMS_KEPT_MILLIS = Duration.ofDays(396).toMillis();
	private static final long ROWS_PER_STEP = 1000;

	private final Jdbi jdbi;
	private final StateTable state;
	private final long keptMillis;
	private final long keptRows;
	private final InstantSource clock;
	private Optional<Run> running = Optional.empty();
	private long dueMillis;

	Retention(Jdbi jdbi, StateTable state, long keptDays, long keptRows, InstantSource clock) {
		this.jdbi = jdbi;
		this.state = state;
		this.keptMillis = Duration.ofDays(Math.clamp(keptDays, 1, 36_500)).toMillis();
		this.keptRows = Math.max(0, keptRows);
		this.clock = clock;
	}

	/** Does one step when it is time; when more is to do the next call goes on. */
	void runIfDue() {
		long now = clock.millis();
		if (now >= dueMillis && !step(now)) {
			dueMillis = now + EVERY_MILLIS;
		}
	}

	/** @return whether there may be more to do */
	boolean step(long nowMillis) {
		Run run = running.orElseGet(this::begin);
		running = Optional.of(run);
		if (run.delete(nowMillis - keptMillis)) {
			return true;
		}
		running = Optional.empty();
		jdbi.useHandle(handle -> handle.execute("DELETE FROM tokens_hour WHERE hour_millis < ?", nowMillis - Math.max(SUMS_KEPT_MILLIS, keptMillis)));
		return false;
	}

	private Run begin() {
		long from = state.logFromMillis();
		Deque<Hour> hours = new ArrayDeque<>(jdbi.withHandle(handle -> handle
				.createQuery("SELECT hour_millis, SUM(requests) FROM tokens_hour WHERE hour_millis > ? GROUP BY hour_millis ORDER BY hour_millis")
				.bind(0, from - Hours.MILLIS).map((row, context) -> new Hour(row.getLong(1), row.getLong(2))).list()));
		// Of an hour that is partly gone, the sums know only what there once was.
		long left = hours.stream().mapToLong(hour -> hour.millis() >= from ? hour.rows() : count(from, hour.end())).sum();
		return new Run(from, hours, left);
	}

	private long count(long start, long end) {
		return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM tokens_log WHERE at_millis >= ? AND at_millis < ?").bind(0, start).bind(1, end)
				.mapTo(Long.class).one());
	}

	private int delete(long start, long end) {
		return jdbi.inTransaction(handle -> {
			StateTable.logFromMillis(handle, end);
			return handle.execute("DELETE FROM tokens_log WHERE at_millis >= ? AND at_millis < ?", start, end);
		});
	}

	private record Hour(long millis, long rows) {

		long end() {
			return millis + Hours.MILLIS;
		}
	}

	/** From the oldest row on until what is left may stay. Rows that come meanwhile wait for the next one. */
	private final class Run {
		private final Deque<Hour> hours;
		private long from;
		private long left;
		private long gone;
		private long stepMillis = Duration.ofMinutes(1).toMillis();

		Run(long from, Deque<Hour> hours, long left) {
			this.from = from;
			this.hours = hours;
			this.left = left;
		}

		boolean delete(long aged) {
			while (!hours.isEmpty() && hours.peek().end() <= from) {
				hours.pop();
			}
			long excess = left - keptRows;
			if (hours.isEmpty() || excess <= 0 && Math.max(from, hours.peek().millis()) >= aged) {
				if (gone > 0) {
					log.info("{} log rows were older or more than what is kept, and are gone.", gone);
				}
				return false;
			}
			Hour hour = hours.peek();
			long start = Math.max(from, hour.millis());
			long end = excess > 0 ? hour.end() : Math.min(hour.end(), aged);
			long most = start >= aged ? Math.min(excess, ROWS_PER_STEP) : ROWS_PER_STEP;
			stepMillis = Math.min(stepMillis, Hours.MILLIS);
			end = Math.min(end, start + Math.max(1, stepMillis));
			while (end - start > 1 && hour.rows() > most && count(start, end) > most) {
				end = start + (end - start) / 2;
			}
			// As far as the next step may try: rows are seldom spread evenly over their hour.
			stepMillis = (end - start) * 2;
			int deleted = Retention.this.delete(start, end);
			from = end;
			left -= deleted;
			gone += deleted;
			return true;
		}
	}
}
