package com.burncloud.channels.internal;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.ConflictException;
import com.burncloud.api.store.Database;
import com.burncloud.api.store.Secrets;

/** The channels in the database. Keys lie there sealed, each bound to its row. */
final class ChannelTable {
	private static final Logger LOG = LoggerFactory.getLogger(ChannelTable.class);
	private static final String UNIQUE_VIOLATION = "23505";
	static final List<String> VERSIONS = List.of("""
			CREATE TABLE channels_channel (
			  id VARCHAR(32) NOT NULL PRIMARY KEY,
			  name VARCHAR(100) NOT NULL UNIQUE,
			  type VARCHAR(64) NOT NULL,
			  base_url VARCHAR(2000) NOT NULL,
			  sealed_key VARCHAR(16000) NOT NULL,
			  models VARCHAR(32672) NOT NULL,
			  model_mapping VARCHAR(32672) NOT NULL,
			  token_groups VARCHAR(32672) NOT NULL,
			  priority INTEGER NOT NULL,
			  weight INTEGER NOT NULL,
			  enabled BOOLEAN NOT NULL,
			  headers VARCHAR(32672) NOT NULL,
			  options VARCHAR(32672) NOT NULL,
			  connect_millis BIGINT NOT NULL,
			  first_byte_millis BIGINT NOT NULL,
			  idle_millis BIGINT NOT NULL,
			  total_millis BIGINT NOT NULL,
			  created_at BIGINT NOT NULL
			);
			CREATE TABLE channels_done (
			  what VARCHAR(64) NOT NULL PRIMARY KEY
			);
			""");

	private final Jdbi jdbi;
	private final Secrets secrets;

	ChannelTable(Database database, Secrets secrets) {
		jdbi = Jdbi.create(database.open("channels", VERSIONS));
		this.secrets = secrets;
	}

	List<Account> all() {
		return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM channels_channel").map((row, context) -> account(row)).list());
	}

	/** Stores the account if the database has never seen a first start; deleting it later is for good. */
	void firstStart(Account account) {
		try {
			jdbi.useTransaction(handle -> {
				boolean first = handle.createQuery("SELECT what FROM channels_done WHERE what = 'first-start'").mapTo(String.class).findOne().isEmpty();
				if (first) {
					handle.execute("INSERT INTO channels_done (what) VALUES ('first-start')");
					insert(handle, account);
				}
			});
		} catch (JdbiException e) {
			if (!doubled(e)) {
				throw e;
			} // another node was first in the same moment
		}
	}

	void insert(Account account) {
		unique(account, () -> jdbi.useTransaction(handle -> insert(handle, account)));
	}

	/** @param newKey whether the key is written too; one that cannot be unsealed stays as it lies there */
	void update(Account account, boolean newKey) {
		unique(account, () -> jdbi.useTransaction(handle -> bound(handle.createUpdate("""
				UPDATE channels_channel SET name = :name, type = :type, base_url = :baseUrl, models = :models, model_mapping = :mapping, token_groups = :groups,
				priority = :priority, weight = :weight, enabled = :enabled, headers = :headers, options = :options, connect_millis = :connect,
				first_byte_millis = :firstByte, idle_millis = :idle, total_millis = :total""" + (newKey ? ", sealed_key = :key" : "") + " WHERE id = :id"), account,
				newKey).execute()));
	}

	void delete(String id) {
		jdbi.useTransaction(handle -> handle.execute("DELETE FROM channels_channel WHERE id = ?", id));
	}

	private void insert(Handle handle, Account account) {
		bound(handle.createUpdate("""
				INSERT INTO channels_channel (id, name, type, base_url, sealed_key, models, model_mapping, token_groups, priority, weight, enabled, headers, options,
				connect_millis, first_byte_millis, idle_millis, total_millis, created_at)
				VALUES (:id, :name, :type, :baseUrl, :key, :models, :mapping, :groups, :priority, :weight, :enabled, :headers, :options,
				:connect, :firstByte, :idle, :total, :createdAt)"""), account, true).bind("createdAt", account.channel().createdAt().toEpochMilli()).execute();
	}

	private Update bound(Update update, Account account, boolean withKey) {
		Channel channel = account.channel();
		if (withKey) {
			update.bind("key", account.apiKey().isEmpty() ? "" : secrets.seal(account.apiKey(), context(channel.id())));
		}
		return update.bind("id", channel.id()).bind("name", channel.name()).bind("type", channel.type())
				.bind("baseUrl", channel.baseUrl().map(URI::toString).orElse(""))
				.bind("models", Json.text(channel.models())).bind("mapping", Json.text(channel.modelMapping())).bind("groups", Json.text(channel.groups()))
				.bind("priority", channel.priority()).bind("weight", channel.weight()).bind("enabled", channel.enabled())
				.bind("headers", Json.text(channel.headers())).bind("options", Json.text(channel.options()))
				.bind("connect", channel.timeouts().connect().toMillis()).bind("firstByte", channel.timeouts().firstByte().toMillis())
				.bind("idle", channel.timeouts().idle().toMillis()).bind("total", channel.timeouts().total().toMillis());
	}

	private Account account(ResultSet row) throws SQLException {
		String id = row.getString("id");
		String sealed = row.getString("sealed_key");
		String url = row.getString("base_url");
		Optional<String> key = unsealed(sealed, id, row.getString("name"));
		var timeouts = new Timeouts(Duration.ofMillis(row.getLong("connect_millis")), Duration.ofMillis(row.getLong("first_byte_millis")),
				Duration.ofMillis(row.getLong("idle_millis")), Duration.ofMillis(row.getLong("total_millis")));
		var channel = new Channel(id, row.getString("name"), row.getString("type"), url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url)),
				key.map(Account::masked).orElse("…"), Json.list(row.getString("models")), Json.map(row.getString("model_mapping")),
				Set.copyOf(Json.list(row.getString("token_groups"))), row.getInt("priority"), row.getInt("weight"), row.getBoolean("enabled"),
				Json.map(row.getString("headers")), Json.map(row.getString("options")), timeouts, false, Instant.ofEpochMilli(row.getLong("created_at")));
		return new Account(channel, key.orElse(""), key.isEmpty());
	}

	/** Empty when it cannot be unsealed: the channel stays and says so, the others work. */
	private Optional<String> unsealed(String sealed, String id, String name) {
		if (sealed.isEmpty()) {
			return Optional.of("");
		}
		try {
			return Optional.of(secrets.unseal(sealed, context(id)));
		} catch (IllegalStateException e) {
			LOG.warn("The API key of channel '{}' ({}) cannot be opened, so the channel serves nothing: {} Enter the key again, or start with the former master key.",
					name, id, e.getMessage());
			return Optional.empty();
		}
	}

	private static String context(String id) {
		return "channel:" + id;
	}

	private static void unique(Account account, Runnable write) {
		try {
			write.run();
		} catch (JdbiException e) {
			throw doubled(e) ? taken(account.channel().name()) : e;
		}
	}

	private static boolean doubled(JdbiException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
				return true;
			}
		}
		return false;
	}

	static ConflictException taken(String name) {
		return new ConflictException("There is a channel with the name '" + name + "' already; choose another one.");
	}
}
