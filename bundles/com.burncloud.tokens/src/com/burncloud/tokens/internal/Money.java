package com.burncloud.tokens.internal;

import java.math.BigDecimal;
import java.util.OptionalLong;

import com.burncloud.api.token.Estimate;
import com.burncloud.api.usage.Price;
import com.burncloud.api.usage.Usage;

/** Sums in nano-dollars. */
final class Money {
	private static final long MOST_TOKENS = 10_000_000_000L;
	/** A million dollars for one request is a mistake somewhere; sums must survive it. */
	static final long MOST = 1_000_000_000_000_000L;

	private Money() {
	}

	/** For people: {@code $0.000123}. */
	static String dollars(long nanos) {
		return "$" + BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
	}

	/** The most that a request can cost: as if each prompt token were of the dearest kind, and the output as long as it may get. */
	static long upperBound(Price price, long promptTokens, long outputTokens) {
		long dearest = Math.max(price.inputNanosPerToken(), Math.max(price.cacheReadNanosPerToken(), price.cacheWriteNanosPerToken()));
		return Balance.plus(Balance.plus(Balance.times(promptTokens, dearest), Balance.times(outputTokens, price.outputNanosPerToken())), price.perRequestNanos());
	}

	/** What was used costs money whatever the status; the fee of a request only where it was answered. */
	static long cost(Price price, Usage usage, boolean answered) {
		long cost = (answered ? price : new Price(price.model(), price.inputNanosPerToken(), price.outputNanosPerToken(), price.cacheReadNanosPerToken(),
				price.cacheWriteNanosPerToken(), 0)).costNanos(usage);
		return Math.clamp(cost, 0, MOST);
	}

	/** An upstream's figures are not ours: a negative one would pay money back, an absurd one overflow every sum. */
	static Usage plausible(Usage usage) {
		if (plausible(usage.promptTokens()) && plausible(usage.completionTokens()) && plausible(usage.cacheReadTokens()) && plausible(usage.cacheWriteTokens())
				&& plausible(usage.reasoningTokens())) {
			return usage;
		}
		return new Usage(Math.clamp(usage.promptTokens(), 0, MOST_TOKENS), Math.clamp(usage.completionTokens(), 0, MOST_TOKENS),
				Math.clamp(usage.cacheReadTokens(), 0, MOST_TOKENS), Math.clamp(usage.cacheWriteTokens(), 0, MOST_TOKENS),
				Math.clamp(usage.reasoningTokens(), 0, MOST_TOKENS), usage.estimated());
	}

	private static boolean plausible(long tokens) {
		return tokens >= 0 && tokens <= MOST_TOKENS;
	}

	static long promptBound(Estimate estimate) {
		return Math.max(0, estimate.promptTokensMax());
	}

	static long outputBound(Estimate estimate, long whenUnset) {
		OptionalLong asked = estimate.completionTokensMax();
		return Balance.times(asked.isPresent() ? Math.max(0, asked.getAsLong()) : whenUnset, Math.max(1, estimate.choices()));
	}
}
