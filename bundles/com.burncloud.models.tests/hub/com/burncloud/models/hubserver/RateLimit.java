package com.burncloud.models.hubserver;

import java.time.Duration;

/** A fixed window, as Hugging Face counts and tells. Any thread. */
final class RateLimit {
	private final int quota;
	private final Duration window;
	private final boolean retryAfter;
	private long endsAtNanos = System.nanoTime();
	private int left;

	/** @param retryAfter whether the refusal says Retry-After, too */
	RateLimit(int quota, Duration window, boolean retryAfter) {
		this.quota = quota;
		this.window = window;
		this.retryAfter = retryAfter;
	}

	/** Counts a request and writes the headers. */
	synchronized boolean takes(Reply reply) {
		long now = System.nanoTime();
		if (now - endsAtNanos >= 0) {
			endsAtNanos = now + window.toNanos();
			left = quota;
		}
		boolean taken = left > 0;
		left -= taken ? 1 : 0;
		long seconds = Math.ceilDiv(endsAtNanos - now, 1_000_000_000L);
		reply.header("RateLimit", "\"api\";r=" + left + ";t=" + seconds);
		reply.header("RateLimit-Policy", "\"fixed window\";\"api\";q=" + quota + ";w=" + window.toSeconds());
		if (!taken && retryAfter) {
			reply.header("Retry-After", Long.toString(seconds));
		}
		return taken;
	}
}
