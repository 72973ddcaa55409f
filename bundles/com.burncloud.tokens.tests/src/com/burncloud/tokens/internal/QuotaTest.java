package com.burncloud.tokens.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.event.Topics;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.token.Admission;
import com.burncloud.api.token.Caller;
import com.burncloud.api.token.Estimate;
import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Spent;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenService.Issued;
import com.burncloud.api.usage.Price;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageRecord;

/** Settled plus reserved never exceeds the limit. */
@Timeout(120)
class QuotaTest {
	/** Of {@link World#admit}: 100 prompt tokens at the dearest prompt price, 20, and 10 at 100. */
	private static final long BOUND = 100 * 20 + 10 * 100;
	private World world;

	@BeforeEach
	void open() throws Exception {
		world = new World();
		world.prices.set(World.PRICE);
	}

	@AfterEach
	void close() throws Exception {
		world.close();
	}

	@RepeatedTest(5)
	void aThousandAtOnceOnAHundredRequestsAdmitExactlyAHundred() throws Exception {
		Issued issued = world.tokens.create(World.draft("hundred", new Quota.Count(100)));
		assertEquals(100, admittedOutOfAThousand(issued));
		assertEquals(new Spent(0, 100), world.token(issued.token().id()).used());
		assertEquals(new Spent(0, 0), world.token(issued.token().id()).reserved());
	}

	@RepeatedTest(5)
	void aThousandAtOnceOnMoneyForAHundredAdmitExactlyAHundred() throws Exception {
		Issued issued = world.tokens.create(World.draft("money", new Quota.Amount(BOUND * 100 + BOUND / 2)));
		assertEquals(100, admittedOutOfAThousand(issued));
		assertEquals(new Spent(0, 0), world.token(issued.token().id()).reserved());
	}

