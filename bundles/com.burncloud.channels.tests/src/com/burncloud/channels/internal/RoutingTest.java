package com.burncloud.channels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.Test;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.Routing.ModelListing;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.provider.Operation;
import com.burncloud.api.provider.UpstreamCall;

class RoutingTest {
	private final House house = new House();

	@Test
	void equalChannelsShareExactlyUnderEightThreads() throws Exception {
		for (String name : List.of("a", "b", "c", "d", "e")) {
			house.channel(name, 0, 7, "m");
		}
		Map<String, LongAdder> counts = countFirsts(8, 1_003);
		assertEquals(5, counts.size());
		counts.forEach((name, count) -> assertTrue(Math.abs(count.sum() - 8 * 1_003 / 5.0) <= 1, name + ": " + count));
	}

	@Test
	void weightsShiftTheSharesExactlyAndSmoothly() throws Exception {
		house.channel("a", 0, 300, "m");
		house.channel("b", 0, 100, "m");
		Map<String, LongAdder> counts = countFirsts(8, 500);
		assertEquals(3_000, counts.get("a").sum());
		assertEquals(1_000, counts.get("b").sum());
		for (int window = 0; window < 20; window++) {
			int ofB = 0;
			for (int i = 0; i < 4; i++) {
				ofB += house.first("m").equals("b") ? 1 : 0;
			}
			assertEquals(1, ofB, "each four in a row hold one b");
		}
	}

	@Test
	void manyModelsOnTheSameChannelsShareTheTurns() throws Exception {
		String[] models = new String[100];
		for (int i = 0; i < models.length; i++) {
			models[i] = "m" + i;
		}
		house.channel("a", 0, 1, models);
		house.channel("b", 0, 1, models);
		int ofA = 0;
		for (String model : models) {
			ofA += house.first(model).equals("a") ? 1 : 0;
		}
		assertEquals(50, ofA);
	}

	@Test
	void exhaustsAPriorityBeforeTheNext() throws Exception {
		house.channel("low", -1, 1, "m");
		house.channel("high1", 5, 1, "m");
		house.channel("mid1", 0, 1, "m");
		house.channel("high2", 5, 1, "m");
		house.channel("mid2", 0, 1, "m");
		var firsts = new HashSet<String>();
		for (int i = 0; i < 12; i++) {
			List<String> order = house.names("m");
			assertEquals(Set.of("high1", "high2"), Set.copyOf(order.subList(0, 2)));
			assertEquals(Set.of("mid1", "mid2"), Set.copyOf(order.subList(2, 4)));
			assertEquals("low", order.get(4));
			firsts.add(order.getFirst());
			firsts.add(order.get(2));
		}
		assertEquals(Set.of("high1", "high2", "mid1", "mid2"), firsts, "failover turns too");
	}

	@Test
	void everyOrderNamesEachChannelOnceWhateverTheWeights() throws Exception {
		for (int i = 0; i < 9; i++) {
			house.channel("c" + i, i % 2, 1 + i * 13, "m");
		}
		for (int i = 0; i < 300; i++) {
			List<String> order = house.names("m");
			assertEquals(9, order.size());
			assertEquals(9, new HashSet<>(order).size(), order.toString());
		}
	}

	@Test
	void aPlaceOnceReadStays() throws Exception {
		for (int i = 0; i < 4; i++) {
			house.channel("c" + i, 0, 1, "m");
		}
		List<Candidate> order = house.candidates("m");
		var read = new ArrayList<Candidate>(order);
		for (int i = 3; i >= 0; i--) {
			assertSame(read.get(i), order.get(i));
		}
		assertThrows(IndexOutOfBoundsException.class, () -> order.get(4));
		assertThrows(UnsupportedOperationException.class, () -> order.remove(0));
	}

	@Test
	void groupsFilterAndHaveTheirOwnTurns() throws Exception {
		house.channels.create(grouped("a", Set.of("default")));
		house.channels.create(grouped("b", Set.of("vip")));
		house.channels.create(grouped("c", Set.of("default", "vip")));
		assertEquals(Set.of("a", "c"), Set.copyOf(house.names("m")));
		var both = new HashMap<String, Integer>();
		for (int i = 0; i < 30; i++) {
			both.merge(house.router.candidates("m", Set.of("vip", "default")).getFirst().channelName(), 1, Integer::sum);
		}
		assertEquals(Map.of("a", 10, "b", 10, "c", 10), both);
		var refusal = assertThrows(RefusedException.class, () -> house.router.candidates("m", Set.of("nobody")));
		assertEquals(RefusalCode.MODEL_NOT_FOUND, refusal.code());
	}

