package com.burncloud.tokens.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.OptionalInt;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.TokenDraft;

/** What a token may be. Lists are stored one item a line, so no item has a line break in it. */
final class DraftCheck {
	private static final int GROUP = 64;
	private static final int GROUPS_TOGETHER = 4000;
	private static final int MODELS_TOGETHER = 32_000;
	private static final int ADDRESSES_TOGETHER = 8000;

	private DraftCheck() {
	}

	static void created(TokenDraft draft, Instant now) {
		changed(draft);
		draft.expiresAt().filter(expiry -> !expiry.isAfter(now)).ifPresent(expiry -> {
			throw new InvalidFieldException("expiresAt", "The token would be expired from the start: " + expiry + " is in the past. Give a later time, or none.");
		});
	}

	static void changed(TokenDraft draft) {
		text("name", "The name", draft.name(), Texts.NAME);
		quota(draft.quota());
		if (draft.groups().isEmpty()) {
			throw new InvalidFieldException("groups", "A token needs at least one group of channels, such as 'default'.");
		}
		list("groups", "A group", draft.groups(), GROUP, GROUPS_TOGETHER);
		list("models", "A model", draft.models(), Texts.MODEL, MODELS_TOGETHER);
		list("allowedAddresses", "An address", draft.allowedAddresses(), 50, ADDRESSES_TOGETHER);
		for (String model : draft.models()) {
			if (model.indexOf('*') >= 0 && model.indexOf('*') < model.length() - 1) {
				throw new InvalidFieldException("models", "'" + model + "' has a '*' that is not its end. Only 'prefix*' is understood.");
			}
		}
		for (String address : draft.allowedAddresses()) {
			try {
				AddressBlock.parse(address);
			} catch (IllegalArgumentException wrong) {
				throw new InvalidFieldException("allowedAddresses", wrong.getMessage());
			}
		}
		draft.expiresAt().ifPresent(DraftCheck::time);
		limit("rpm", draft.limits().rpm());
		limit("tpm", draft.limits().tpm());
		limit("concurrency", draft.limits().concurrency());
	}

	private static void time(Instant expiry) {
		try {
			expiry.toEpochMilli();
		} catch (ArithmeticException tooFar) {
			throw new InvalidFieldException("expiresAt", expiry + " is too far away. Give a nearer time, or none for a token that does not expire.");
		}
	}

	private static void quota(Quota quota) {
		switch (quota) {
		case Quota.Unlimited() -> {
		}
		case Quota.Amount(long limit) -> notNegative("quota.limitNanos", limit);
		case Quota.Count(long limit) -> notNegative("quota.limit", limit);
		}
	}

	private static void notNegative(String field, long limit) {
		if (limit < 0) {
			throw new InvalidFieldException(field, "A quota cannot be negative: " + limit + ".");
		}
	}

	private static void limit(String field, OptionalInt limit) {
		if (limit.isPresent() && limit.getAsInt() < 1) {
			throw new InvalidFieldException(field, "A limit is at least 1, not " + limit.getAsInt() + ". Leave it out for no limit; disable the token to stop it.");
		}
	}

	private static void list(String field, String what, Collection<String> items, int length, int together) {
		for (String item : items) {
			text(field, what, item, length);
		}
		if (items.stream().mapToInt(item -> item.length() + 1).sum() > together) {
			throw new InvalidFieldException(field, "The list is longer than the " + together + " characters that it may have in all.");
		}
	}

	private static void text(String field, String what, String text, int length) {
		if (text.isBlank()) {
			throw new InvalidFieldException(field, what + " cannot be blank.");
		}
		if (text.length() > length) {
			throw new InvalidFieldException(field, what + " has " + text.length() + " characters; at most " + length + " are kept.");
		}
		if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
			throw new InvalidFieldException(field, what + " has a control character in it.");
		}
	}
}
