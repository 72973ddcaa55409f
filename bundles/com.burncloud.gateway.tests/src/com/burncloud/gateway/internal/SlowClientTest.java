package com.burncloud.gateway.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;

/** Clients that take their time, and those that send much at once. */
class SlowClientTest {
	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	@Test
	void aBodyMustComeWithSoManyBytesASecondAfterItsGrace() {
		try (Watch watch = new Watch(); BodyLimit limit = BodyLimit.begin(watch)) {
			long start = System.nanoTime();
			limit.tick(start + BodyLimit.GRACE.toNanos() - SECOND);
			assertFalse(limit.isLate(), "nothing is wanted in its grace");
			limit.came(5_000);
			limit.tick(start + BodyLimit.GRACE.toNanos() + 4 * SECOND);
			assertFalse(Thread.currentThread().isInterrupted());
			limit.tick(start + BodyLimit.GRACE.toNanos() + 6 * SECOND);
			assertTrue(limit.isLate() && Thread.currentThread().isInterrupted());
			limit.close();
			assertFalse(Thread.currentThread().isInterrupted(), "the interrupt is taken back");
			limit.tick(start + 1_000 * SECOND);
			assertFalse(Thread.currentThread().isInterrupted(), "nobody is interrupted any more");
		}
	}

	private record Head(String connection, long beganNanos, List<String> cuts) implements HeadLimit.UnderWay {
		@Override
		public void cut() {
			cuts.add(connection);
		}
	}

	@Test
	void aHeadThatIsLateTwiceIsCut() {
		List<String> cut = new ArrayList<>();
		long start = System.nanoTime();
		HeadLimit limit = new HeadLimit(() -> Set.of(new Head("slow", start, cut), new Head("new", start + 11 * SECOND, cut)));
		limit.tick(start + 9 * SECOND);
		limit.tick(start + 11 * SECOND);
		assertEquals(List.of(), cut, "seen late once");
		limit.tick(start + 13 * SECOND);
		assertEquals(List.of("slow"), cut);
	}

	@Test
	void aBodyIsLeasedBeforeItsMemoryIsTaken() throws Exception {
		int length = 30 << 20;
		BodyBudget budget = new BodyBudget(40 << 20);
		try (Watch watch = new Watch(); BodyLimit limit = BodyLimit.begin(watch); BodyBudget.Lease one = budget.lease(); BodyBudget.Lease other = budget.lease()) {
			assertEquals(length, RequestBody.readExactly(zeros(length), length, one, limit).length);
			RefusedException refused = assertThrows(RefusedException.class, () -> RequestBody.readExactly(zeros(length), length, other, limit));
			assertEquals(RefusalCode.OVERLOADED, refused.code());
			one.close();
			other.close();
			assertEquals(5_000, RequestBody.readAll(zeros(5_000), length, one, limit).length);
			assertThrows(RefusedException.class, () -> RequestBody.readAll(zeros(length), length, other, limit), "while it grows, both arrays count");
			one.close();
			other.close();
			assertThrows(RefusedException.class, () -> RequestBody.readAll(zeros(10_001), 10_000, one, limit));
		}
		try (BodyBudget.Lease all = budget.lease()) {
			all.grow(40 << 20);
		}
	}

	private static InputStream zeros(int length) {
		return new ByteArrayInputStream(new byte[length]);
	}
}
