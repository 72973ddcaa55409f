package com.burncloud.tokens.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.TokenDraft;

/** The rows of tokens. What a token used is a row of its own, so that an edit and the projector never wait for each other. */
final class TokenTable {
	private static final String SEPARATOR = "\n";
	private final Jdbi jdbi;

	TokenTable(Jdbi jdbi) {
		this.jdbi = jdbi;
	}

	List<Account> load() {
		return jdbi.withHandle(handle -> handle
				.createQuery("SELECT t.*, u.nanos, u.requests FROM tokens_token t LEFT JOIN tokens_used u ON u.token_id = t.id")
				.map((row, context) -> new Account(terms(row), row.getLong("nanos"), row.getLong("requests"))).list());
	}

	/** Whether this is the first start; asked once, it is the last time that it is. */
	boolean firstStart(Terms demo) {
		return jdbi.inTransaction(handle -> {
			boolean first = handle.execute("UPDATE tokens_state SET demo_made = TRUE WHERE id = 1 AND demo_made = FALSE") == 1;
			if (first) {
				insert(handle, demo);
			}
			return first;
		});
	}

	void insert(Terms token) {
		jdbi.useTransaction(handle -> insert(handle, token));
	}

	private static void insert(Handle handle, Terms token) {
		bind(handle.createUpdate("""
				INSERT INTO tokens_token (prefix, hash, name, quota_kind, quota_limit, channel_groups, models, allowed_addresses, expires_millis, rpm, tpm,
				concurrency, enabled, created_millis, id) VALUES (:prefix, :hash, :name, :kind, :limit, :groups, :models, :addresses, :expires, :rpm, :tpm,
				:concurrency, :enabled, :created, :id)"""), token).bind("created", token.createdAt().toEpochMilli()).execute();
		handle.execute("INSERT INTO tokens_used (token_id, nanos, requests) VALUES (?, 0, 0)", token.id());
	}

	void update(Terms token) {
		jdbi.useTransaction(handle -> bind(handle.createUpdate("""
				UPDATE tokens_token SET prefix = :prefix, hash = :hash, name = :name, quota_kind = :kind, quota_limit = :limit, channel_groups = :groups,
				models = :models, allowed_addresses = :addresses, expires_millis = :expires, rpm = :rpm, tpm = :tpm, concurrency = :concurrency,
				enabled = :enabled WHERE id = :id"""), token).execute());
	}

	void delete(String id) {
		jdbi.useTransaction(handle -> {
			handle.execute("DELETE FROM tokens_token WHERE id = ?", id);
			handle.execute("DELETE FROM tokens_used WHERE token_id = ?", id);
		});
	}

	private static Update bind(Update update, Terms token) {
		Limits limits = token.limits();
		return update.bind("id", token.id()).bind("prefix", token.prefix()).bind("hash", token.hash().hex()).bind("name", token.name())
				.bind("kind", kind(token.quota())).bind("limit", limit(token.quota())).bind("groups", String.join(SEPARATOR, token.caller().groups()))
				.bind("models", String.join(SEPARATOR, token.caller().models())).bind("addresses", String.join(SEPARATOR, token.allowedAddresses()))
				.bind("expires", token.expiresAt().map(Instant::toEpochMilli).orElse(null)).bind("rpm", boxed(limits.rpm())).bind("tpm", boxed(limits.tpm()))
				.bind("concurrency", boxed(limits.concurrency())).bind("enabled", token.enabled());
	}

	private static Integer boxed(OptionalInt number) {
		return number.isPresent() ? Integer.valueOf(number.getAsInt()) : null;
	}

	private static Terms terms(ResultSet row) throws SQLException {
		long expires = row.getLong("expires_millis");
		Optional<Instant> expiresAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires));
		Limits limits = new Limits(number(row, "rpm"), number(row, "tpm"), number(row, "concurrency"));
		TokenDraft draft = new TokenDraft(row.getString("name"), quota(row), Set.copyOf(lines(row, "channel_groups")), lines(row, "models"),
				lines(row, "allowed_addresses"), expiresAt, limits, row.getBoolean("enabled"));
		return Terms.of(row.getString("id"), row.getString("prefix"), Secret.Hash.ofHex(row.getString("hash")), Instant.ofEpochMilli(row.getLong("created_millis")),
				draft);
	}

	private static OptionalInt number(ResultSet row, String column) throws SQLException {
		int value = row.getInt(column);
		return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
	}

	private static List<String> lines(ResultSet row, String column) throws SQLException {
		String text = row.getString(column);
		return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR));
	}

	private static String kind(Quota quota) {
		return switch (quota) {
		case Quota.Unlimited() -> "unlimited";
		case Quota.Amount(long limit) -> "amount";
		case Quota.Count(long limit) -> "count";
		};
	}

	private static long limit(Quota quota) {
		return switch (quota) {
		case Quota.Unlimited() -> 0;
		case Quota.Amount(long limit) -> limit;
		case Quota.Count(long limit) -> limit;
		};
	}

	private static Quota quota(ResultSet row) throws SQLException {
		String kind = row.getString("quota_kind");
		return switch (kind) {
		case "unlimited" -> new Quota.Unlimited();
		case "amount" -> new Quota.Amount(row.getLong("quota_limit"));
		case "count" -> new Quota.Count(row.getLong("quota_limit"));
		default -> throw new SQLException("The token " + row.getString("id") + " has a quota of the unknown kind '" + kind + "'.");
		};
	}
}
