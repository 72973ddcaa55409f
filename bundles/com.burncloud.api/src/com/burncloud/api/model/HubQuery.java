package com.burncloud.api.model;

import java.util.Objects;

/**
 * A search.
 *
 * @param text a name, or a whole {@code owner/repository}
 * @param limit of repositories, from 1 to 100
 */
public record HubQuery(String text, int limit, Order order) {

	public enum Order {
		DOWNLOADS, LIKES, UPDATED
	}

	public HubQuery {
		Objects.requireNonNull(text);
		Objects.requireNonNull(order);
	}
}
