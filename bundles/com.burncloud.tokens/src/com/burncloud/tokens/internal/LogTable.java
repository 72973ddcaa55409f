package com.burncloud.tokens.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageRecord;

/** The rows of the log. */
final class LogTable {
	private static final String INSERT = """
			INSERT INTO tokens_log (request_id, at_millis, client_request_id, token_id, token, model, upstream_model, channel_id, channel, dialect_in, dialect_out,
			stream, status, code, error, attempts, ttfb_millis, millis, prompt_tokens, completion_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens,
			estimated, cost_nanos, fidelity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

	private final Jdbi jdbi;

	LogTable(Jdbi jdbi) {
		this.jdbi = jdbi;
	}

	/** Plain JDBC: at some ten thousand rows a second the mapper's binding would cost as much as the database's work. */
	static void insert(Connection connection, List<UsageRecord> exchanges) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
			for (UsageRecord exchange : exchanges) {
				bind(statement, exchange);
				statement.addBatch();
			}
			statement.executeBatch();
		}
	}

	private static void bind(PreparedStatement row, UsageRecord r) throws SQLException {
		int i = 0;
		row.setString(++i, Texts.storable(r.requestId()));
		row.setLong(++i, r.at().toEpochMilli());
		row.setString(++i, Texts.storable(r.clientRequestId()));
		row.setString(++i, Texts.storable(r.tokenId()));
		row.setString(++i, Texts.storable(r.token()));
		row.setString(++i, Texts.storable(r.model()));
		row.setString(++i, Texts.storable(r.upstreamModel()));
		row.setString(++i, Texts.storable(r.channelId()));
		row.setString(++i, Texts.storable(r.channel()));
		row.setString(++i, Texts.storable(r.dialectIn()));
		row.setString(++i, Texts.storable(r.dialectOut()));
		row.setBoolean(++i, r.stream());
		row.setInt(++i, r.status());
		row.setString(++i, Texts.storable(r.code()));
		row.setString(++i, Texts.storable(r.error()));
		row.setString(++i, Texts.storable(Lists.ofAttempts(r.attempts())));
		row.setLong(++i, r.ttfbMillis());
		row.setLong(++i, r.millis());
		row.setLong(++i, r.usage().promptTokens());
		row.setLong(++i, r.usage().completionTokens());
		row.setLong(++i, r.usage().cacheReadTokens());
		row.setLong(++i, r.usage().cacheWriteTokens());
		row.setLong(++i, r.usage().reasoningTokens());
		row.setBoolean(++i, r.usage().estimated());
		row.setLong(++i, r.costNanos());
		row.setString(++i, Texts.storable(Lists.ofTexts(r.fidelity())));
	}

	Optional<UsageRecord> find(String requestId) {
		return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM tokens_log WHERE request_id = ?").bind(0, requestId)
				.map((row, context) -> exchange(row)).findFirst());
	}

	/**
	 * The newest rows that a filter lets through, at least {@code limit} where there are so many, in no order. A millisecond comes whole or not at all, so that
	 * the caller can order the rows of one by itself.
	 */
	List<UsageRecord> newest(Filter filter, int limit) {
		return jdbi.inTransaction(handle -> {
			List<UsageRecord> rows = new ArrayList<>();
			filter.cursor().ifPresent(cursor -> rows.addAll(select(handle, filter, " at_millis = :at", cursor.atMillis(), "")));
			List<UsageRecord> older = select(handle, filter, " at_millis < :at", filter.endMillis(), " ORDER BY at_millis DESC FETCH FIRST " + limit + " ROWS ONLY");
			if (older.size() == limit) {
				long last = older.getLast().at().toEpochMilli();
				older.removeIf(row -> row.at().toEpochMilli() == last);
				older.addAll(select(handle, filter, " at_millis = :at", last, ""));
			}
			rows.addAll(older);
			return rows;
		});
	}

	private static List<UsageRecord> select(Handle handle, Filter filter, String time, long atMillis, String order) {
		Query query = handle.createQuery("SELECT * FROM tokens_log WHERE" + time + filter.sql() + order).bind("at", atMillis);
		filter.bind(query);
		return new ArrayList<>(query.map((row, context) -> exchange(row)).list());
	}

	private static UsageRecord exchange(ResultSet row) throws SQLException {
		Usage usage = new Usage(row.getLong("prompt_tokens"), row.getLong("completion_tokens"), row.getLong("cache_read_tokens"), row.getLong("cache_write_tokens"),
				row.getLong("reasoning_tokens"), row.getBoolean("estimated"));
		return new UsageRecord(row.getString("request_id"), row.getString("client_request_id"), Instant.ofEpochMilli(row.getLong("at_millis")),
				row.getString("token_id"), row.getString("token"), row.getString("model"), row.getString("upstream_model"), row.getString("channel_id"),
				row.getString("channel"), row.getString("dialect_in"), row.getString("dialect_out"), row.getBoolean("stream"), row.getInt("status"),
				row.getString("code"), row.getString("error"), Lists.attempts(row.getString("attempts")), row.getLong("ttfb_millis"), row.getLong("millis"), usage,
				row.getLong("cost_nanos"), Lists.texts(row.getString("fidelity")));
	}
}
