package com.burncloud.api.token;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A virtual token as people see it.
 *
 * @param prefix the first characters of its secret, by which its owner recognises it
 * @param used what was settled
 * @param reserved what running requests hold
 * @param groups of channels that it may use
 * @param models that it may ask for, {@code prefix*} allowed; empty: all
 * @param allowedAddresses addresses or CIDR blocks of its clients; empty: all
 */
public record Token(String id, String name, String prefix, Quota quota, Spent used, Spent reserved, Set<String> groups, List<String> models,
		List<String> allowedAddresses, Optional<Instant> expiresAt, Limits limits, boolean enabled, Instant createdAt) {

	public Token {
		Objects.requireNonNull(id);
		Objects.requireNonNull(name);
		Objects.requireNonNull(prefix);
		Objects.requireNonNull(quota);
		Objects.requireNonNull(used);
		Objects.requireNonNull(reserved);
		groups = Set.copyOf(groups);
		models = List.copyOf(models);
		allowedAddresses = List.copyOf(allowedAddresses);
		Objects.requireNonNull(expiresAt);
		Objects.requireNonNull(limits);
		Objects.requireNonNull(createdAt);
	}
}
