package com.burncloud.gateway.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Cuts connections on which a request's head takes too long: the server itself only ends those on which nothing comes at all, and a byte now and then would hold
 * one for ever.
 */
final class HeadLimit implements Watch.Timed {
	private static final Duration LIMIT = Duration.ofSeconds(10);
	private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

	/** A head that is being read. Two are equal when they are the same head of the same connection. */
	interface UnderWay {
		long beganNanos();

		void cut();
	}

	private final Supplier<Set<? extends UnderWay>> heads;
	/** What another thread is doing is seen without a lock, so it counts when it is seen twice. */
	private Set<UnderWay> late = Set.of();
	private long lookedNanos = System.nanoTime();

	HeadLimit(Supplier<Set<? extends UnderWay>> heads) {
		this.heads = heads;
	}

	@Override
	public void tick(long nowNanos) {
		if (nowNanos - lookedNanos < EVERY_NANOS) {
			return;
		}
		lookedNanos = nowNanos;
		Set<UnderWay> lateNow = new HashSet<>();
		for (UnderWay head : heads.get()) {
			if (nowNanos - head.beganNanos() > LIMIT.toNanos()) {
				if (late.contains(head)) {
					head.cut();
				} else {
					lateNow.add(head);
				}
			}
		}
		late = lateNow;
	}
}
