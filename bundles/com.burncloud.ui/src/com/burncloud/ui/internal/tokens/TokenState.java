package com.burncloud.ui.internal.tokens;

import java.time.Instant;

import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Token;
import com.burncloud.ui.internal.style.Palette.Role;

/** What becomes of a token's next request; the sentence for each is {@code state.NAME}. */
enum TokenState {
	ENABLED(Role.GOOD), DISABLED(Role.MUTED), EXHAUSTED(Role.BAD), EXPIRED(Role.WARN);

	private final Role role;

	TokenState(Role role) {
		this.role = role;
	}

	Role role() {
		return role;
	}

	static TokenState of(Token token, Instant now) {
		if (!token.enabled()) {
			return DISABLED;
		}
		if (token.expiresAt().filter(expiry -> !expiry.isAfter(now)).isPresent()) {
			return EXPIRED;
		}
		return exhausted(token) ? EXHAUSTED : ENABLED;
	}

	private static boolean exhausted(Token token) {
		return switch (token.quota()) {
		case Quota.Unlimited() -> false;
		case Quota.Amount(long limit) -> token.used().nanos() >= limit;
		case Quota.Count(long limit) -> token.used().count() >= limit;
		};
	}
}
