package com.burncloud.admin.internal;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Spent;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** A token as JSON. */
final class TokenJson {
	/** What holds for a field that is not given, or given as null. */
	static final TokenDraft NEW = TokenDraft.of("");

	private static final Set<String> FIELDS = Set.of("id", "name", "prefix", "quota", "used", "reserved", "groups", "models", "allowedAddresses", "expiresAt",
			"rpm", "tpm", "concurrency", "enabled", "createdAt");
	private static final Set<String> QUOTA = Set.of("kind", "limitNanos", "limit");

	private TokenJson() {
	}

	static JsonObject write(Token token) {
		JsonObject object = new JsonObject();
		object.addProperty("id", token.id());
		object.addProperty("name", token.name());
		object.addProperty("prefix", token.prefix());
		object.add("quota", quota(token.quota()));
		object.add("used", spent(token.used()));
		object.add("reserved", spent(token.reserved()));
		object.add("groups", Json.texts(new TreeSet<>(token.groups())));
		object.add("models", Json.texts(token.models()));
		object.add("allowedAddresses", Json.texts(token.allowedAddresses()));
		object.add("expiresAt", Json.text(token.expiresAt()));
		object.add("rpm", Json.number(token.limits().rpm()));
		object.add("tpm", Json.number(token.limits().tpm()));
		object.add("concurrency", Json.number(token.limits().concurrency()));
		object.addProperty("enabled", token.enabled());
		object.add("createdAt", Json.time(token.createdAt()));
		return object;
	}

	private static JsonObject quota(Quota quota) {
		JsonObject object = new JsonObject();
		switch (quota) {
		case Quota.Unlimited unlimited -> object.addProperty("kind", "unlimited");
		case Quota.Amount amount -> {
			object.addProperty("kind", "amount");
			object.addProperty("limitNanos", amount.limitNanos());
		}
		case Quota.Count count -> {
			object.addProperty("kind", "count");
			object.addProperty("limit", count.limit());
		}
		}
		return object;
	}

	private static JsonObject spent(Spent spent) {
		JsonObject object = new JsonObject();
		object.addProperty("nanos", spent.nanos());
		object.addProperty("count", spent.count());
		return object;
	}

	/** @param missing what holds where a field is not given */
	static TokenDraft read(JsonElement body, TokenDraft missing) {
		Fields fields = Fields.of(body, FIELDS);
		return new TokenDraft(fields.required("name", missing.name()), fields.read("quota", missing.quota(), NEW.quota(), TokenJson::quota),
				fields.read("groups", missing.groups(), NEW.groups(), (from, name) -> new HashSet<>(from.texts(name))),
				fields.read("models", missing.models(), NEW.models(), Fields::texts),
				fields.read("allowedAddresses", missing.allowedAddresses(), NEW.allowedAddresses(), Fields::texts),
				fields.read("expiresAt", missing.expiresAt(), NEW.expiresAt(), (from, name) -> Optional.of(from.time(name))),
				new Limits(fields.read("rpm", missing.limits().rpm(), OptionalInt.empty(), TokenJson::limit),
						fields.read("tpm", missing.limits().tpm(), OptionalInt.empty(), TokenJson::limit),
						fields.read("concurrency", missing.limits().concurrency(), OptionalInt.empty(), TokenJson::limit)),
				fields.read("enabled", missing.enabled(), NEW.enabled(), Fields::flag));
	}

	/** A quota is given as a whole: a limit without its kind, or that of another kind, would be a guess. */
	private static Quota quota(Fields fields, String name) {
		Fields quota = fields.inner(name, QUOTA);
		String kind = quota.required("kind", "");
		return switch (kind) {
		case "unlimited" -> {
			refuse(quota, "limitNanos", kind);
			refuse(quota, "limit", kind);
			yield new Quota.Unlimited();
		}
		case "amount" -> {
			refuse(quota, "limit", kind);
			yield new Quota.Amount(from0(quota, "limitNanos"));
		}
		case "count" -> {
			refuse(quota, "limitNanos", kind);
			yield new Quota.Count(from0(quota, "limit"));
		}
		default -> throw quota.wrong("kind", "unlimited, amount or count");
		};
	}

	private static void refuse(Fields quota, String name, String kind) {
		if (quota.given(name) && !quota.isNull(name)) {
			throw quota.wrong(name, "left out of a quota of the kind '" + kind + "'");
		}
	}

	private static long from0(Fields quota, String name) {
		long limit = quota.given(name) ? quota.whole(name) : -1;
		if (limit < 0) {
			throw quota.wrong(name, "a whole number from 0");
		}
		return limit;
	}

	private static OptionalInt limit(Fields fields, String name) {
		int limit = fields.integer(name);
		if (limit < 1) {
			throw fields.wrong(name, "a whole number from 1, or null for no limit");
		}
		return OptionalInt.of(limit);
	}
}
