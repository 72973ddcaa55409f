package com.burncloud.api.usage;

import java.util.Objects;

/**
 * Sums over some exchanges.
 *
 * @param key an hour or a day (RFC 3339, its start in UTC), or the name of a token, a channel or a model
 * @param errors exchanges with a status of 400 and more
 * @param millis the sum of their durations
 */
public record UsageBucket(String key, long requests, long errors, long promptTokens, long completionTokens, long cachedTokens, long costNanos, long millis) {

	public UsageBucket {
		Objects.requireNonNull(key);
	}
}
