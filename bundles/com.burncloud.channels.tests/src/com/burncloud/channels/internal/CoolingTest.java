package com.burncloud.channels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.event.Event;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Outcome.Kind;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.event.Topics;

class CoolingTest {
	private final House house = new House();

	/** The table of the package-info: at which failure in a row, and the first, second and eighth cooling in seconds. */
	@ParameterizedTest
	@CsvSource({ "CONNECT,1,1,2,60", "TIMEOUT,3,1,2,60", "SERVER_ERROR,3,1,2,60", "BROKEN_ANSWER,3,1,2,60", "RATE_LIMITED,1,5,5,5", "UNAUTHORIZED,1,30,60,600",
			"MODEL_MISSING,1,60,60,60" })
	void coolsByTheTable(Kind kind, int failures, long first, long second, long eighth) throws Exception {
		Channel channel = house.channel("a", 0, 1, "m");
		for (int i = 1; i < failures; i++) {
			house.fail(channel, "m", kind);
			assertEquals(Health.State.HEALTHY, house.channels.health(channel.id()).state(), "after " + i);
		}
		house.fail(channel, "m", kind);
		for (int cooling = 1; cooling <= 8; cooling++) {
			Health health = house.channels.health(channel.id());
			assertEquals(Health.State.COOLING, health.state());
			long left = Duration.between(house.clock.instant(), health.until().orElseThrow()).toSeconds();
			if (cooling == 1 || cooling == 2 || cooling == 8) {
				assertEquals(cooling == 1 ? first : cooling == 2 ? second : eighth, left, "cooling " + cooling);
			}
			house.now.set(health.until().orElseThrow().toEpochMilli());
			house.router.report(house.candidates("m").getFirst(), House.failed(kind)); // the trial
		}
	}

	@Test
	void countsOnlyFailuresInARowAndWithinHalfAMinute() throws Exception {
		Channel channel = house.channel("a", 0, 1, "m");
		house.fail(channel, "m", Kind.SERVER_ERROR);
		house.fail(channel, "m", Kind.TIMEOUT);
		house.router.report(house.of(channel, "m"), House.answered(10));
		house.fail(channel, "m", Kind.SERVER_ERROR);
		house.fail(channel, "m", Kind.SERVER_ERROR);
		assertEquals(Health.State.HEALTHY, house.channels.health(channel.id()).state(), "an answer began the row anew");
		house.pass(Duration.ofSeconds(31));
		house.fail(channel, "m", Kind.SERVER_ERROR);
		assertEquals(Health.State.HEALTHY, house.channels.health(channel.id()).state(), "the first two are too long ago");
		house.fail(channel, "m", Kind.BROKEN_ANSWER);
		house.fail(channel, "m", Kind.BROKEN_ANSWER);
		assertEquals(Health.State.COOLING, house.channels.health(channel.id()).state());
	}

	@Test
	void theCoolGoLastAndTheOthersShareTheirTurns() throws Exception {
		house.channel("a", 0, 1, "m");
		Channel b = house.channel("b", 0, 1, "m");
		house.channel("c", 0, 1, "m");
		Channel high = house.channel("high", 9, 1, "m");
		house.channel("low", -9, 1, "m");
		house.fail(b, "m", Kind.RATE_LIMITED); // 5 s
		house.fail(high, "m", Kind.CONNECT); // 1 s
		var firsts = new HashMap<String, Integer>();
		for (int i = 0; i < 40; i++) {
			List<String> order = house.names("m");
			firsts.merge(order.getFirst(), 1, Integer::sum);
			assertEquals(List.of("low", "high", "b"), order.subList(2, 5), "the coolest of all go last, sooner ends first");
		}
		assertEquals(Map.of("a", 20, "c", 20), firsts);
	}

	@Test
	void whenAllAreCoolingTheyAreStillTriedInOrderOfTheirEnd() throws Exception {
		Channel a = house.channel("a", 0, 1, "m");
		Channel b = house.channel("b", 5, 1, "m");
		house.fail(b, "m", Kind.UNAUTHORIZED);
		house.fail(a, "m", Kind.CONNECT);
		assertEquals(List.of("a", "b"), house.names("m"));
		Instant until = house.channels.health(a.id()).until().orElseThrow();
		for (int i = 0; i < 50; i++) {
			house.router.report(house.candidates("m").getFirst(), House.failed(Kind.CONNECT));
		}
		assertEquals(until, house.channels.health(a.id()).until().orElseThrow(), "a last resort that fails prolongs nothing");
		house.pass(Duration.ofMillis(500));
		house.router.report(house.candidates("m").getFirst(), House.answered(100));
		assertEquals(Health.State.HEALTHY, house.channels.health(a.id()).state(), "one that answers heals");
	}

