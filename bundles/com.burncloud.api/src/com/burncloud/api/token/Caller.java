package com.burncloud.api.token;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The token behind a request, as far as an exchange needs it.
 *
 * @param groups of channels that it may use
 * @param models that it may ask for; empty: all
 * @param channelId the one channel that its requests go to; empty: as routing has it
 */
public record Caller(String tokenId, String tokenName, Set<String> groups, List<String> models, Optional<String> channelId) {

	public Caller {
		Objects.requireNonNull(tokenId);
		Objects.requireNonNull(tokenName);
		groups = Set.copyOf(groups);
		models = List.copyOf(models);
		Objects.requireNonNull(channelId);
	}

	/** Whether the token may ask for a model; a name that ends in {@code *} matches every one that starts so. */
	public boolean mayUse(String model) {
		if (models.isEmpty()) {
			return true;
		}
		for (String allowed : models) {
			if (allowed.endsWith("*") ? model.startsWith(allowed.substring(0, allowed.length() - 1)) : allowed.equals(model)) {
				return true;
			}
		}
		return false;
	}
}
