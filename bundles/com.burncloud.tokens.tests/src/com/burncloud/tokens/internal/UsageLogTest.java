package com.burncloud.tokens.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService.By;

@Timeout(120)
class UsageLogTest {
	private World world;

	@BeforeEach
	void open() throws Exception {
		world = new World();
	}

	@AfterEach
	void close() throws Exception {
		world.close();
	}

	private void log(String id, Instant at, String token, String model, String channel, int status) {
		UsageRecord r = World.record(id, at, token.isEmpty() ? "" : "tk_" + token, token, status, Usage.of(3, 2));
		world.usage.declined(new UsageRecord(r.requestId(), "", at, r.tokenId(), token, model, model, "ch_" + channel, channel, "", "", false, status, "", "",
				List.of(), 0, 5, r.usage(), 0, List.of()));
	}

	/** Rows come while pages are read, the projector runs in between, many share a millisecond, and some arrive late. */
	@Test
	void pagesShowEveryRowOnceWhileRowsArrive() throws Exception {
		Random random = new Random(7);
		List<String> before = new ArrayList<>();
		for (int i = 0; i < 3000; i++) {
			String id = (random.nextBoolean() ? "a" : "B") + i;
			log(id, world.clock.instant().plusMillis(random.nextInt(40)), "t", "m", "c", 200);
			before.add(id);
			if (i == 1000) {
				world.project();
				world.open();
			}
			if (i == 2000) {
				world.project();
			}
		}
		Set<String> seen = new HashSet<>();
		Optional<String> cursor = Optional.empty();
		UsageRecord last = null;
		int pages = 0;
		do {
			LogPage page = world.usage.logs(page(70, cursor));
			for (UsageRecord row : page.items()) {
				assertTrue(seen.add(row.requestId()), "twice: " + row.requestId());
				assertTrue(last == null || Filter.NEWEST_FIRST.compare(last, row) < 0, "out of order");
				last = row;
			}
			cursor = page.before();
			log("new" + pages, world.clock.instant().plusMillis(100 + pages), "t", "m", "c", 200);
			if (++pages % 10 == 0) {
				world.project();
			}
		} while (cursor.isPresent());
		assertEquals(new HashSet<>(before), seen);
		assertEquals(43, pages);
	}

	@Test
	void filtersSayTheSameToMemoryAndDatabase() throws Exception {
		String[] tokens = { "alice", "bob" };
		String[] channels = { "one", "two", "three" };
		int[] statuses = { 200, 429, 503 };
		for (int i = 0; i < 90; i++) {
			log("r" + i, world.clock.instant().plusMillis(i), tokens[i % 2], "m" + i % 5, channels[i % 3], statuses[i / 3 % 3]);
		}
		for (boolean stored : new boolean[] { false, true }) {
			if (stored) {
				world.project();
				world.open();
				assertEquals(0, world.books.ledger().recent().all().size());
			}
			assertEquals(30, count("ok", "", "", ""));
			assertEquals(60, count("error", "", "", ""));
			assertEquals(30, count("429", "", "", ""));
			assertEquals(0, count("404", "", "", ""));
			assertEquals(30, count("", "two", "", ""));
			assertEquals(30, count("", "ch_two", "", ""));
			assertEquals(45, count("", "", "bob", ""));
			assertEquals(45, count("", "", "tk_bob", ""));
			assertEquals(18, count("", "", "", "m4"));
			assertEquals(0, count("", "", "' OR '1'='1", ""));
			assertEquals("r89", world.usage.logs(LogQuery.newest(5)).items().getFirst().requestId());
			assertEquals(200, world.usage.find("r0").orElseThrow().status());
			assertTrue(world.usage.find("r90").isEmpty());
		}
	}

	private int count(String status, String channel, String token, String model) {
		return world.usage.logs(new LogQuery(1000, Optional.empty(), some(status), some(channel), some(token), some(model), Optional.empty(), Optional.empty())).items().size();
	}