	@Test
	void exactlyOneOfManyThreadsHasTheTrial() throws Exception {
		Channel sick = house.channel("sick", 9, 1, "m");
		house.channel("well", 0, 1, "m");
		house.fail(sick, "m", Kind.CONNECT);
		for (int round = 0; round < 30; round++) {
			house.now.set(house.channels.health(sick.id()).until().orElseThrow().toEpochMilli());
			List<Candidate> trials = firstsOf("sick", 8, 50);
			assertEquals(1, trials.size(), "round " + round);
			house.router.report(trials.getFirst(), House.failed(Kind.CONNECT));
			assertTrue(firstsOf("sick", 2, 10).isEmpty(), "cooling again");
		}
	}

	@Test
	void onlyWhoIsReallyTriedTakesTheTrial() throws Exception {
		house.channel("first", 9, 1, "m");
		Channel sick = house.channel("sick", 5, 1, "m");
		house.channel("last", 0, 1, "m");
		house.fail(sick, "m", Kind.CONNECT);
		house.pass(Duration.ofSeconds(2));
		for (int i = 0; i < 5; i++) {
			assertEquals("first", house.candidates("m").getFirst().channelName());
		}
		List<Candidate> failedOver = house.candidates("m");
		assertEquals("sick", failedOver.get(1).channelName(), "its normal place, for nobody had the trial yet");
		assertEquals(List.of("first", "last", "sick"), house.names("m"), "somebody has it now");
		house.router.report(failedOver.get(1), House.answered(5));
		assertEquals(List.of("first", "sick", "last"), house.names("m"));
	}

	@Test
	void aTrialWithoutVerdictIsGivenToTheNext() throws Exception {
		Channel sick = house.channel("sick", 9, 1, "m");
		house.channel("well", 0, 1, "m");
		house.fail(sick, "m", Kind.CONNECT);
		house.pass(Duration.ofSeconds(1));
		Candidate trial = house.candidates("m").getFirst();
		assertEquals("sick", trial.channelName());
		assertEquals("well", house.first("m"));
		house.router.report(trial, new Outcome.Abandoned());
		assertEquals("sick", house.first("m"), "the client went away");
		house.pass(sick.timeouts().firstByte().minusMillis(1));
		assertEquals("well", house.first("m"));
		house.pass(Duration.ofMillis(1));
		assertEquals("sick", house.first("m"), "never reported");
	}

	@Test
	void whatWasSentBeforeSaysNothingAboutNow() throws Exception {
		Channel sick = house.channel("sick", 9, 1, "m");
		house.channel("well", 0, 1, "m");
		Candidate early = house.candidates("m").getFirst();
		house.pass(Duration.ofSeconds(3));
		house.router.report(early, new Outcome.Failed(Kind.RATE_LIMITED, "slow down", Optional.of(Duration.ofSeconds(60))));
		house.pass(Duration.ofSeconds(1));
		house.router.report(early, House.answered(2_000)); // sent one second before the cooling
		assertEquals(Health.State.COOLING, house.channels.health(sick.id()).state());
		house.pass(Duration.ofSeconds(60));
		house.router.report(early, House.failed(Kind.CONNECT)); // a straggler, while nobody has the trial
		assertEquals("sick", house.first("m"));
	}

	@Test
	void anUpstreamMayAskForMoreTimeButNotForMuch() throws Exception {
		Channel channel = house.channel("a", 0, 1, "m");
		house.router.report(house.of(channel, "m"), new Outcome.Failed(Kind.RATE_LIMITED, "slow down", Optional.of(Duration.ofSeconds(20))));
		assertEquals(house.clock.instant().plusSeconds(20), house.channels.health(channel.id()).until().orElseThrow());
		house.router.report(house.of(channel, "m"), new Outcome.Failed(Kind.RATE_LIMITED, "slow down", Optional.of(Duration.ofDays(365_000))));
		assertEquals(house.clock.instant().plusSeconds(600), house.channels.health(channel.id()).until().orElseThrow());
		house.router.report(house.of(channel, "m"), new Outcome.Failed(Kind.RATE_LIMITED, "slow down", Optional.of(Duration.ofSeconds(1))));
		assertEquals(house.clock.instant().plusSeconds(600), house.channels.health(channel.id()).until().orElseThrow(), "never shorter");
	}

	@Test
	void aMissingModelConcernsOneModelAndABadKeyAll() throws Exception {
		Channel a = house.channel("a", 9, 1, "m", "n");
		house.channel("b", 0, 1, "m", "n");
		house.fail(a, "m", Kind.MODEL_MISSING);
		assertEquals("b", house.first("m"));
		assertEquals("a", house.first("n"));
		assertEquals(Health.State.COOLING, house.channels.healthByModel(a.id()).get("m").state());
		house.fail(a, "n", Kind.UNAUTHORIZED);
		assertEquals("b", house.first("n"));
		house.pass(Duration.ofSeconds(30));
		assertEquals("b", house.first("m"), "its model is missing still");
		Candidate trial = house.candidates("n").getFirst();
		assertEquals("a", trial.channelName());
		house.router.report(trial, House.failed(Kind.SERVER_ERROR));
		assertEquals("a", house.first("n"), "a server error says nothing about the key: the next may try");
	}