	/** All ask at once and none settles before every one has its answer. */
	private int admittedOutOfAThousand(Issued issued) throws Exception {
		Caller caller = world.caller(issued.secret());
		CountDownLatch go = new CountDownLatch(1);
		CountDownLatch answered = new CountDownLatch(1000);
		AtomicInteger refused = new AtomicInteger();
		List<Future<Boolean>> clients = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 1000; i++) {
				clients.add(threads.submit(() -> {
					go.await();
					Admission admission;
					try {
						admission = world.admit(caller);
					} catch (RefusedException no) {
						assertEquals(RefusalCode.INSUFFICIENT_QUOTA, no.code());
						assertFalse(no.code().retryable());
						refused.incrementAndGet();
						return false;
					} finally {
						answered.countDown();
					}
					answered.await();
					admission.settle(world.record(caller, 200, Usage.NONE));
					return true;
				}));
			}
			go.countDown();
		}
		int admitted = 0;
		for (Future<Boolean> client : clients) {
			admitted += client.get() ? 1 : 0;
		}
		assertEquals(1000, admitted + refused.get());
		return admitted;
	}

	@RepeatedTest(3)
	void theLimitHoldsAtEveryMomentWhateverHappens() throws Exception {
		long limit = 400 * BOUND;
		Issued amount = world.tokens.create(World.draft("amount", new Quota.Amount(limit)));
		Issued count = world.tokens.create(World.draft("count", new Quota.Count(600)));
		AtomicBoolean over = new AtomicBoolean();
		AtomicReference<String> broken = new AtomicReference<>();
		Thread watcher = Thread.ofPlatform().start(() -> {
			while (!over.get()) {
				Token money = world.token(amount.token().id());
				Token number = world.token(count.token().id());
				if (money.used().nanos() + money.reserved().nanos() > limit || money.reserved().nanos() < 0 || number.used().count() + number.reserved().count() > 600
						|| number.reserved().count() < 0) {
					broken.set(money + " " + number);
				}
			}
		});
		List<Thread> clients = new ArrayList<>();
		for (int t = 0; t < 8; t++) {
			long seed = System.nanoTime() + t;
			clients.add(Thread.ofVirtual().start(() -> live(List.of(amount, count), new Random(seed))));
		}
		for (Thread client : clients) {
			client.join();
		}
		over.set(true);
		watcher.join();
		assertEquals(null, broken.get());
		assertEquals(new Spent(0, 0), world.token(amount.token().id()).reserved());
		assertEquals(0, world.token(count.token().id()).reserved().count());
		assertTrue(world.token(amount.token().id()).used().nanos() > limit / 2, "the test must have come near the limit");

		world.project();
		assertEquals(world.token(amount.token().id()).used().nanos(), world.query("SELECT nanos FROM tokens_used WHERE token_id = '" + amount.token().id() + "'"));
		assertEquals(world.token(count.token().id()).used().count(), world.query("SELECT requests FROM tokens_used WHERE token_id = '" + count.token().id() + "'"));
	}

	/** Admits, answers, fails, cancels, overdraws and settles twice, in any order. */
	private void live(List<Issued> tokens, Random random) {
		List<Admission> running = new ArrayList<>();
		List<Caller> callers = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			try {
				Caller caller = world.caller(tokens.get(random.nextInt(tokens.size())).secret());
				running.add(world.admit(caller));
				callers.add(caller);
			} catch (RefusedException expected) {
				// The limits are reached all the time.
			}
			if (!running.isEmpty() && random.nextInt(3) > 0) {
				int which = random.nextInt(running.size());
				UsageRecord end = switch (random.nextInt(5)) {
				case 0 -> world.record(callers.get(which), 502, Usage.NONE);
				case 1 -> world.record(callers.get(which), 499, Usage.of(1, 1));
				case 2 -> world.record(callers.get(which), 499, Usage.NONE);
				case 3 -> world.record(callers.get(which), 200, Usage.of(random.nextInt(400), random.nextInt(40)));
				default -> world.record(callers.get(which), 200, Usage.of(1, 0));
				};
				UsageRecord first = running.get(which).settle(end);
				assertSame(first, running.get(which).settle(world.record(callers.get(which), 200, Usage.of(100, 10))));
				running.remove(which);
				callers.remove(which);
			}
		}
		for (int i = 0; i < running.size(); i++) {
			running.get(i).settle(world.record(callers.get(i), 500, Usage.NONE));
		}
	}

	@Test
	void settlingTwiceAtOnceBooksOnce() throws Exception {
		Issued issued = world.tokens.create(World.draft("twice", new Quota.Amount(BOUND * 1000)));
		Caller caller = world.caller(issued.secret());
		for (int i = 1; i <= 200; i++) {
			Admission admission = world.admit(caller);
			UsageRecord one = world.record(caller, 200, Usage.of(1, 0));
			UsageRecord other = world.record(caller, 200, Usage.of(2, 0));
			CountDownLatch go = new CountDownLatch(1);
			try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
				Future<UsageRecord> a = threads.submit(() -> {
					go.await();
					return admission.settle(one);
				});
				Future<UsageRecord> b = threads.submit(() -> {
					go.await();
					return admission.settle(other);
				});
				go.countDown();
				assertSame(a.get(), b.get());
			}
			assertEquals(i, world.journal.records().size());
			assertEquals(i, world.token(issued.token().id()).used().count());
		}
	}

	@Test
	void aDearerRequestTakesWhatIsFreeAndNoMore() throws Exception {
		Issued issued = world.tokens.create(World.draft("dear", new Quota.Amount(BOUND + 500)));
		Caller caller = world.caller(issued.secret());
		UsageRecord settled = world.admit(caller).settle(world.record(caller, 200, Usage.of(100, 1000)));
		assertEquals(100 * 10 + 1000 * 100, settled.costNanos());
		assertEquals(new Spent(BOUND + 500, 1), world.token(issued.token().id()).used());
		assertEquals(List.of(Topics.TOKEN_CREATED, Topics.TOKEN_EXHAUSTED), world.topics());
		world.project();
		assertEquals(BOUND + 500, world.query("SELECT nanos FROM tokens_used WHERE token_id = '" + issued.token().id() + "'"));
		assertEquals(101_000, world.query("SELECT cost_nanos FROM tokens_log"));
	}

	@Test
	void anOverdrawLeavesWhatOthersHold() throws Exception {
		Issued issued = world.tokens.create(World.draft("held", new Quota.Amount(2 * BOUND + 500)));
		Caller caller = world.caller(issued.secret());
		Admission other = world.admit(caller);
		world.admit(caller).settle(world.record(caller, 200, Usage.of(100, 1000)));
		assertEquals(BOUND + 500, world.token(issued.token().id()).used().nanos());
		assertEquals(BOUND, world.token(issued.token().id()).reserved().nanos());
		other.settle(world.record(caller, 200, Usage.of(100, 10)));
		assertEquals(BOUND + 500 + 2000, world.token(issued.token().id()).used().nanos());
	}

	@Test
	void failuresCountNothingAndPartialAnswersCount() throws Exception {
		Issued issued = world.tokens.create(World.draft("count", new Quota.Count(10)));
		Caller caller = world.caller(issued.secret());
		world.admit(caller).settle(world.record(caller, 503, Usage.NONE));
		world.admit(caller).settle(world.record(caller, 499, Usage.of(50, 0)));
		assertEquals(new Spent(500, 0), world.token(issued.token().id()).used());
		world.admit(caller).settle(world.record(caller, 499, Usage.of(50, 3)));
		world.admit(caller).settle(world.record(caller, 200, Usage.of(50, 3)));
		assertEquals(new Spent(500 + 800 + 800, 2), world.token(issued.token().id()).used());
	}

	@Test
	void theFeeOfARequestIsForAnsweredOnes() throws Exception {
		world.prices.set(new Price("gpt", 1, 1, 1, 1, 1_000_000));
		Issued issued = world.tokens.create(World.draft("fee", new Quota.Amount(10_000_000)));
		Caller caller = world.caller(issued.secret());
		assertEquals(7, world.admit(caller).settle(world.record(caller, 500, Usage.of(5, 2))).costNanos());
		assertEquals(1_000_007, world.admit(caller).settle(world.record(caller, 200, Usage.of(5, 2))).costNanos());
	}

	@Test
	void anUpstreamsAbsurdFiguresNeitherPayBackNorOverflow() throws Exception {
		Issued issued = world.tokens.create(World.draft("absurd", new Quota.Unlimited()));
		Caller caller = world.caller(issued.secret());
		assertEquals(0, world.admit(caller).settle(world.record(caller, 200, Usage.of(-5_000_000, -1))).costNanos());
		for (int i = 0; i < 100; i++) {
			world.admit(caller).settle(world.record(caller, 200, Usage.of(Long.MAX_VALUE, Long.MAX_VALUE)));
		}
		world.project();
		assertTrue(world.token(issued.token().id()).used().nanos() > 0);
		assertEquals(world.token(issued.token().id()).used().nanos(), world.query("SELECT nanos FROM tokens_used WHERE token_id = '" + issued.token().id() + "'"));
		assertEquals(101, world.query("SELECT COUNT(*) FROM tokens_log"));
	}

	@Test
	void theRefusalSaysWhatThereIs() throws Exception {
		Issued issued = world.tokens.create(World.draft("poor", new Quota.Amount(BOUND * 2 - 1)));
		Caller caller = world.caller(issued.secret());
		world.admit(caller);
		RefusedException refused = assertThrows(RefusedException.class, () -> world.admit(caller));
		assertEquals("The quota of the token 'poor' is not sufficient: limit $0.000005999, used $0, reserved by running requests $0.000003, needed for this "
				+ "request up to $0.000003. Ask for fewer output tokens, or have the quota raised.", refused.getMessage());
		assertEquals(List.of(Topics.TOKEN_CREATED), world.topics(), "it is not exhausted while a running request may give money back");
	}

	@Test
	void exhaustionIsToldOnceUntilTheQuotaIsRaised() throws Exception {
		Issued issued = world.tokens.create(World.draft("once", new Quota.Count(1)));
		Caller caller = world.caller(issued.secret());
		world.admit(caller).settle(world.record(caller, 200, Usage.NONE));
		for (int i = 0; i < 3; i++) {
			assertThrows(RefusedException.class, () -> world.admit(caller));
		}
		assertEquals(1, world.topics().stream().filter(Topics.TOKEN_EXHAUSTED::equals).count());
		world.tokens.update(issued.token().id(), World.draft("once", new Quota.Count(2)));
		world.admit(caller).settle(world.record(caller, 200, Usage.NONE));
		assertThrows(RefusedException.class, () -> world.admit(caller));
		assertEquals(2, world.topics().stream().filter(Topics.TOKEN_EXHAUSTED::equals).count());
	}

	@Test
	void aLoweredQuotaRefusesAndChargesNothingBeyondIt() throws Exception {
		Issued issued = world.tokens.create(World.draft("less", new Quota.Count(10)));
		Caller caller = world.caller(issued.secret());
		Admission running = world.admit(caller);
		world.tokens.update(issued.token().id(), World.draft("less", new Quota.Count(0)));
		assertThrows(RefusedException.class, () -> world.admit(caller));
		running.settle(world.record(caller, 200, Usage.NONE));
		assertEquals(0, world.token(issued.token().id()).used().count());
	}

	@Test
	void aModelWithoutAPriceIsRefusedOrFreeAsTheOperatorSet() throws Exception {
		Issued money = world.tokens.create(World.draft("money", new Quota.Amount(1000)));
		Issued count = world.tokens.create(World.draft("count", new Quota.Count(10)));
		Caller caller = world.caller(money.secret());
		RefusedException unpriced = assertThrows(RefusedException.class, () -> world.gate.admit(caller, "unheard-of", World.estimate(1, 1)));
		assertEquals(RefusalCode.MODEL_NOT_PRICED, unpriced.code());
		assertTrue(unpriced.getMessage().contains("./burncloud price set unheard-of --input"), unpriced.getMessage());
		assertTrue(unpriced.getMessage().contains("name that is asked for"), unpriced.getMessage());
		world.gate.admit(world.caller(count.secret()), "unheard-of", World.estimate(1, 1));
		world.settings.put(SettingKey.UNPRICED, "free");
		world.open();
		Caller again = world.caller(money.secret());
		assertEquals(0, world.gate.admit(again, "unheard-of", World.estimate(1, 1)).settle(world.record(again, 200, Usage.of(1000, 1000))).costNanos());
	}

	@Test
	void withoutALimitOfTheClientTheDefaultIsReserved() throws Exception {
		Issued issued = world.tokens.create(World.draft("unbounded", new Quota.Amount(1_000_000)));
		Caller caller = world.caller(issued.secret());
		world.gate.admit(caller, "gpt", new Estimate(10, OptionalLong.empty()));
		assertEquals(10 * 20 + 4096 * 100, world.token(issued.token().id()).reserved().nanos());
	}

	@Test
	void eachAnswerThatIsAskedForIsReserved() throws Exception {
		Issued issued = world.tokens.create(World.draft("many", new Quota.Amount(100_000_000)));
		Caller caller = world.caller(issued.secret());
		Admission unset = world.gate.admit(caller, "gpt", new Estimate(10, OptionalLong.empty(), 8));
		assertEquals(10 * 20 + 8 * 4096 * 100, world.token(issued.token().id()).reserved().nanos());
		unset.settle(world.record(caller, 502, Usage.NONE));
		world.gate.admit(caller, "gpt", new Estimate(10, OptionalLong.of(50), 3));
		assertEquals(10 * 20 + 3 * 50 * 100, world.token(issued.token().id()).reserved().nanos());
		assertEquals(RefusalCode.INSUFFICIENT_QUOTA,
				assertThrows(RefusedException.class, () -> world.gate.admit(caller, "gpt", new Estimate(10, OptionalLong.of(Long.MAX_VALUE), 3))).code());
	}

	@Test
	void noMoreThanTheAllowedNumberRunAtOnce() throws Exception {
		Issued issued = world.tokens.create(World.draft("narrow", new Quota.Unlimited(), new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(2))));
		Caller caller = world.caller(issued.secret());
		Admission first = world.admit(caller);
		world.admit(caller);
		RefusedException refused = assertThrows(RefusedException.class, () -> world.admit(caller));
		assertEquals(RefusalCode.RATE_LIMIT_EXCEEDED, refused.code());
		assertTrue(refused.retryAfter().isPresent());
		first.settle(world.record(caller, 200, Usage.NONE));
		world.admit(caller);
	}
}
