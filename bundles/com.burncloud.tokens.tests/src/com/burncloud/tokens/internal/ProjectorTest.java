package com.burncloud.tokens.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.store.JournalPosition;
import com.burncloud.api.token.Caller;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Spent;
import com.burncloud.api.token.TokenService.Issued;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService.By;
import com.burncloud.tokens.internal.Balance.Charge;
import com.burncloud.tokens.internal.DerbyDatabase.Faults;

/** Every record of the journal counts exactly once, over crashes, broken connections, doubles and damage. */
@Timeout(180)
class ProjectorTest {
	private static final Instant EARLY = World.START.minusSeconds(7200);
	private static final Instant LATE = World.START.plusSeconds(7200);
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

	/** Connections break before and after what they are asked to do, the commit included, and the process dies and starts anew in between. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void crashesAtRandomPointsCountNothingTwiceAndNothingNever(long seed) throws Exception {
		Random random = new Random(seed);
		List<Issued> issued = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			issued.add(world.tokens.create(World.draft("t" + i, i % 2 == 0 ? new Quota.Unlimited() : new Quota.Amount(1_000_000_000))));
		}
		int faults = 0;
		for (int round = 0; round < 40; round++) {
			for (int i = random.nextInt(150); i >= 0; i--) {
				Caller caller = world.caller(issued.get(random.nextInt(5)).secret());
				world.admit(caller).settle(world.record(caller, random.nextInt(4) == 0 ? 500 : 200, Usage.of(random.nextInt(100), random.nextInt(10))));
			}
			world.database.faults(breaking(random));
			try {
				world.project();
			} catch (SQLException | RuntimeException broken) {
				faults++;
			}
			world.database.faults(Faults.NONE);
			if (random.nextInt(3) == 0) {
				// Between the two cursors, wherever they are.
				world.open();
				assertBalances(issued);
			}
		}
		assertTrue(faults > 5, "the test must break something: " + faults);
		world.project();
		assertBooksEqualTheJournal(issued);
		world.open();
		assertBooksEqualTheJournal(issued);
	}

	private static Faults breaking(Random random) {
		int calls = random.nextInt(12);
		boolean before = random.nextBoolean();
		return new Faults() {
			private int left = calls;

			@Override
			public void before(String method) throws SQLException {
				if (before && left-- == 0) {
					throw DerbyDatabase.broken();
				}
			}

			@Override
			public void after(String method) throws SQLException {
				if (!before && left-- == 0) {
					throw DerbyDatabase.broken();
				}
			}
		};
	}

	private void assertBooksEqualTheJournal(List<Issued> issued) throws SQLException {
		List<Booked> lines = world.journal.records().stream().map(Codec::decode).toList();
		assertEquals(lines.size(), world.query("SELECT COUNT(*) FROM tokens_log"));
		assertEquals(lines.size(), world.query("SELECT SUM(requests) FROM tokens_hour"));
		assertEquals(lines.stream().filter(line -> line.exchange().status() >= 400).count(), world.query("SELECT SUM(errors) FROM tokens_hour"));
		assertEquals(lines.stream().mapToLong(line -> line.exchange().costNanos()).sum(), world.query("SELECT SUM(cost_nanos) FROM tokens_hour"));
		assertEquals(lines.stream().mapToLong(line -> line.exchange().costNanos()).sum(), world.query("SELECT SUM(cost_nanos) FROM tokens_log"));
		assertEquals(lines.stream().mapToLong(line -> line.exchange().usage().promptTokens()).sum(), world.query("SELECT SUM(prompt_tokens) FROM tokens_hour"));
		assertBalances(issued);
		for (Issued token : issued) {
			assertEquals(used(token), new Spent(world.query("SELECT nanos FROM tokens_used WHERE token_id = '" + token.token().id() + "'"),
					world.query("SELECT requests FROM tokens_used WHERE token_id = '" + token.token().id() + "'")));
		}
	}

	private void assertBalances(List<Issued> issued) {
		for (Issued token : issued) {
			assertEquals(used(token), world.token(token.token().id()).used());
		}
	}

	/** As the journal has it. */
	private Spent used(Issued token) {
		List<Charge> charges = world.journal.records().stream().map(Codec::decode).filter(line -> line.accountId().equals(token.token().id()))
				.map(Booked::charge).toList();
		return new Spent(charges.stream().mapToLong(Charge::nanos).sum(), charges.stream().mapToLong(Charge::count).sum());
	}

