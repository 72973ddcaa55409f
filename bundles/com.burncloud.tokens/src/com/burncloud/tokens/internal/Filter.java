package com.burncloud.tokens.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

import org.jdbi.v3.core.statement.Query;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageRecord;

/**
 * A query of the log, checked: the same question to the database and to the lines in memory.
 *
 * @param fromMillis inclusive, the lowest number where nothing is asked; {@code toMillis} exclusive. The database knows a row's time to the millisecond only, so
 *        memory is asked the same way
 */
record Filter(int limit, Optional<Cursor> cursor, Optional<String> status, Optional<String> channel, Optional<String> token, Optional<String> model,
		long fromMillis, long toMillis) implements Predicate<UsageRecord> {
	static final int MOST = 1000;
	static final Comparator<UsageRecord> NEWEST_FIRST = Comparator.<UsageRecord> comparingLong(row -> row.at().toEpochMilli())
			.thenComparing(UsageRecord::requestId).reversed();

	static Filter of(LogQuery query) {
		if (query.limit() < 1 || query.limit() > MOST) {
			throw new InvalidFieldException("limit", "A page of the log has from 1 to " + MOST + " rows, not " + query.limit() + ".");
		}
		query.status().filter(status -> !status.matches("ok|error|[1-9]\\d{2}")).ifPresent(status -> {
			throw new InvalidFieldException("status", "'" + status + "' is not 'ok', 'error' or a status such as 429.");
		});
		if (query.from().isPresent() && query.to().isPresent() && query.from().get().isAfter(query.to().get())) {
			throw new InvalidFieldException("from", query.from().get() + " is after the end, " + query.to().get() + ".");
		}
		return new Filter(query.limit(), query.before().map(Cursor::parse), query.status(), query.channel(), query.token(), query.model(),
				query.from().map(Filter::ceiling).orElse(Long.MIN_VALUE), query.to().map(Filter::ceiling).orElse(Long.MAX_VALUE));
	}

	/** The first millisecond that is not before a time; any time, also one that milliseconds cannot express. */
	private static long ceiling(Instant time) {
		try {
			return time.toEpochMilli() + (time.getNano() % 1_000_000 == 0 ? 0 : 1);
		} catch (ArithmeticException farAway) {
			return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
		}
	}

	/** Where the rows end, newest first: the database goes from there along its index. */
	long endMillis() {
		return Math.min(toMillis, cursor.map(Cursor::atMillis).orElse(Long.MAX_VALUE));
	}

	String sql() {
		StringBuilder sql = new StringBuilder();
		status.ifPresent(wanted -> sql.append(switch (wanted) {
		case "ok" -> " AND status < 400";
		case "error" -> " AND status >= 400";
		default -> " AND status = :status";
		}));
		channel.ifPresent(wanted -> sql.append(" AND (channel = :channel OR channel_id = :channel)"));
		token.ifPresent(wanted -> sql.append(" AND (token = :token OR token_id = :token)"));
		model.ifPresent(wanted -> sql.append(" AND model = :model"));
		if (fromMillis > Long.MIN_VALUE) {
			sql.append(" AND at_millis >= :from");
		}
		return sql.toString();
	}

	void bind(Query query) {
		status.filter(wanted -> Character.isDigit(wanted.charAt(0))).ifPresent(wanted -> query.bind("status", Integer.parseInt(wanted)));
		channel.ifPresent(wanted -> query.bind("channel", wanted));
		token.ifPresent(wanted -> query.bind("token", wanted));
		model.ifPresent(wanted -> query.bind("model", wanted));
		if (fromMillis > Long.MIN_VALUE) {
			query.bind("from", fromMillis);
		}
	}

	@Override
	public boolean test(UsageRecord row) {
		long millis = row.at().toEpochMilli();
		return millis >= fromMillis && millis < toMillis && cursor.map(start -> start.isBefore(row)).orElse(true)
				&& status.map(wanted -> switch (wanted) {
				case "ok" -> row.status() < 400;
				case "error" -> row.status() >= 400;
				default -> row.status() == Integer.parseInt(wanted);
				}).orElse(true)
				&& channel.map(wanted -> wanted.equals(row.channel()) || wanted.equals(row.channelId())).orElse(true)
				&& token.map(wanted -> wanted.equals(row.token()) || wanted.equals(row.tokenId())).orElse(true)
				&& model.map(wanted -> wanted.equals(row.model())).orElse(true);
	}

	/** The last row of a page; the next page has what is older. */
	record Cursor(long atMillis, String requestId) {

		static Cursor of(UsageRecord row) {
			return new Cursor(row.at().toEpochMilli(), row.requestId());
		}

		static Cursor parse(String text) {
			int dot = text.indexOf('.');
			try {
				return new Cursor(Long.parseLong(text.substring(0, Math.max(0, dot)), 36), text.substring(dot + 1));
			} catch (NumberFormatException notOne) {
				throw new InvalidFieldException("before", "'" + Texts.cut(text, 100) + "' is not the 'before' of a page of the log.");
			}
		}

		String text() {
			return Long.toString(atMillis, 36) + '.' + requestId;
		}

		private boolean isBefore(UsageRecord row) {
			long millis = row.at().toEpochMilli();
			return millis < atMillis || millis == atMillis && row.requestId().compareTo(requestId) < 0;
		}
	}
}
