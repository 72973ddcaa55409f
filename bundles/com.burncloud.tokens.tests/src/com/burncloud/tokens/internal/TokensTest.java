package com.burncloud.tokens.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.event.Topics;
import com.burncloud.api.token.Caller;
import com.burncloud.api.token.Credentials;
import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.token.TokenService.Issued;
import com.burncloud.api.usage.Price;
import com.burncloud.api.usage.Usage;

@Timeout(120)
class TokensTest {
	private World world;

	@BeforeEach
	void open() throws Exception {
		world = new World();
	}

	@AfterEach
	void close() throws Exception {
		world.close();
	}

	private RefusedException refused(Credentials credentials) {
		return assertThrows(RefusedException.class, () -> world.gate.authenticate(credentials));
	}

	@Test
	void theDemoTokenWorksFromHereOnlyAndItsDeletionIsForGood() throws Exception {
		assertEquals("demo", world.caller(TokenService.DEMO_SECRET).tokenName());
		assertEquals("demo", world.gate.authenticate(World.from(TokenService.DEMO_SECRET, "::1")).tokenName());
		assertEquals(RefusalCode.INVALID_API_KEY, refused(World.from(TokenService.DEMO_SECRET, "192.168.1.2")).code());
		Credentials forwarded = new Credentials(TokenService.DEMO_SECRET, java.net.InetAddress.getLoopbackAddress(), true);
		assertEquals(RefusalCode.INVALID_API_KEY, refused(forwarded).code());
		world.open();
		assertEquals(1, world.tokens.list().size());
		assertTrue(world.tokens.demoEnabled());
		world.tokens.delete(world.tokens.list().getFirst().id());
		assertFalse(world.tokens.demoEnabled());
		world.open();
		assertEquals(List.of(), world.tokens.list());
		refused(World.from(TokenService.DEMO_SECRET, "127.0.0.1"));
	}

	@Test
	void aTokenComesBackFromTheDatabaseAsItWas() throws Exception {
		TokenDraft draft = new TokenDraft("名 with ' and \uD83D\uDE00", new Quota.Amount(7), Set.of("a", "b"), List.of("gpt-*", "x"), List.of("10.0.0.0/8", "::1"),
				Optional.of(World.START.plusSeconds(60)), new Limits(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(3)), true);
		Issued issued = world.tokens.create(draft);
		assertTrue(issued.secret().matches("sk-burncloud-[0-9A-Za-z]{48}"), issued.secret());
		assertTrue(issued.secret().startsWith(issued.token().prefix()));
		world.open();
		assertEquals(issued.token(), world.token(issued.token().id()));
		assertEquals(draft, TokenDraft.of(world.token(issued.token().id())));
		world.events.forEach(event -> {
			for (String name : event.getPropertyNames()) {
				assertFalse(event.getProperty(name).toString().contains(issued.secret().substring(20)), name);
			}
		});
	}

	@Test
	void aNewSecretReplacesTheOldAndKeepsWhatWasUsed() throws Exception {
		Issued issued = world.tokens.create(World.draft("rotated", new Quota.Count(3)));
		Caller caller = world.caller(issued.secret());
		world.gate.admit(caller, "m", World.estimate(1, 1)).settle(world.record(caller, 200, Usage.NONE));
		Issued second = world.tokens.rotate(issued.token().id());
		refused(World.from(issued.secret(), "127.0.0.1"));
		assertEquals(1, second.token().used().count());
		assertEquals(issued.token().id(), world.caller(second.secret()).tokenId());
		world.open();
		refused(World.from(issued.secret(), "127.0.0.1"));
		assertEquals(1, world.token(world.caller(second.secret()).tokenId()).used().count());
	}

	@Test
	void deletingKeepsTheLogAndWhatStillRunsSettles() throws Exception {
		Issued issued = world.tokens.create(World.draft("gone", new Quota.Count(3)));
		Caller caller = world.caller(issued.secret());
		var running = world.gate.admit(caller, "m", World.estimate(1, 1));
		world.project();
		world.tokens.delete(issued.token().id());
		running.settle(world.record(caller, 200, Usage.NONE));
		assertThrows(RefusedException.class, () -> world.gate.admit(caller, "m", World.estimate(1, 1)));
		world.project();
		assertEquals(1, world.query("SELECT COUNT(*) FROM tokens_log WHERE token = 'gone'"));
		assertEquals(List.of(Topics.TOKEN_CREATED, Topics.TOKEN_DELETED), world.topics());
		assertThrows(UnknownIdException.class, () -> world.tokens.delete(issued.token().id()));
		assertThrows(UnknownIdException.class, () -> world.tokens.rotate(issued.token().id()));
		assertThrows(UnknownIdException.class, () -> world.tokens.update(issued.token().id(), TokenDraft.of("x")));
	}