	@Test
	void balancesAreRightFromTheFirstRequestAfterACrash() throws Exception {
		Issued issued = world.tokens.create(World.draft("three", new Quota.Count(3)));
		Caller caller = world.caller(issued.secret());
		world.admit(caller).settle(world.record(caller, 200, Usage.NONE));
		world.admit(caller).settle(world.record(caller, 200, Usage.NONE));
		world.open();
		assertEquals(new Spent(0, 2), world.token(issued.token().id()).used());
		assertEquals(2, world.query("SELECT SUM(requests) FROM tokens_hour"));
		// Nobody waits for these.
		assertEquals(0, world.query("SELECT COUNT(*) FROM tokens_log"));
		world.books.start();
		until(() -> number("SELECT COUNT(*) FROM tokens_log") == 2);
	}

	/** Some rows are written, the sums are ahead of them, and then it dies, again and again. */
	@Test
	void aCrashBetweenTheTwoCursorsCountsAndWritesEachOnce() throws Exception {
		Issued issued = world.tokens.create(World.draft("between", new Quota.Unlimited()));
		Caller caller = world.caller(issued.secret());
		for (int round = 0; round < 5; round++) {
			for (int i = 0; i < 700; i++) {
				world.admit(caller).settle(world.record(caller, 200, Usage.of(1, 1)));
			}
			world.books.projector().catchUp();
			AtomicInteger commits = new AtomicInteger();
			world.database.faults(new Faults() {
				@Override
				public void after(String method) throws SQLException {
					if (method.equals("commit") && commits.incrementAndGet() == 1) {
						throw DerbyDatabase.broken();
					}
				}
			});
			assertThrows(JdbiException.class, () -> world.books.projector().catchUpRows());
			world.database.faults(Faults.NONE);
			assertEquals(700 * (round + 1), world.query("SELECT SUM(requests) FROM tokens_hour"));
			assertEquals(700 * (round + 1), world.query("SELECT COUNT(*) FROM tokens_log"));
			world.open();
		}
		world.project();
		assertBooksEqualTheJournal(List.of(issued));
	}

	@Test
	void aSegmentGoesOnlyWhenBothCursorsHavePassed() throws Exception {
		for (int i = 0; i < 1000; i++) {
			world.usage.declined(World.record("r" + i, world.clock.instant(), "", "", 401, Usage.NONE));
		}
		world.books.projector().catchUp();
		assertEquals(JournalPosition.START, world.journal.released());
		world.books.projector().catchUpRows();
		assertEquals(world.journal.end(), world.journal.released());
	}

