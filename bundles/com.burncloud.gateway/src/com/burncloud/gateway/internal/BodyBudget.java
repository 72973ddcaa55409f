package com.burncloud.gateway.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;

/** The memory that request bodies may take together: a few dozen clients with the largest allowed body must not bring down the process. */
final class BodyBudget {
	private final AtomicLong freeBytes;

	BodyBudget(long bytes) {
		freeBytes = new AtomicLong(bytes);
	}

	/** A quarter of the heap: a renamed model makes a second copy, and answers need room as well. */
	static BodyBudget ofHeap() {
		return new BodyBudget(Runtime.getRuntime().maxMemory() / 4);
	}

	Lease lease() {
		return new Lease();
	}

	/** What one request takes; closing gives it back. One thread. */
	final class Lease implements AutoCloseable {
		private long bytes;

		/** @throws RefusedException when too many large bodies are here at once */
		void grow(long more) throws RefusedException {
			if (freeBytes.addAndGet(-more) < 0) {
				freeBytes.addAndGet(more);
				throw new RefusedException(RefusalCode.OVERLOADED, "Too many large requests are being read at once. Send this one again in a moment.",
						Optional.of(Duration.ofSeconds(1)));
			}
			bytes += more;
		}

		void shrink(long less) {
			freeBytes.addAndGet(less);
			bytes -= less;
		}

		@Override
		public void close() {
			freeBytes.addAndGet(bytes);
			bytes = 0;
		}
	}
}
