package com.burncloud.acceptance;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits for conditions, never for times. */
public final class Until {

	/** As a supplier, but may throw. */
	public interface Attempt<T> {
		T get() throws Exception;
	}

	private Until() {
	}

	/** @param state told when time is over */
	public static void isTrue(Duration limit, Supplier<String> state, Attempt<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + limit.toNanos();
		while (!condition.get()) {
			if (System.nanoTime() > deadline) {
				throw new AssertionError("not within " + limit.toMillis() + " ms: " + state.get());
			}
			Thread.sleep(10);
		}
	}

	/** Repeats an assertion until it holds. */
	public static void holds(Duration limit, Attempt<?> assertion) throws Exception {
		long deadline = System.nanoTime() + limit.toNanos();
		while (true) {
			try {
				assertion.get();
				return;
			} catch (AssertionError notYet) {
				if (System.nanoTime() > deadline) {
					throw new AssertionError("still after " + limit.toMillis() + " ms: " + notYet.getMessage(), notYet);
				}
			}
			Thread.sleep(20);
		}
	}
}