	@Test
	void aChangeStartsAnewAndForgetsWhatTheOldKeyDid() throws Exception {
		Channel channel = house.channel("a", 0, 1, "m");
		Candidate old = house.candidates("m").getFirst();
		house.fail(channel, "m", Kind.UNAUTHORIZED);
		var draft = ChannelDraft.of(channel);
		house.channels.update(channel.id(), new ChannelDraft(draft.name(), draft.type(), draft.baseUrl(), Optional.of("sk-the-right-one-now"), draft.models(),
				draft.modelMapping(), draft.groups(), 0, 1, true, Map.of(), Map.of(), draft.timeouts()));
		assertEquals(Health.State.HEALTHY, house.channels.health(channel.id()).state());
		house.router.report(old, House.failed(Kind.UNAUTHORIZED));
		assertEquals(Health.State.HEALTHY, house.channels.health(channel.id()).state());
		house.channels.delete(channel.id());
		house.router.report(old, House.failed(Kind.UNAUTHORIZED)); // nobody is there to mind
	}

	@Test
	void aTypeThatIsReplacedKeepsTheHealthAndWhatIsUnderWay() throws Exception {
		ChannelDraft draft = House.draft("a", 0, 1, "m");
		Channel channel = house.channels.create(new ChannelDraft("a", "openai", Optional.empty(), draft.apiKey(), draft.models(), Map.of(), draft.groups(), 0, 1, true,
				Map.of(), Map.of(), draft.timeouts()));
		house.fail(channel, "m", Kind.UNAUTHORIZED);
		house.bind(new Fakes.Type("openai"), 1);
		assertEquals(Health.State.COOLING, house.channels.health(channel.id()).state());
		house.pass(Duration.ofSeconds(30));
		Candidate trial = house.candidates("m").getFirst();
		house.bind(new Fakes.Type("openai"), 2);
		house.router.report(trial, House.answered(1));
		assertEquals(Health.State.HEALTHY, house.channels.health(channel.id()).state());
	}

	@Test
	void averagesTheTimeToTheFirstByte() throws Exception {
		Channel channel = house.channel("a", 0, 1, "m");
		assertEquals(OptionalLong.empty(), house.channels.health(channel.id()).latencyMillis());
		house.router.report(house.of(channel, "m"), House.answered(100));
		house.router.report(house.of(channel, "m"), House.answered(200));
		assertEquals(OptionalLong.of(120), house.channels.health(channel.id()).latencyMillis());
		assertEquals(OptionalLong.of(120), house.channels.healthByModel(channel.id()).get("m").latencyMillis());
	}

	@Test
	void tellsOfCoolingAndHealing() throws Exception {
		Channel channel = house.channel("a", 0, 1, "m");
		house.events.clear();
		house.fail(channel, "m", Kind.CONNECT);
		house.fail(channel, "m", Kind.CONNECT); // while cooling
		house.pass(Duration.ofSeconds(1));
		house.router.report(house.candidates("m").getFirst(), House.answered(1));
		house.router.report(house.candidates("m").getFirst(), House.answered(1));
		assertEquals(List.of(Topics.CHANNEL_COOLING, Topics.CHANNEL_HEALTHY), house.events.stream().map(Event::getTopic).toList());
		Event cooling = house.events.getFirst();
		assertEquals(channel.id(), cooling.getProperty("id"));
		assertEquals("m", cooling.getProperty("upstreamModel"));
		assertEquals("it was CONNECT", cooling.getProperty("lastError"));
		assertTrue(Instant.parse((String) cooling.getProperty("until")).isBefore(house.clock.instant().plusMillis(1)));
	}

	/** Where a channel serves everything, clients choose the names: what is remembered has an end. */
	@Test
	void namesThatClientsInventDoNotFillTheMemory() throws Exception {
		Channel channel = house.channel("a", 0, 1, "*");
		for (int i = 0; i < 5_000; i++) {
			house.fail(channel, "invented-" + i, Kind.MODEL_MISSING);
		}
		assertTrue(house.channels.healthByModel(channel.id()).size() <= 500);
		assertFalse(house.candidates("real").isEmpty());
	}

	/** Who of many threads sees the channel first, and only those. */
	private List<Candidate> firstsOf(String name, int threads, int each) throws Exception {
		var found = new ArrayList<Candidate>();
		var together = new CyclicBarrier(threads);
		try (var pool = Executors.newFixedThreadPool(threads)) {
			var all = new ArrayList<Callable<List<Candidate>>>();
			for (int t = 0; t < threads; t++) {
				all.add(() -> {
					together.await();
					return firsts(each).stream().filter(candidate -> candidate.channelName().equals(name)).toList();
				});
			}
			for (Future<List<Candidate>> done : pool.invokeAll(all)) {
				found.addAll(done.get());
			}
		}
		return found;
	}

	private List<Candidate> firsts(int count) throws RefusedException {
		var firsts = new ArrayList<Candidate>();
		for (int i = 0; i < count; i++) {
			firsts.add(house.candidates("m").getFirst());
		}
		return firsts;
	}
}