	private static LogQuery page(int limit, Optional<String> before) {
		return new LogQuery(limit, before, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
	}

	private static LogQuery between(int limit, Optional<String> before, Instant from, Instant to) {
		return new LogQuery(limit, before, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.ofNullable(from), Optional.ofNullable(to));
	}

	@Test
	void aStretchOfTimeHasItsStartAndNotItsEndAndIsPaged() throws Exception {
		for (int i = 0; i < 100; i++) {
			log("r" + i, World.START.plusMillis(10 * i), "t", "m", "c", 200);
		}
		for (boolean stored : new boolean[] { false, true }) {
			if (stored) {
				world.project();
				world.open();
			}
			Instant from = World.START.plusMillis(200);
			Instant to = World.START.plusMillis(500);
			List<String> seen = new ArrayList<>();
			Optional<String> cursor = Optional.empty();
			do {
				LogPage page = world.usage.logs(between(7, cursor, from, to));
				page.items().forEach(row -> seen.add(row.requestId()));
				cursor = page.before();
			} while (cursor.isPresent());
			assertEquals(IntStream.range(20, 50).mapToObj(i -> "r" + (69 - i)).toList(), seen);
			assertEquals(29, world.usage.logs(between(1000, Optional.empty(), from.plusNanos(1), to)).items().size());
			assertEquals(31, world.usage.logs(between(1000, Optional.empty(), from, to.plusNanos(1))).items().size());
			assertEquals(20, world.usage.logs(between(1000, Optional.empty(), null, from)).items().size());
			assertEquals(50, world.usage.logs(between(1000, Optional.empty(), to, null)).items().size());
			assertEquals(100, world.usage.logs(between(1000, Optional.empty(), Instant.MIN, Instant.MAX)).items().size());
			assertEquals(0, world.usage.logs(between(1000, Optional.empty(), from, from)).items().size());
			String beyond = world.usage.logs(between(1, Optional.empty(), null, null)).before().orElseThrow();
			assertEquals("r49", world.usage.logs(between(1, Optional.of(beyond), from, to)).items().getFirst().requestId());
		}
		assertEquals("from", assertThrows(InvalidFieldException.class,
				() -> world.usage.logs(between(1, Optional.empty(), World.START.plusMillis(1), World.START))).field());
	}

	private static Optional<String> some(String text) {
		return text.isEmpty() ? Optional.empty() : Optional.of(text);
	}

	@Test
	void wrongQueriesAreRefusedByField() {
		assertEquals("limit", assertThrows(InvalidFieldException.class, () -> world.usage.logs(LogQuery.newest(0))).field());
		assertEquals("limit", assertThrows(InvalidFieldException.class, () -> world.usage.logs(LogQuery.newest(1001))).field());
		assertEquals("status", assertThrows(InvalidFieldException.class, () -> count("fine", "", "", "")).field());
		for (String cursor : List.of("", "x", "!.y", "99999999999999999999.z", ".")) {
			assertEquals("before", assertThrows(InvalidFieldException.class, () -> world.usage.logs(page(1, Optional.of(cursor)))).field());
		}
	}

	@Test
	void whatClientsInventIsOneModelInTheSums() throws Exception {
		for (int i = 0; i < 20; i++) {
			UsageRecord row = World.record("r" + i, World.START, "tk_1", "one", 404, Usage.NONE);
			world.books.ledger().book("tk_1", Balance.Charge.NONE,
					new UsageRecord(row.requestId(), "", row.at(), row.tokenId(), row.token(), "invented-" + i, "", "", "", "openai-chat", "", false, 404,
							RefusalCode.MODEL_NOT_FOUND.code(), "", List.of(), 0, 1, Usage.NONE, 0, List.of()));
		}
		world.project();
		assertEquals(List.of("(unknown)"), world.usage.sums(Instant.MIN, Instant.MAX, By.MODEL).stream().map(UsageBucket::key).toList());
	}

	@Test
	void sumsAreTheSameHalfStoredAndWhole() throws Exception {
		for (int i = 0; i < 48; i++) {
			log("r" + i, World.START.plus(Duration.ofMinutes(30L * i)), i % 2 == 0 ? "even" : "odd", i % 3 == 0 ? "m3" : "m", "c", i % 4 == 0 ? 500 : 200);
			if (i == 23) {
				world.project();
			}
		}
		for (int round = 0; round < 2; round++) {
			Instant end = World.START.plus(Duration.ofDays(2));
			List<UsageBucket> hours = world.usage.sums(World.START.plusSeconds(1800), end, By.HOUR);
			assertEquals(24, hours.size());
			assertEquals(new UsageBucket("2026-05-01T10:00:00Z", 2, 1, 6, 4, 0, 0, 10), hours.getFirst());
			List<UsageBucket> days = world.usage.sums(World.START, end, By.DAY);
			assertEquals(List.of("2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z"), days.stream().map(UsageBucket::key).toList());
			assertEquals(28, days.getFirst().requests());
			assertEquals(List.of(new UsageBucket("even", 24, 12, 72, 48, 0, 0, 120), new UsageBucket("odd", 24, 0, 72, 48, 0, 0, 120)),
					world.usage.sums(World.START, end, By.TOKEN));
			assertEquals(List.of("m", "m3"), world.usage.sums(World.START, end, By.MODEL).stream().map(UsageBucket::key).toList());
			assertEquals(48, world.usage.sums(Instant.MIN, Instant.MAX, By.CHANNEL).getFirst().requests());
			assertEquals(2, world.usage.sums(World.START, World.START.plusSeconds(3600), By.CHANNEL).getFirst().requests());
			world.project();
			world.open();
		}
	}

	@Test
	void strangersCannotFillTheSumsWithModelsOfTheirs() throws Exception {
		for (int i = 0; i < 500; i++) {
			log("r" + i, World.START, "", "model" + i, "", 401);
		}
		world.project();
		assertEquals(1, world.query("SELECT COUNT(*) FROM tokens_hour"));
		assertEquals(500, world.usage.sums(Instant.MIN, Instant.MAX, By.MODEL).getFirst().requests());
	}
}
