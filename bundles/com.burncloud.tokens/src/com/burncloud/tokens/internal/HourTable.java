package com.burncloud.tokens.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jdbi.v3.core.Jdbi;

import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService.By;
import com.burncloud.tokens.internal.Hours.Key;
import com.burncloud.tokens.internal.Hours.Sum;

/** The rows of hourly sums. */
final class HourTable {
	private static final String UPDATE = """
			UPDATE tokens_hour SET requests = requests + ?, errors = errors + ?, prompt_tokens = prompt_tokens + ?, completion_tokens = completion_tokens + ?,
			cached_tokens = cached_tokens + ?, cost_nanos = cost_nanos + ?, millis = millis + ?, token = ?, channel = ?
			WHERE hour_millis = ? AND token_id = ? AND channel_id = ? AND model = ?""";
	private static final String INSERT = """
			INSERT INTO tokens_hour (requests, errors, prompt_tokens, completion_tokens, cached_tokens, cost_nanos, millis, token, channel, hour_millis, token_id,
			channel_id, model) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

	private final Jdbi jdbi;

	HourTable(Jdbi jdbi) {
		this.jdbi = jdbi;
	}

	static void add(Connection connection, Hours hours) throws SQLException {
		List<Key> keys = new ArrayList<>();
		List<Sum> sums = new ArrayList<>();
		hours.forEach((key, sum) -> {
			keys.add(key);
			sums.add(sum);
		});
		try (PreparedStatement update = connection.prepareStatement(UPDATE); PreparedStatement insert = connection.prepareStatement(INSERT)) {
			for (int i = 0; i < keys.size(); i++) {
				bind(update, keys.get(i), sums.get(i));
				// What is taken back from sums that are gone already makes none.
				if (update.executeUpdate() == 0 && sums.get(i).requests > 0) {
					bind(insert, keys.get(i), sums.get(i));
					insert.executeUpdate();
				}
			}
		}
	}

	/** Takes one exchange out of its sums. */
	static void takeBack(Connection connection, UsageRecord exchange) throws SQLException {
		Hours less = new Hours();
		less.takeBack(exchange);
		add(connection, less);
	}

	private static void bind(PreparedStatement statement, Key key, Sum sum) throws SQLException {
		int i = 0;
		statement.setLong(++i, sum.requests);
		statement.setLong(++i, sum.errors);
		statement.setLong(++i, sum.promptTokens);
		statement.setLong(++i, sum.completionTokens);
		statement.setLong(++i, sum.cachedTokens);
		statement.setLong(++i, sum.costNanos);
		statement.setLong(++i, sum.millis);
		statement.setString(++i, Texts.storable(sum.token));
		statement.setString(++i, Texts.storable(sum.channel));
		statement.setLong(++i, key.hourMillis());
		statement.setString(++i, Texts.storable(key.tokenId()));
		statement.setString(++i, Texts.storable(key.channelId()));
		statement.setString(++i, Texts.storable(key.model()));
	}

	/** The sums of each key; days come as their hours. */
	void read(long fromMillis, long toMillis, By by, Consumer<UsageBucket> reader) {
		String key = switch (by) {
		case HOUR, DAY -> "hour_millis";
		case TOKEN -> "token";
		case CHANNEL -> "channel";
		case MODEL -> "model";
		};
		jdbi.useHandle(handle -> handle.createQuery("SELECT " + key + ", SUM(requests), SUM(errors), SUM(prompt_tokens), SUM(completion_tokens), SUM(cached_tokens), "
				+ "SUM(cost_nanos), SUM(millis) FROM tokens_hour WHERE hour_millis >= ? AND hour_millis < ? GROUP BY " + key).bind(0, fromMillis).bind(1, toMillis)
				.map((row, context) -> new UsageBucket(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6),
						row.getLong(7), row.getLong(8)))
				.forEach(reader));
	}
}
