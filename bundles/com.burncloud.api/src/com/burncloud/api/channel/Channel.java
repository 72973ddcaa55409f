package com.burncloud.api.channel;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A channel as people see it.
 *
 * @param baseUrl empty: the type's default
 * @param maskedKey {@code sk-…abcd}, or empty without a key
 * @param models names that clients may ask for; {@code *} and {@code prefix*} match
 * @param modelMapping asked → sent; its keys are callable and listed by themselves
 * @param priority higher first
 * @param weight share within a priority, from 1 to 1000
 * @param options values of the type's further fields
 * @param offered whether it stands and falls with something that runs, such as a local model, and can be neither changed nor deleted
 */
public record Channel(String id, String name, String type, Optional<URI> baseUrl, String maskedKey, List<String> models, Map<String, String> modelMapping,
		Set<String> groups, int priority, int weight, boolean enabled, Map<String, String> headers, Map<String, String> options, Timeouts timeouts,
		boolean offered, Instant createdAt) {

	public Channel {
		Objects.requireNonNull(id);
		Objects.requireNonNull(name);
		Objects.requireNonNull(type);
		Objects.requireNonNull(baseUrl);
		Objects.requireNonNull(maskedKey);
		models = List.copyOf(models);
		modelMapping = Map.copyOf(modelMapping);
		groups = Set.copyOf(groups);
		headers = Map.copyOf(headers);
		options = Map.copyOf(options);
		Objects.requireNonNull(timeouts);
		Objects.requireNonNull(createdAt);
	}
}