	@Test
	void namesPrefixesAndTheStarAllMatch() throws Exception {
		house.channel("exact", 0, 1, "gpt-4o");
		house.channel("short", 0, 1, "gpt-*");
		house.channel("long", 0, 1, "gpt-4*", "gpt-4o");
		house.channel("all", 0, 1, "*");
		assertEquals(Set.of("exact", "short", "long", "all"), Set.copyOf(house.names("gpt-4o")));
		assertEquals(4, house.names("gpt-4o").size(), "listed twice is a candidate once");
		assertEquals(Set.of("short", "long", "all"), Set.copyOf(house.names("gpt-4-turbo")));
		assertEquals(Set.of("short", "all"), Set.copyOf(house.names("gpt-5")));
		assertEquals(Set.of("all"), Set.copyOf(house.names("gpt")));
		assertEquals(Set.of("all"), Set.copyOf(house.names("")));
		assertEquals(List.of("gpt-4o"), house.router.models(House.DEFAULT).stream().map(ModelListing::id).toList(), "patterns are not listed");
	}

	@Test
	void redirectedNamesAreCallableListedAndSentOnEveryAttempt() throws Exception {
		ChannelDraft plain = House.draft("a", 0, 1, "gpt-4o");
		house.channels.create(mapped(plain, Map.of("smart", "gpt-4o", "gpt-4o", "gpt-4o-2024-08-06")));
		house.channels.create(mapped(House.draft("b", 0, 1), Map.of("smart", "qwen-max")));
		for (int i = 0; i < 2; i++) {
			var sent = new HashMap<String, String>();
			for (Candidate candidate : house.candidates("smart")) {
				assertEquals("smart", candidate.model());
				sent.put(candidate.channelName(), candidate.upstreamModel());
			}
			assertEquals(Map.of("a", "gpt-4o", "b", "qwen-max"), sent);
		}
		assertEquals("gpt-4o-2024-08-06", house.candidates("gpt-4o").getFirst().upstreamModel());
		assertEquals(List.of("gpt-4o", "smart"), house.router.models(House.DEFAULT).stream().map(ModelListing::id).toList());
		assertEquals("openai", house.router.models(House.DEFAULT).getFirst().ownedBy());
	}

	@Test
	void refusalsSayWhatToDo() throws Exception {
		Channel channel = house.channel("a", 0, 1, "gpt-4o-mini", "claude-sonnet");
		var unknown = assertThrows(RefusedException.class, () -> house.candidates("gpt-4o"));
		assertEquals(RefusalCode.MODEL_NOT_FOUND, unknown.code());
		assertTrue(unknown.getMessage().contains("'gpt-4o'") && unknown.getMessage().contains("gpt-4o-mini"), unknown.getMessage());
		assertTrue(unknown.getMessage().indexOf("gpt-4o-mini") < unknown.getMessage().indexOf("claude-sonnet"), "the nearest first");

		var draft = ChannelDraft.of(channel);
		house.channels.update(channel.id(), new ChannelDraft(draft.name(), draft.type(), draft.baseUrl(), draft.apiKey(), draft.models(), draft.modelMapping(),
				draft.groups(), 0, 1, false, Map.of(), Map.of(), draft.timeouts()));
		var disabled = assertThrows(RefusedException.class, () -> house.candidates("gpt-4o-mini"));
		assertEquals(RefusalCode.NO_AVAILABLE_CHANNEL, disabled.code());
		assertTrue(disabled.getMessage().contains("'a'") && disabled.getMessage().contains("disabled"), disabled.getMessage());
		assertEquals("a", house.of(channel, "gpt-4o-mini").channelName(), "by hand a disabled one can be tried");

		Channel strange = house.channels.create(ChannelDraft.of("strange", "not-there"));
		house.channels.update(strange.id(), mapped(ChannelDraft.of(strange), Map.of("x", "y")));
		var absent = assertThrows(RefusedException.class, () -> house.candidates("x"));
		assertEquals(RefusalCode.NO_AVAILABLE_CHANNEL, absent.code());
		assertTrue(absent.getMessage().contains("'not-there'"), absent.getMessage());
		assertThrows(RefusedException.class, () -> house.of(strange, "x"));
		assertThrows(UnknownIdException.class, () -> house.router.candidate("ch_none", Optional.empty()));
		var huge = assertThrows(RefusedException.class, () -> house.candidates("z".repeat(1_000_000)));
		assertTrue(huge.getMessage().length() < 2_000);
	}

	@Test
	void aTestByHandTakesTheFirstWholeName() throws Exception {
		Channel patterns = house.channel("patterns", 0, 1, "gpt-*");
		assertEquals(RefusalCode.MODEL_NOT_FOUND, assertThrows(RefusedException.class, () -> house.router.candidate(patterns.id(), Optional.empty())).code());
		Channel both = house.channel("both", 0, 1, "gpt-*", "o3");
		assertEquals("o3", house.router.candidate(both.id(), Optional.empty()).upstreamModel());
	}

