package com.burncloud.api.token;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a form or a script submits. The service checks it; this record does not. */
public record TokenDraft(String name, Quota quota, Set<String> groups, List<String> models, List<String> allowedAddresses, Optional<Instant> expiresAt,
		Limits limits, boolean enabled) {

	public TokenDraft {
		Objects.requireNonNull(name);
		Objects.requireNonNull(quota);
		groups = Set.copyOf(groups);
		models = List.copyOf(models);
		allowedAddresses = List.copyOf(allowedAddresses);
		Objects.requireNonNull(expiresAt);
		Objects.requireNonNull(limits);
	}

	/** A draft with the defaults: unlimited, group {@code default}, every model, enabled. */
	public static TokenDraft of(String name) {
		return new TokenDraft(name, new Quota.Unlimited(), Set.of("default"), List.of(), List.of(), Optional.empty(), Limits.NONE, true);
	}

	/** The draft that changes nothing: the starting point of an edit. */
	public static TokenDraft of(Token token) {
		return new TokenDraft(token.name(), token.quota(), token.groups(), token.models(), token.allowedAddresses(), token.expiresAt(), token.limits(),
				token.enabled());
	}
}
