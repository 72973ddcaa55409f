package com.burncloud.gateway.internal;

import java.time.Duration;

/** Ends the wait for an upstream that does not begin to answer. */
final class FirstByteLimit implements Watch.Timed {
	private final Upstream.Call call;
	private final Duration limit;
	private final long startNanos = System.nanoTime();

	FirstByteLimit(Upstream.Call call, Duration limit) {
		this.call = call;
		this.limit = limit;
	}

	@Override
	public void tick(long nowNanos) {
		if (nowNanos - startNanos > limit.toNanos()) {
			call.answer().fail(new UpstreamTimeout("no answer within", limit));
			call.cancel();
		}
	}
}