	@Test
	void theDefaultAddressIsTheProvidersOfNow() throws Exception {
		var draft = House.draft("a", 0, 1, "m");
		house.channels.create(new ChannelDraft("a", "moving", Optional.empty(), draft.apiKey(), draft.models(), Map.of(), draft.groups(), 0, 1, true, Map.of(),
				Map.of(), Timeouts.DEFAULT));
		var first = new Fakes.Type("moving");
		house.bind(first, 0);
		assertEquals(URI.create("https://moving.example/v1"), house.candidates("m").getFirst().endpoint().baseUrl());
		assertSame(first, house.candidates("m").getFirst().provider());
		var better = new Fakes.Type("moving");
		long id = house.bind(better, 0);
		assertSame(better, house.candidates("m").getFirst().provider(), "the newest of equal rank");
		house.bind(new Fakes.Type("moving"), -1);
		assertSame(better, house.candidates("m").getFirst().provider(), "a lower rank does not win");
		house.unbind(better, id);
		assertSame(first, house.candidates("m").getFirst().provider());
	}

	/** Name, address and redirection always belong together; whoever mixes two versions of a channel is caught. */
	@Test
	void aChangeUnderLoadIsNeverSeenHalf() throws Exception {
		Channel channel = house.channels.create(version(0));
		house.channel("steady", 0, 1, "m");
		var stop = new AtomicBoolean();
		var started = new CountDownLatch(4);
		try (var pool = Executors.newFixedThreadPool(4)) {
			List<Future<Integer>> readers = new ArrayList<>();
			for (int t = 0; t < 4; t++) {
				readers.add(pool.submit(() -> {
					int seen = 0;
					started.countDown();
					while (!stop.get()) {
						List<Candidate> order = house.candidates("m");
						assertEquals(2, order.size());
						for (Candidate candidate : order) {
							if (!candidate.channelName().equals("steady")) {
								assertEquals(candidate.channelName() + ".example", candidate.endpoint().baseUrl().getHost());
								assertEquals("up-" + candidate.channelName(), candidate.upstreamModel());
								seen++;
							}
						}
						assertTrue(!order.get(0).channelId().equals(order.get(1).channelId()));
					}
					return seen;
				}));
			}
			assertTrue(started.await(10, TimeUnit.SECONDS));
			for (int i = 1; i <= 100; i++) {
				house.channels.update(channel.id(), version(i));
			}
			stop.set(true);
			for (Future<Integer> reader : readers) {
				assertTrue(reader.get(10, TimeUnit.SECONDS) > 0);
			}
		}
	}

	@Test
	void aTypeMayComeAndGoUnderLoad() throws Exception {
		var draft = House.draft("hot", 0, 1, "m");
		house.channels.create(new ChannelDraft("hot", "hot", Optional.empty(), draft.apiKey(), draft.models(), Map.of(), draft.groups(), 0, 1, true, Map.of(), Map.of(),
				Timeouts.DEFAULT));
		var stop = new AtomicBoolean();
		var answers = new AtomicInteger();
		var refusals = new AtomicInteger();
		try (var pool = Executors.newFixedThreadPool(3)) {
			List<Future<Void>> readers = new ArrayList<>();
			for (int t = 0; t < 3; t++) {
				readers.add(pool.submit((Callable<Void>) () -> {
					while (!stop.get()) {
						try {
							Candidate candidate = house.candidates("m").getFirst();
							candidate.provider().prepare(new UpstreamCall(Operation.CHAT, "openai-chat", "m", false, "",
									new byte[0]), candidate.endpoint()); // usable even when it is gone by now
							answers.incrementAndGet();
						} catch (RefusedException e) {
							assertEquals(RefusalCode.NO_AVAILABLE_CHANNEL, e.code());
							refusals.incrementAndGet();
						}
					}
					return null;
				}));
			}
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
			int rounds = 0;
			while ((rounds < 300 || answers.get() == 0 || refusals.get() == 0) && System.nanoTime() < deadline) {
				var type = new Fakes.Type("hot");
				long id = house.bind(type, 0);
				house.unbind(type, id);
				rounds++;
			}
			stop.set(true);
			for (Future<Void> reader : readers) {
				reader.get(10, TimeUnit.SECONDS);
			}
		}
		assertTrue(answers.get() > 0 && refusals.get() > 0, answers + " answers, " + refusals + " refusals");
	}

	/** Not a benchmark, but a bound that a linear search or a lock would break; the figures are printed. */
	@Test
	void costsTheSameWithAThousandChannels() throws Exception {
		for (int i = 0; i < 3; i++) {
			house.channel("c" + i, 0, 1, "m", "n" + i);
		}
		double three = nanos();
		for (int i = 3; i < 1_000; i++) {
			house.channel("c" + i, i % 3, 1 + i % 10, "m", "n" + i);
		}
		double thousand = nanos();
		System.out.printf("candidates(): %.0f ns with 3 channels, %.0f ns with 1,000%n", three, thousand);
		assertTrue(thousand < 10_000, thousand + " ns");
	}

