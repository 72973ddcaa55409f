package com.burncloud.api.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A repository that a search found.
 *
 * @param repository {@code owner/name}
 * @param parameters of the model, where the hub tells
 * @param sizeBytes of the whole repository, where the hub tells
 * @param license the hub's short word for it, such as {@code apache-2.0}
 * @param gated whether its files are given only to accounts that accepted its terms
 */
public record HubModel(String hub, String repository, long downloads, long likes, OptionalLong parameters, OptionalLong sizeBytes, Optional<String> license,
		boolean gated, Optional<Instant> updatedAt) {

	public HubModel {
		Objects.requireNonNull(hub);
		Objects.requireNonNull(repository);
		Objects.requireNonNull(parameters);
		Objects.requireNonNull(sizeBytes);
		Objects.requireNonNull(license);
		Objects.requireNonNull(updatedAt);
	}
}