	@Test
	void anEditIsSeenByTheNextRequest() throws Exception {
		Issued issued = world.tokens.create(TokenDraft.of("edited"));
		Caller caller = world.caller(issued.secret());
		Token token = issued.token();
		world.tokens.update(token.id(), new TokenDraft("renamed", token.quota(), Set.of("vip"), List.of("gpt-4*"), List.of("10.1.0.0/16"), Optional.empty(),
				Limits.NONE, true));
		assertEquals(RefusalCode.MODEL_NOT_ALLOWED,
				assertThrows(RefusedException.class, () -> world.gate.admit(caller, "o1", World.estimate(1, 1))).code());
		assertEquals(RefusalCode.IP_NOT_ALLOWED, refused(World.from(issued.secret(), "10.2.0.1")).code());
		assertEquals(Set.of("vip"), world.gate.authenticate(World.from(issued.secret(), "10.1.255.255")).groups());
		world.tokens.update(token.id(), new TokenDraft("off", token.quota(), token.groups(), List.of(), List.of(), Optional.empty(), Limits.NONE, false));
		assertTrue(refused(World.from(issued.secret(), "10.1.0.1")).getMessage().contains("disabled"));
	}

	@Test
	void aTokenExpiresWhenItsTimeHasCome() throws Exception {
		Issued issued = world.tokens.create(new TokenDraft("brief", new Quota.Unlimited(), Set.of("default"), List.of(), List.of(),
				Optional.of(World.START.plusMillis(1000)), Limits.NONE, true));
		world.now.addAndGet(999);
		world.caller(issued.secret());
		world.now.addAndGet(1);
		assertTrue(refused(World.from(issued.secret(), "127.0.0.1")).getMessage().contains("2026-05-01T10:00:01Z"));
	}

	@Test
	void aRefusalRepeatsLittleOfTheKey() {
		String key = "sk-proj-3kVbX0abcdefghijklmnopqrstuvwxyz";
		String message = refused(World.from(key, "127.0.0.1")).getMessage();
		assertTrue(message.contains("'sk-proj-…'"), message);
		assertFalse(message.contains("3kV"), message);
		assertFalse(refused(World.from("abc", "127.0.0.1")).getMessage().contains("ab"));
		assertFalse(refused(World.from("\r\nX: y zzzzzzzzzzzzzzzzzzzz", "127.0.0.1")).getMessage().contains("\n"));
		assertTrue(refused(World.from("", "127.0.0.1")).getMessage().contains("Authorization"));
	}

