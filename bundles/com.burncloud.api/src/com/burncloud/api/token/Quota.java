package com.burncloud.api.token;

/** What a token may use in all. */
public sealed interface Quota {

	record Unlimited() implements Quota {
	}

	/** @param limitNanos 1e-9 USD, from 0 */
	record Amount(long limitNanos) implements Quota {
	}

	/** @param limit answered requests, from 0 */
	record Count(long limit) implements Quota {
	}
}
