package com.burncloud.tokens.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.token.Caller;
import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Pass;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.usage.Usage;

@Timeout(120)
class PassTest {
	private World world;

	@BeforeEach
	void open() throws Exception {
		world = new World();
	}

	@AfterEach
	void close() throws Exception {
		world.close();
	}

	private String refusal(Pass pass) {
		RefusedException refused = assertThrows(RefusedException.class, () -> world.caller(pass.secret()));
		assertEquals(RefusalCode.INVALID_API_KEY, refused.code());
		assertFalse(refused.getMessage().contains(pass.secret().substring(20)), refused.getMessage());
		return refused.getMessage();
	}

	private TokenDraft draft(Token token, boolean enabled) {
		return new TokenDraft(token.name(), token.quota(), token.groups(), token.models(), token.allowedAddresses(), token.expiresAt(), token.limits(), enabled);
	}

	@Test
	void aPassCallsAsItsTokenFromAnywhereAndCountsAgainstItsQuota() throws Exception {
		Token token = world.tokens.create(new TokenDraft("app", new Quota.Count(1), Set.of("vip"), List.of("gpt"), List.of("10.0.0.0/8"), Optional.empty(),
				Limits.NONE, true)).token();
		Pass pass = world.tokens.pass(token.id(), Optional.of("ch_7"));
		assertTrue(pass.secret().matches("sk-burncloud-pass-[0-9A-Za-z]{48}"), pass.secret());
		assertFalse(pass.toString().contains("sk-"), pass.toString());
		assertEquals(World.START.plus(Duration.ofHours(1)), pass.expiresAt());
		Caller caller = world.gate.authenticate(World.from(pass.secret(), "203.0.113.9"));
		assertEquals(new Caller(token.id(), "app", Set.of("vip"), List.of("gpt"), Optional.of("ch_7")), caller);
		world.admit(caller).settle(world.record(caller, 200, Usage.NONE));
		assertEquals(1, world.token(token.id()).used().count());
		assertEquals(RefusalCode.INSUFFICIENT_QUOTA, assertThrows(RefusedException.class, () -> world.admit(caller)).code());
	}

	@Test
	void aPassOfTheDemoTokenWorksFromAfarAndNamesNoChannelUnasked() throws Exception {
		Pass pass = world.tokens.pass(world.tokens.list().getFirst().id(), Optional.empty());
		assertEquals(Optional.empty(), world.gate.authenticate(World.from(pass.secret(), "203.0.113.9")).channelId());
		assertThrows(RefusedException.class, () -> world.gate.authenticate(World.from(TokenService.DEMO_SECRET, "203.0.113.9")));
	}

	@Test
	void aPassLastsAnHourAndNoLonger() throws Exception {
		Pass pass = world.tokens.pass(world.tokens.list().getFirst().id(), Optional.empty());
		world.now.addAndGet(Duration.ofHours(1).toMillis() - 1);
		world.caller(pass.secret());
		world.now.addAndGet(1);
		assertTrue(refusal(pass).contains("60 minutes"));
		assertEquals(1, world.books.passes().size());
		world.tokens.pass(world.tokens.list().getFirst().id(), Optional.empty());
		assertEquals(1, world.books.passes().size(), "the one that ended is dropped");
	}

	@Test
	void aPassEndsWithTheSecretOfItsToken() throws Exception {
		Token token = world.tokens.create(TokenDraft.of("app")).token();
		Pass before = world.tokens.pass(token.id(), Optional.empty());
		world.caller(before.secret());
		world.tokens.rotate(token.id());
		refusal(before);
		world.caller(world.tokens.pass(token.id(), Optional.empty()).secret());
	}

	@Test
	void aPassIsGoneWithItsTokenAndDoesNotComeBackWithIt() throws Exception {
		Token demo = world.tokens.list().getFirst();
		Token token = world.tokens.create(TokenDraft.of("app")).token();
		Pass disabled = world.tokens.pass(token.id(), Optional.empty());
		world.tokens.update(token.id(), draft(token, true));
		world.caller(disabled.secret());
		world.tokens.update(token.id(), draft(token, false));
		refusal(disabled);
		Pass meanwhile = world.tokens.pass(token.id(), Optional.empty());
		assertTrue(refusal(meanwhile).contains("disabled"));
		world.tokens.update(token.id(), draft(token, true));
		refusal(disabled);
		Pass deleted = world.tokens.pass(token.id(), Optional.empty());
		Pass other = world.tokens.pass(demo.id(), Optional.empty());
		world.caller(deleted.secret());
		world.tokens.delete(token.id());
		refusal(deleted);
		world.caller(other.secret());
		assertThrows(UnknownIdException.class, () -> world.tokens.pass(token.id(), Optional.empty()));
		world.open();
		refusal(other);
	}

	@Test
	void whatATokenMayNowHoldsForItsPasses() throws Exception {
		Token token = world.tokens.create(TokenDraft.of("app")).token();
		Pass pass = world.tokens.pass(token.id(), Optional.of("ch_1"));
		world.tokens.update(token.id(), new TokenDraft("renamed", token.quota(), Set.of("other"), List.of("x"), List.of(), Optional.of(world.clock.instant().plusSeconds(60)),
				Limits.NONE, true));
		assertEquals(new Caller(token.id(), "renamed", Set.of("other"), List.of("x"), Optional.of("ch_1")), world.caller(pass.secret()));
		world.now.addAndGet(60_000);
		assertTrue(refusal(pass).contains("expired"));
	}

	@Test
	void whoMakesTooManyLosesTheOldest() throws Exception {
		String id = world.tokens.list().getFirst().id();
		List<Pass> passes = new ArrayList<>();
		for (int i = 0; i <= Passes.MOST; i++) {
			passes.add(world.tokens.pass(id, Optional.empty()));
		}
		assertEquals(Passes.MOST, world.books.passes().size());
		refusal(passes.getFirst());
		world.caller(passes.get(1).secret());
		world.caller(passes.getLast().secret());
	}
}
