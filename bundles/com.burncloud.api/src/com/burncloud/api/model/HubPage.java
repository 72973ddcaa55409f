package com.burncloud.api.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Some of a list, and how to ask for more. */
public record HubPage<T>(List<T> items, Optional<HubRequest> next) {

	public HubPage {
		items = List.copyOf(items);
		Objects.requireNonNull(next);
	}
}
