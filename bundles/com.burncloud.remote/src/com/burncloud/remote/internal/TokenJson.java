package com.burncloud.remote.internal;

import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.OptionalInt;

import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Pass;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Spent;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;

/** A token to and from JSON. */
final class TokenJson {

	private TokenJson() {
	}

	/** Every field, those without a value as null, so that a change takes away what the draft does not have. */
	static JsonObject write(TokenDraft draft) {
		JsonObject object = new JsonObject();
		object.addProperty("name", draft.name());
		object.add("quota", quota(draft.quota()));
		object.add("groups", ChannelJson.texts(draft.groups()));
		object.add("models", ChannelJson.texts(draft.models()));
		object.add("allowedAddresses", ChannelJson.texts(draft.allowedAddresses()));
		object.addProperty("expiresAt", draft.expiresAt().map(Object::toString).orElse(null));
		limit(object, "rpm", draft.limits().rpm());
		limit(object, "tpm", draft.limits().tpm());
		limit(object, "concurrency", draft.limits().concurrency());
		object.addProperty("enabled", draft.enabled());
		return object;
	}

	private static void limit(JsonObject object, String name, OptionalInt limit) {
		object.add(name, limit.isPresent() ? new JsonPrimitive(limit.getAsInt()) : JsonNull.INSTANCE);
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

	static Token read(Fields token) {
		return new Token(token.text("id"), token.text("name"), token.text("prefix"), quota(token.inner("quota")), spent(token.inner("used")),
				spent(token.inner("reserved")), new HashSet<>(token.texts("groups")), token.texts("models"), token.texts("allowedAddresses"),
				token.optional("expiresAt").map(at -> OffsetDateTime.parse(at).toInstant()),
				new Limits(limit(token, "rpm"), limit(token, "tpm"), limit(token, "concurrency")), token.flag("enabled"), token.time("createdAt"));
	}

	static TokenService.Issued issued(Fields token) {
		return new TokenService.Issued(read(token), token.text("secret"));
	}

	static Pass pass(Fields pass) {
		return new Pass(pass.text("secret"), pass.time("expiresAt"));
	}

	private static Quota quota(Fields quota) {
		return switch (quota.text("kind")) {
		case "unlimited" -> new Quota.Unlimited();
		case "amount" -> new Quota.Amount(quota.whole("limitNanos"));
		case "count" -> new Quota.Count(quota.whole("limit"));
		default -> throw new JsonParseException("there is no kind '" + quota.text("kind") + "'");
		};
	}

	private static Spent spent(Fields spent) {
		return new Spent(spent.whole("nanos"), spent.whole("count"));
	}

	private static OptionalInt limit(Fields token, String name) {
		return token.given(name) ? OptionalInt.of(token.integer(name)) : OptionalInt.empty();
	}
}
