package com.burncloud.api.token;

import java.time.Instant;
import java.util.Objects;

/**
 * A secret that stands in for a token's own for a short while.
 *
 * @param secret {@code sk-burncloud-pass-…}; works until {@code expiresAt}, or until the server stops
 */
public record Pass(String secret, Instant expiresAt) {

	public Pass {
		Objects.requireNonNull(secret);
		Objects.requireNonNull(expiresAt);
	}

	/** Without the secret. */
	@Override
	public String toString() {
		return "Pass[until " + expiresAt + "]";
	}
}
