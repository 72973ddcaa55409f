package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

class AppendQueueTest {
	private static final int BOUND = 1000;
	private static final byte[] RECORD = { 1, 2, 3 };

	/** A record that is refused is usage that nobody accounts for: what the writer takes at that moment must not count twice. */
	@Test
	void nothingIsRefusedBelowTheBoundWhileTheWriterTakes() throws Exception {
		AppendQueue queue = new AppendQueue(BOUND, Long.MAX_VALUE);
		AtomicBoolean over = new AtomicBoolean();
		Thread writer = Thread.ofPlatform().start(() -> {
			while (!over.get()) {
				// Large batches, as after a tick of the journal.
				if (queue.waiting() > BOUND / 2) {
					take(queue);
				}
			}
		});
		int refused = 0;
		for (int i = 0; i < 3_000_000; i++) {
			while (queue.waiting() > BOUND * 9 / 10) {
				Thread.onSpinWait(); // the writer is behind
			}
			refused += queue.offer(RECORD) ? 0 : 1;
		}
		over.set(true);
		writer.join();
		assertEquals(0, refused);
	}

	@Test
	void theBoundHoldsAndWhatIsWrittenMakesRoom() {
		AppendQueue queue = new AppendQueue(3, Long.MAX_VALUE);
		for (int i = 0; i < 3; i++) {
			assertTrue(queue.offer(RECORD));
		}
		assertFalse(queue.offer(RECORD));
		AppendQueue.Link taken = queue.take();
		assertFalse(queue.offer(RECORD), "taken is not yet written");
		queue.written(taken, null);
		assertTrue(queue.offer(RECORD));
	}

	private static void take(AppendQueue queue) {
		AppendQueue.Link taken = queue.take();
		if (taken != null) {
			queue.written(taken, null);
		}
	}
}