	/** A quiet gateway writes a row within a second. */
	@Test
	void aRowIsThereSoon() throws Exception {
		world.books.start();
		for (int i = 1; i <= 3; i++) {
			world.usage.declined(World.record("r" + i, world.clock.instant(), "", "", 401, Usage.NONE));
			long start = System.nanoTime();
			int rows = i;
			until(() -> number("SELECT COUNT(*) FROM tokens_log") == rows);
			assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5), "seconds for a row");
		}
	}

	@Test
	void whatABundleBeforeAnUpdateSettlesLateIsCountedByTheOneAfter() throws Exception {
		Issued issued = world.tokens.create(World.draft("update", new Quota.Count(3)));
		Caller caller = world.caller(issued.secret());
		var running = world.admit(caller);
		world.open();
		running.settle(world.record(caller, 200, Usage.NONE));
		assertEquals(0, world.token(issued.token().id()).used().count());
		world.project();
		assertEquals(1, world.token(issued.token().id()).used().count());
	}

	@Test
	void aRecordThatIsThereTwiceCountsOnceAndHoldsNothingUp() throws Exception {
		Issued issued = world.tokens.create(World.draft("double", new Quota.Unlimited()));
		for (int i = 0; i < 300; i++) {
			append(issued, "id" + i, 7);
			if (i % 50 == 0) {
				append(issued, "id" + i, 7);
			}
		}
		append(issued, "id17", 7);
		world.open();
		// Held back until its row shows that it is there already.
		assertEquals(new Spent(307 * 7, 307), world.token(issued.token().id()).used());
		world.project();
		assertEquals(new Spent(300 * 7, 300), world.token(issued.token().id()).used());
		assertEquals(300, world.query("SELECT COUNT(*) FROM tokens_log"));
		assertEquals(300, world.query("SELECT SUM(requests) FROM tokens_hour"));
		append(issued, "id18", 7);
		append(issued, "new", 7);
		world.project();
		assertEquals(new Spent(301 * 7, 301), world.token(issued.token().id()).used());
		StateTable state = new StateTable(Jdbi.create(world.database.open("tokens", List.of())));
		assertEquals(world.journal.end(), state.position(StateTable.Place.SUMS));
		assertEquals(world.journal.end(), state.position(StateTable.Place.ROWS));
		world.open();
		assertEquals(new Spent(301 * 7, 301), world.token(issued.token().id()).used());
		assertEquals(301, world.query("SELECT SUM(requests) FROM tokens_hour"));
	}

	/** Until version 2 rows and sums had one position: none of the rows must be written again. */
	@Test
	void anOlderDatabaseHasTheRowsOfItsSums() throws Exception {
		String[] scripts = new String[2];
		for (int i = 0; i < 2; i++) {
			try (var in = Books.class.getResourceAsStream("tokens-" + (i + 1) + ".sql")) {
				scripts[i] = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			}
		}
		try (DerbyDatabase older = new DerbyDatabase()) {
			older.open("tokens", List.of(scripts[0], "UPDATE tokens_state SET segment = 7, offset_bytes = 4711;\n", scripts[1]));
			StateTable state = new StateTable(Jdbi.create(older.open("tokens", List.of())));
			assertEquals(new JournalPosition(7, 4711), state.position(StateTable.Place.ROWS));
			assertEquals(state.position(StateTable.Place.SUMS), state.position(StateTable.Place.ROWS));
		}
	}

	private void append(Issued issued, String requestId, long nanos) {
		UsageRecord exchange = World.record(requestId, world.clock.instant(), issued.token().id(), "x", 200, Usage.of(1, 1)).withCost(nanos);
		world.journal.append(Codec.encode(new Booked(4711, 0, issued.token().id(), new Charge(nanos, 1), exchange)));
	}

	@Test
	void damagedRecordsCountNothingAndHoldNothingUp() throws Exception {
		Issued issued = world.tokens.create(World.draft("damaged", new Quota.Unlimited()));
		append(issued, "first", 1);
		byte[] whole = Codec.encode(new Booked(1, 2, issued.token().id(), new Charge(5, 1),
				World.record("cut", world.clock.instant(), issued.token().id(), "x", 200, Usage.of(1, 1))));
		for (int length = 0; length < whole.length; length++) {
			world.journal.append(java.util.Arrays.copyOf(whole, length));
		}
		world.journal.append("not ours".getBytes(StandardCharsets.UTF_8));
		append(issued, "last", 1);
		world.open();
		world.project();
		assertEquals(new Spent(2, 2), world.token(issued.token().id()).used());
		assertEquals(2, world.query("SELECT COUNT(*) FROM tokens_log"));
	}

	/** A column that is full refuses one record, with its whole batch; the others count. */
	@Test
	void whatTheDatabaseCannotAddUpIsLeftOutAndHoldsNothingUp() throws Exception {
		Issued issued = world.tokens.create(World.draft("full", new Quota.Unlimited()));
		world.execute("UPDATE tokens_used SET nanos = " + (Long.MAX_VALUE - 10) + " WHERE token_id = '" + issued.token().id() + "'");
		append(issued, "fits", 4);
		append(issued, "does not", 100);
		append(issued, "fits too", 6);
		world.open();
		world.project();
		assertEquals(Long.MAX_VALUE, world.query("SELECT nanos FROM tokens_used WHERE token_id = '" + issued.token().id() + "'"));
		assertEquals(2, world.query("SELECT SUM(requests) FROM tokens_hour"));
		assertEquals(3, world.query("SELECT COUNT(*) FROM tokens_log"));
	}

	@Test
	void hostileTextsAreStored() throws Exception {
		String hostile = "\0\uD800x\uDC00 \uD83D\uDE00 '; DROP TABLE tokens_log; --" + "y".repeat(1 << 20);
		world.usage.declined(new UsageRecord("h", hostile, world.clock.instant(), "", hostile, hostile, hostile, hostile, hostile, hostile, hostile, true, 404,
				hostile, hostile, List.of(new com.burncloud.api.usage.Attempt(hostile, 1, hostile, 2)), 1, 2, Usage.NONE, 99, List.of(hostile, hostile)));
		world.project();
		world.open();
		UsageRecord stored = world.usage.find("h").orElseThrow();
		assertTrue(stored.error().startsWith("\uFFFD"), stored.error().substring(0, 10));
		assertTrue(stored.error().contains("\uD83D\uDE00 '; DROP"), stored.error().substring(0, 10));
		assertEquals(Texts.ERROR, stored.error().length());
		assertEquals(0, stored.costNanos());
		assertEquals(1, world.usage.logs(LogQuery.newest(10)).items().size());
	}

	@Test
	void whileTheDatabaseIsAwayRequestsGoOnAndItCatchesUp() throws Exception {
		Issued issued = world.tokens.create(World.draft("away", new Quota.Count(100_000)));
		Caller caller = world.caller(issued.secret());
		AtomicBoolean away = new AtomicBoolean(true);
		world.database.faults(new Faults() {
			@Override
			public void before(String method) throws SQLException {
				if (away.get()) {
					throw DerbyDatabase.broken();
				}
			}
		});
		world.books.start();
		// More than memory keeps rows of.
		for (int i = 0; i < 10_000; i++) {
			world.admit(caller).settle(world.record(caller, 200, Usage.of(1, 1)));
		}
		assertEquals(10, world.usage.logs(LogQuery.newest(10)).items().size());
		away.set(false);
		until(() -> {
			List<UsageBucket> sums = world.usage.sums(EARLY, LATE, By.MODEL);
			assertEquals(10_000, sums.getFirst().requests());
			return stored() == 10_000;
		});
		assertEquals(10_000, world.usage.sums(EARLY, LATE, By.MODEL).getFirst().requests());
		assertEquals(10_000, world.query("SELECT requests FROM tokens_used WHERE token_id = '" + issued.token().id() + "'"));
		until(() -> world.journal.released().segment() == world.journal.end().segment());
	}

	private long stored() {
		return number("SELECT SUM(requests) FROM tokens_hour");
	}

	private long number(String sql) {
		try {
			return world.query(sql);
		} catch (SQLException failed) {
			throw new AssertionError(failed);
		}
	}

	@Test
	void sumsAreWholeAtEveryMoment() throws Exception {
		Issued issued = world.tokens.create(World.draft("steady", new Quota.Unlimited()));
		Caller caller = world.caller(issued.secret());
		world.books.start();
		long settled = 0;
		for (int i = 0; i < 60; i++) {
			for (int k = 0; k < 300; k++) {
				world.admit(caller).settle(world.record(caller, 200, Usage.of(1, 1)));
				settled++;
			}
			UsageBucket sum = world.usage.sums(EARLY, LATE, By.TOKEN).getFirst();
			assertEquals(settled, sum.requests());
			assertEquals(settled * 110, sum.costNanos());
		}
	}

	@Test
	void theLastRunCarriesEverythingOver() throws Exception {
		Issued issued = world.tokens.create(World.draft("last", new Quota.Unlimited()));
		Caller caller = world.caller(issued.secret());
		world.books.start();
		for (int i = 0; i < 1500; i++) {
			world.admit(caller).settle(world.record(caller, 200, Usage.NONE));
		}
		world.books.close();
		assertEquals(1500, world.query("SELECT COUNT(*) FROM tokens_log"));
	}

	private static void until(BooleanSupplier condition) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (!condition.getAsBoolean()) {
			assertTrue(System.nanoTime() < end, "it did not come true in a minute");
			Thread.sleep(20);
		}
	}
}
