package com.burncloud.dashboard.internal;

import java.util.Arrays;

/**
 * Counts durations in buckets that grow with them: exact below 16 ms, then sixteen to each power of two, so that a percentile is off by 3 % at most.
 * Not thread-safe.
 */
final class LogHistogram {
	private static final int EXACT = 16;
	private static final int BITS = 4;
	/** Up to 2^32 ms, seven weeks. */
	private static final int BUCKETS = EXACT + (32 - BITS) * EXACT;

	private final int[] counts = new int[BUCKETS];
	private long total;

	void add(long millis) {
		counts[bucket(millis)]++;
		total++;
	}

	void addTo(LogHistogram sum) {
		if (total == 0) {
			return;
		}
		for (int i = 0; i < BUCKETS; i++) {
			sum.counts[i] += counts[i];
		}
		sum.total += total;
	}

	void clear() {
		if (total > 0) {
			Arrays.fill(counts, 0);
			total = 0;
		}
	}

	/** The middle of the bucket in which the value lies below which {@code share} of all are; 0 when there are none. */
	long percentile(double share) {
		long rank = Math.max(1, (long) Math.ceil(share * total));
		long seen = 0;
		for (int i = 0; i < BUCKETS; i++) {
			seen += counts[i];
			if (seen >= rank && counts[i] > 0) {
				return middle(i);
			}
		}
		return 0;
	}

	private static int bucket(long millis) {
		if (millis < EXACT) {
			return (int) Math.max(0, millis);
		}
		int exponent = 63 - Long.numberOfLeadingZeros(millis);
		int mantissa = (int) (millis >>> exponent - BITS) & EXACT - 1;
		return Math.min(BUCKETS - 1, EXACT + (exponent - BITS) * EXACT + mantissa);
	}

	private static long middle(int bucket) {
		if (bucket < EXACT) {
			return bucket;
		}
		int shift = (bucket - EXACT) / EXACT;
		long low = (long) (EXACT + (bucket - EXACT) % EXACT) << shift;
		return low + (1L << shift) / 2;
	}
}