	private double nanos() throws RefusedException {
		int rounds = 300_000;
		double best = Double.MAX_VALUE;
		for (int pass = 0; pass < 5; pass++) {
			long begun = System.nanoTime();
			int sink = 0;
			for (int i = 0; i < rounds; i++) {
				sink += house.candidates("m").getFirst().channelId().length();
			}
			assertTrue(sink > 0);
			best = Math.min(best, (System.nanoTime() - begun) / (double) rounds);
		}
		return best;
	}

	private Map<String, LongAdder> countFirsts(int threads, int each) throws Exception {
		var counts = new ConcurrentHashMap<String, LongAdder>();
		try (var pool = Executors.newFixedThreadPool(threads)) {
			var all = new ArrayList<Callable<Void>>();
			for (int t = 0; t < threads; t++) {
				all.add(() -> {
					for (int i = 0; i < each; i++) {
						counts.computeIfAbsent(house.first("m"), name -> new LongAdder()).increment();
					}
					return null;
				});
			}
			for (Future<Void> done : pool.invokeAll(all)) {
				done.get();
			}
		}
		return counts;
	}

	private static ChannelDraft version(int i) {
		return mapped(House.draft("v" + i, 0, 1), Map.of("m", "up-v" + i));
	}

	private static ChannelDraft grouped(String name, Set<String> groups) {
		ChannelDraft draft = House.draft(name, 0, 1, "m");
		return new ChannelDraft(name, draft.type(), draft.baseUrl(), draft.apiKey(), draft.models(), Map.of(), groups, 0, 1, true, Map.of(), Map.of(), draft.timeouts());
	}

	private static ChannelDraft mapped(ChannelDraft draft, Map<String, String> mapping) {
		return new ChannelDraft(draft.name(), draft.type(), draft.baseUrl(), draft.apiKey(), draft.models(), mapping, draft.groups(), draft.priority(), draft.weight(),
				draft.enabled(), draft.headers(), draft.options(), draft.timeouts());
	}

	private static ChannelDraft draft(String name, String type, Optional<String> key) {
		return new ChannelDraft(name, type, Optional.of(URI.create("https://draft.example/v1/")), key, List.of(), Map.of(), Set.of("default"), 0, 1, false,
				Map.of("x-org", "o"), Map.of("region", "eu"), Timeouts.DEFAULT);
	}

	@Test
	void aDraftIsACandidateWithItsOwnAddressAndTheStoredKeyWhereItBringsNone() throws Exception {
		Channel stored = house.channel("stored", 0, 1, "m");
		Candidate candidate = house.router.candidate(draft("", "openai", Optional.empty()), Optional.of(stored.id()));
		assertEquals(URI.create("https://draft.example/v1"), candidate.endpoint().baseUrl());
		assertEquals("sk-secret-of-stored", candidate.endpoint().apiKey());
		assertEquals(Map.of("x-org", "o"), candidate.endpoint().headers());
		assertEquals(Map.of("region", "eu"), candidate.endpoint().options());
		assertEquals("sk-secret-of-stored", house.router.candidate(draft("stored", "openai", Optional.of(stored.maskedKey())), Optional.of(stored.id())).endpoint().apiKey());
		assertEquals("sk-new", house.router.candidate(draft("", "openai", Optional.of("sk-new")), Optional.of(stored.id())).endpoint().apiKey());
		assertEquals("", house.router.candidate(draft("", "openai", Optional.of("")), Optional.of(stored.id())).endpoint().apiKey());
		assertEquals("", house.router.candidate(draft("", "openai", Optional.empty()), Optional.empty()).endpoint().apiKey());
		assertEquals(List.of(stored), house.channels.list(), "nothing is stored");
		assertTrue(house.events.stream().filter(event -> !event.getTopic().endsWith("CREATED")).toList().isEmpty());
	}

	@Test
	void aDraftThatCannotBeIsRefused() {
		RefusedException notInstalled = assertThrows(RefusedException.class, () -> house.router.candidate(draft("", "strange", Optional.empty()), Optional.empty()));
		assertEquals(RefusalCode.NO_AVAILABLE_CHANNEL, notInstalled.code());
		assertTrue(notInstalled.getMessage().contains("'strange' is not installed"), notInstalled.getMessage());
		assertEquals("apiKey", assertThrows(InvalidFieldException.class, () -> house.router.candidate(draft("", "openai", Optional.of("two words")), Optional.empty())).field());
		assertThrows(UnknownIdException.class, () -> house.router.candidate(draft("", "openai", Optional.empty()), Optional.of("ch_none")));
	}
}
