package com.burncloud.api.usage;

import java.util.Objects;

/**
 * What a model costs, in 1e-9 USD.
 *
 * @param cacheReadNanosPerToken for prompt tokens that came from the upstream's cache
 * @param cacheWriteNanosPerToken for prompt tokens that went into it
 * @param perRequestNanos on top, for each answered request
 */
public record Price(String model, long inputNanosPerToken, long outputNanosPerToken, long cacheReadNanosPerToken, long cacheWriteNanosPerToken,
		long perRequestNanos) {

	public Price {
		Objects.requireNonNull(model);
	}

	/** The cost of one answered request; at most {@link Long#MAX_VALUE}, never wrapped around. */
	public long costNanos(Usage usage) {
		long plain = Math.max(0, usage.promptTokens() - usage.cacheReadTokens() - usage.cacheWriteTokens());
		try {
			long sum = Math.multiplyExact(plain, inputNanosPerToken);
			sum = Math.addExact(sum, Math.multiplyExact(usage.cacheReadTokens(), cacheReadNanosPerToken));
			sum = Math.addExact(sum, Math.multiplyExact(usage.cacheWriteTokens(), cacheWriteNanosPerToken));
			sum = Math.addExact(sum, Math.multiplyExact(usage.completionTokens(), outputNanosPerToken));
			return Math.addExact(sum, perRequestNanos);
		} catch (ArithmeticException overflow) {
			return Long.MAX_VALUE;
		}
	}
}
