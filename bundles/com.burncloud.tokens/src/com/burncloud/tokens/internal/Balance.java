package com.burncloud.tokens.internal;

/** What a token has used and what its running requests hold: one value, so that whoever looks sees both at the same moment. */
record Balance(long usedNanos, long usedCount, long heldNanos, long heldCount) {

	Balance hold(long nanos) {
		return new Balance(usedNanos, usedCount, heldNanos + nanos, heldCount + 1);
	}

	Balance release(long nanos) {
		return new Balance(usedNanos, usedCount, heldNanos - nanos, heldCount - 1);
	}

	Balance charge(Charge charge) {
		return new Balance(plus(usedNanos, charge.nanos()), usedCount + charge.count(), heldNanos, heldCount);
	}

	/** The sum, at most {@link Long#MAX_VALUE}; of two that are not negative. */
	static long plus(long a, long b) {
		long sum = a + b;
		return sum < 0 ? Long.MAX_VALUE : sum;
	}

	/** The product, at most {@link Long#MAX_VALUE}; of two that are not negative. */
	static long times(long a, long b) {
		return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
	}

	/** What one exchange took from a token. */
	record Charge(long nanos, int count) {
		static final Charge NONE = new Charge(0, 0);
	}
}