	@Test
	void whatATokenCannotBeIsRefusedByField() {
		int before = world.tokens.list().size();
		invalid("name", draft -> new TokenDraft("  ", draft.quota(), draft.groups(), List.of(), List.of(), Optional.empty(), Limits.NONE, true));
		invalid("name", draft -> new TokenDraft("a\nb", draft.quota(), draft.groups(), List.of(), List.of(), Optional.empty(), Limits.NONE, true));
		invalid("name", draft -> new TokenDraft("n".repeat(101), draft.quota(), draft.groups(), List.of(), List.of(), Optional.empty(), Limits.NONE, true));
		invalid("quota.limitNanos", draft -> World.draft("x", new Quota.Amount(-1)));
		invalid("quota.limit", draft -> World.draft("x", new Quota.Count(-1)));
		invalid("groups", draft -> new TokenDraft("x", draft.quota(), Set.of(), List.of(), List.of(), Optional.empty(), Limits.NONE, true));
		invalid("models", draft -> new TokenDraft("x", draft.quota(), draft.groups(), List.of("a*b"), List.of(), Optional.empty(), Limits.NONE, true));
		invalid("allowedAddresses", draft -> new TokenDraft("x", draft.quota(), draft.groups(), List.of(), List.of("10.0.0.1/8"), Optional.empty(), Limits.NONE, true));
		invalid("expiresAt", draft -> new TokenDraft("x", draft.quota(), draft.groups(), List.of(), List.of(), Optional.of(World.START), Limits.NONE, true));
		invalid("expiresAt", draft -> new TokenDraft("x", draft.quota(), draft.groups(), List.of(), List.of(), Optional.of(Instant.MAX), Limits.NONE, true));
		invalid("rpm", draft -> World.draft("x", draft.quota(), new Limits(OptionalInt.of(0), OptionalInt.empty(), OptionalInt.empty())));
		invalid("tpm", draft -> World.draft("x", draft.quota(), new Limits(OptionalInt.empty(), OptionalInt.of(-1), OptionalInt.empty())));
		invalid("concurrency", draft -> World.draft("x", draft.quota(), new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(0))));
		assertEquals(before, world.tokens.list().size());
	}

	private void invalid(String field, java.util.function.UnaryOperator<TokenDraft> change) {
		assertEquals(field, assertThrows(InvalidFieldException.class, () -> world.tokens.create(change.apply(TokenDraft.of("x")))).field());
	}

	@Test
	void theOperatorsPriceWinsAndStays() throws Exception {
		assertEquals(new Price("gpt-4o", 2500, 10_000, 1250, 2500, 0), world.prices.find("gpt-4o").orElseThrow());
		assertEquals(0, world.prices.find("echo").orElseThrow().outputNanosPerToken());
		assertTrue(world.prices.find("gpt-4o-2024-08-06").isEmpty());
		world.prices.set(new Price("gpt-4o", 1, 2, 3, 4, 5));
		world.prices.set(new Price("gpt-4o", 6, 7, 8, 9, 10));
		world.open();
		assertEquals(new Price("gpt-4o", 6, 7, 8, 9, 10), world.prices.find("gpt-4o").orElseThrow());
		assertEquals("outputNanosPerToken", assertThrows(InvalidFieldException.class, () -> world.prices.set(new Price("x", 0, -1, 0, 0, 0))).field());
		assertEquals("model", assertThrows(InvalidFieldException.class, () -> world.prices.set(new Price(" ", 0, 1, 0, 0, 0))).field());
	}

	@Test
	void requestsOfAMinuteSlide() throws Exception {
		Issued issued = world.tokens.create(World.draft("rpm", new Quota.Unlimited(), new Limits(OptionalInt.of(5), OptionalInt.empty(), OptionalInt.empty())));
		Caller caller = world.caller(issued.secret());
		for (int i = 0; i < 5; i++) {
			world.gate.admit(caller, "m", World.estimate(1, 1)).settle(world.record(caller, 200, Usage.NONE));
			world.now.addAndGet(2000);
		}
		RefusedException refused = assertThrows(RefusedException.class, () -> world.gate.admit(caller, "m", World.estimate(1, 1)));
		assertEquals(RefusalCode.RATE_LIMIT_EXCEEDED, refused.code());
		long wait = refused.retryAfter().orElseThrow().toMillis();
		assertTrue(wait >= 50_000 && wait <= 51_000, "wait " + wait);
		world.now.addAndGet(wait);
		world.gate.admit(caller, "m", World.estimate(1, 1));
		assertThrows(RefusedException.class, () -> world.gate.admit(caller, "m", World.estimate(1, 1)));
	}

	@Test
	void noMinuteEverHasMoreRequestsThanTheLimit() {
		Pace pace = new Pace();
		Limits limits = new Limits(OptionalInt.of(30), OptionalInt.empty(), OptionalInt.empty());
		java.util.Random random = new java.util.Random(3);
		java.util.ArrayDeque<Long> last = new java.util.ArrayDeque<>();
		long now = World.START.toEpochMilli();
		int admitted = 0;
		for (int i = 0; i < 50_000; i++) {
			now += random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(300);
			try {
				pace.enter(limits, "t", now, 0);
				last.add(now);
				admitted++;
			} catch (RefusedException full) {
				assertTrue(full.retryAfter().orElseThrow().toSeconds() <= 61);
			}
			while (!last.isEmpty() && last.peek() <= now - 60_000) {
				last.poll();
			}
			assertTrue(last.size() <= 30);
		}
		assertTrue(admitted > 1000);
	}

	@Test
	void tokensOfAMinuteAreHeldAndThenBookedAsTheyWere() throws Exception {
		Issued issued = world.tokens.create(World.draft("tpm", new Quota.Unlimited(), new Limits(OptionalInt.empty(), OptionalInt.of(1000), OptionalInt.empty())));
		Caller caller = world.caller(issued.secret());
		var long1 = world.gate.admit(caller, "m", World.estimate(50_000, 4096));
		assertThrows(RefusedException.class, () -> world.gate.admit(caller, "m", World.estimate(1, 1)));
		long1.settle(world.record(caller, 200, Usage.of(300, 300)));
		world.gate.admit(caller, "m", World.estimate(300, 100)).settle(world.record(caller, 200, Usage.of(300, 100)));
		RefusedException refused = assertThrows(RefusedException.class, () -> world.gate.admit(caller, "m", World.estimate(1, 1)));
		world.now.addAndGet(refused.retryAfter().orElseThrow().toMillis());
		world.gate.admit(caller, "m", World.estimate(1, 1));
	}

	@Test
	void whatTheQuotaRefusesLeavesThePaceAlone() throws Exception {
		Issued issued = world.tokens.create(World.draft("both", new Quota.Count(1), new Limits(OptionalInt.of(3), OptionalInt.of(100), OptionalInt.empty())));
		Caller caller = world.caller(issued.secret());
		var first = world.gate.admit(caller, "m", World.estimate(10, 10));
		for (int i = 0; i < 10; i++) {
			assertEquals(RefusalCode.INSUFFICIENT_QUOTA,
					assertThrows(RefusedException.class, () -> world.gate.admit(caller, "m", World.estimate(10, 10))).code());
		}
		first.settle(world.record(caller, 500, Usage.NONE));
		world.gate.admit(caller, "m", World.estimate(10, 10));
	}

	@Test
	void afterTheCloseNothingIsAdmittedAndWhatRunsStillSettles() throws Exception {
		Caller caller = world.caller(TokenService.DEMO_SECRET);
		var running = world.gate.admit(caller, "m", World.estimate(1, 1));
		world.books.close();
		assertEquals(RefusalCode.SHUTTING_DOWN, assertThrows(RefusedException.class, () -> world.gate.admit(caller, "m", World.estimate(1, 1))).code());
		running.settle(world.record(caller, 200, Usage.NONE));
		assertEquals(1, world.journal.records().size());
	}
}
