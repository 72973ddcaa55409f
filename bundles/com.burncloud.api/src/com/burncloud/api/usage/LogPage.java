package com.burncloud.api.usage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some rows of the log.
 *
 * @param items newest first
 * @param before where the next, older page starts; empty at the end
 */
public record LogPage(List<UsageRecord> items, Optional<String> before) {

	public LogPage {
		items = List.copyOf(items);
		Objects.requireNonNull(before);
	}
}
