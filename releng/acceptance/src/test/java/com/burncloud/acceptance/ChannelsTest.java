package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

/** S4, S5, S6: 渠道 with redirected models, shared load, and the next one when one fails. */
class ChannelsTest {
	private static Api api;
	private static Client client;
	private final List<Upstream> upstreams = new ArrayList<>();
	private final List<String> channels = new ArrayList<>();

	@BeforeAll
	static void start() {
		api = Product.shared().api();
		client = Product.shared().client();
	}

	@AfterEach
	void tidy() throws Exception {
		for (Upstream upstream : upstreams) {
			upstream.close();
		}
		channels.forEach(api::deleteChannel);
	}

	private Upstream upstream(String name) throws Exception {
		Upstream upstream = Upstream.named(name);
		upstreams.add(upstream);
		return upstream;
	}

	private String channel(Upstream upstream, String name, String models, String more) {
		String id = api.channel(name, upstream, models, more);
		channels.add(id);
		return id;
	}

	@Test
	void aRedirectedNameIsCallableListedAndWhatTheUpstreamReceivesOnRetriesToo() throws Exception {
		Upstream failing = upstream("failing").doing(Upstream.error(500, "broken"));
		Upstream sound = upstream("sound");
		channel(failing, "redirect-first", "[]", "'priority':10,'modelMapping':{'redirect-asked':'first-sent'}");
		channel(sound, "redirect-second", "[]", "'priority':5,'modelMapping':{'redirect-asked':'second-sent'}");

		Reply reply = client.chat("redirect-asked", "hi").expect(200);

		assertEquals(List.of("first-sent"), failing.requests().stream().map(Upstream.Request::model).toList());
		assertEquals(List.of("second-sent"), sound.requests().stream().map(Upstream.Request::model).toList());
		assertEquals("redirect-second", reply.header("x-burncloud-channel"));
		assertEquals("2", reply.header("x-burncloud-attempts"));
		assertTrue(Json.texts(client.get("/v1/models").expect(200).json().path("data"), "id").contains("redirect-asked"));
		JsonNode row = api.log(reply.requestId());
		assertEquals("redirect-asked", row.path("model").asText());
		assertEquals("second-sent", row.path("upstreamModel").asText());

		assertTrue(client.stream("redirect-asked", "hi").statusCode() == 200);
		assertEquals("second-sent", sound.last().model(), "streams, too");
	}

	@Test
	void onlyTheModelNameIsChangedOnTheWayUp() throws Exception {
		Upstream up = upstream("bytes");
		channel(up, "bytes", "[]", "'modelMapping':{'bytes-asked':'bytes-sent'}");
		String body = "{ \"unknown\" : [1.50, 1e3, \"\\u00e9\"],\n \"model\":\"bytes-asked\",  \"messages\":[{\"role\":\"user\",\"content\":\"model bytes-asked\"}] }";
		client.post("/v1/chat/completions", body).expect(200);
		assertEquals(body.replace("\"model\":\"bytes-asked\"", "\"model\":\"bytes-sent\""), up.last().body());
	}

	@Test
	void equalChannelsGetEqualShares() throws Exception {
		List<Upstream> three = List.of(upstream("rr-1"), upstream("rr-2"), upstream("rr-3"));
		for (int i = 0; i < 3; i++) {
			channel(three.get(i), "rr-" + i, "['round-robin']", "");
		}
		for (int i = 0; i < 31; i++) {
			client.chat("round-robin", "hi").expect(200);
		}
		assertShares(31, three, "one after the other");
		three.forEach(each -> each.requests().clear());
		List<CompletableFuture<Reply>> together = new ArrayList<>();
		for (int i = 0; i < 61; i++) {
			together.add(client.chatAsync("round-robin", "hi", ""));
		}
		together.forEach(each -> each.join().expect(200));
		assertShares(61, three, "all at once");
	}

	private static void assertShares(int all, List<Upstream> upstreams, String how) {
		List<Integer> shares = upstreams.stream().map(each -> each.requests().size()).toList();
		assertEquals(all, shares.stream().mapToInt(Integer::intValue).sum(), how);
		assertTrue(shares.stream().allMatch(share -> Math.abs(share - (double) all / upstreams.size()) <= 1), () -> how + ": " + shares);
	}

	@Test
	void weightsShiftTheShares() throws Exception {
		Upstream heavy = upstream("heavy");
		Upstream light = upstream("light");
		channel(heavy, "heavy", "['weighted']", "'weight':3");
		channel(light, "light", "['weighted']", "'weight':1");
		for (int i = 0; i < 40; i++) {
			client.chat("weighted", "hi").expect(200);
		}
		assertTrue(Math.abs(heavy.requests().size() - 30) <= 1, () -> "of 40, three to one: " + heavy.requests().size() + " and " + light.requests().size());
		assertEquals(40, heavy.requests().size() + light.requests().size());
	}

	@Test
	void noClientSeesAnUpstreamDieAndComeBackUnderLoad() throws Exception {
		Upstream mortal = upstream("mortal");
		Upstream steady = upstream("steady");
		for (Upstream each : List.of(mortal, steady)) {
			each.doing((request, wire) -> {
				Thread.sleep(3); // so that requests are under way when it dies
				each.standard(request, wire);
			});
		}
		channel(mortal, "mortal", "['mortality']", "");
		channel(steady, "steady", "['mortality']", "");
		AtomicBoolean over = new AtomicBoolean();
		AtomicInteger answered = new AtomicInteger();
		ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
		List<Thread> clients = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			clients.add(Thread.ofVirtual().start(() -> {
				while (!over.get()) {
					try {
						Reply reply = client.chat("mortality", "hi");
						if (reply.status() == 200 && List.of("mortal", "steady").contains(reply.content())) {
							answered.incrementAndGet();
						} else {
							wrong.add(reply.toString());
						}
					} catch (RuntimeException e) {
						wrong.add(e.toString());
					}
				}
			}));
		}
		try {
			Until.isTrue(Duration.ofSeconds(20), () -> mortal.requests().size() + " requests", () -> mortal.requests().size() > 200);
			mortal.kill();
			int atDeath = answered.get();
			Until.isTrue(Duration.ofSeconds(20), () -> answered.get() + " answered " + wrong, () -> answered.get() > atDeath + 400);
			mortal.revive();
			int before = mortal.requests().size();
			Until.isTrue(Duration.ofSeconds(20), () -> "it came back and was not asked again", () -> mortal.requests().size() > before + 50);
		} finally {
			over.set(true);
			for (Thread each : clients) {
				each.join();
			}
		}
		assertEquals(List.of(), List.copyOf(wrong), () -> answered.get() + " were answered");
		Loud.measured("failover: %d requests of 16 clients over the death and return of one of two upstreams, 0 errors", answered.get());
	}

	@Test
	void theHigherPriorityGetsAllUntilItFails() throws Exception {
		Upstream first = upstream("first");
		Upstream second = upstream("second");
		channel(second, "second", "['priority']", "'priority':1");
		channel(first, "first", "['priority']", "'priority':2");
		for (int i = 0; i < 10; i++) {
			assertEquals("first", client.chat("priority", "hi").expect(200).content());
		}
		assertEquals(0, second.requests().size());
		first.kill();
		for (int i = 0; i < 10; i++) {
			assertEquals("second", client.chat("priority", "hi").expect(200).content());
		}
	}

	@Test
	void aRateLimitMovesOnAndCoolsForAsLongAsItAsks() throws Exception {
		Upstream limited = upstream("limited").doing(Upstream.error(429, "rate_limit_exceeded", "retry-after", "37"));
		Upstream free = upstream("free");
		String limitedId = channel(limited, "limited", "['limits']", "'priority':1");
		channel(free, "free", "['limits']", "");
		Instant asked = Instant.now();

		Reply reply = client.chat("limits", "hi").expect(200);
		assertEquals("free", reply.content());

		JsonNode health = api.health(limitedId);
		assertEquals("cooling", health.path("state").asText(), health::toString);
		long seconds = Duration.between(asked, Instant.parse(health.path("until").asText())).toSeconds();
		assertTrue(seconds >= 36 && seconds <= 40, health::toString);
		assertTrue(health.path("lastError").asText().contains("429"), health::toString);
		for (int i = 0; i < 5; i++) {
			client.chat("limits", "hi").expect(200);
		}
		assertEquals(1, limited.requests().size(), "it was asked while it cools");

		JsonNode attempts = api.log(reply.requestId()).path("attempts");
		assertEquals(List.of("limited", "free"), Json.texts(attempts, "channel"));
		assertEquals(List.of("429", "200"), Json.texts(attempts, "status"));
		assertTrue(attempts.at("/0/reason").asText().contains("429"), attempts::toString);
	}

	@Test
	void theLogListsEveryAttemptWithItsReason() throws Exception {
		Upstream dead = upstream("dead");
		dead.kill();
		Upstream hanging = upstream("hanging").doing((request, wire) -> Thread.sleep(Duration.ofMinutes(1)));
		Upstream locked = upstream("locked").doing(Upstream.error(401, "invalid_api_key"));
		Upstream broken = upstream("broken").doing(Upstream.error(500, "boom"));
		channel(dead, "attempt-dead", "['attempts']", "'priority':5");
		channel(hanging, "attempt-hanging", "['attempts']", "'priority':4,'timeouts':{'firstByteMillis':300}");
		channel(locked, "attempt-locked", "['attempts']", "'priority':3");
		channel(broken, "attempt-broken", "['attempts']", "'priority':2");

		Reply reply = client.chat("attempts", "hi");

		assertEquals(500, reply.status(), reply::toString);
		JsonNode row = api.log(reply.requestId());
		assertEquals(List.of("attempt-dead", "attempt-hanging", "attempt-locked", "attempt-broken"), Json.texts(row.path("attempts"), "channel"));
		assertEquals(List.of("0", "0", "401", "500"), Json.texts(row.path("attempts"), "status"));
		List<String> reasons = Json.texts(row.path("attempts"), "reason");
		assertTrue(reasons.stream().noneMatch(String::isBlank) && reasons.stream().distinct().count() == 4, reasons::toString);
		assertTrue(row.at("/attempts/1/millis").asLong() >= 300, row::toString);
		assertFalse(row.toString().contains("sk-upstream-attempt"), "a key of an upstream stands in the log");
	}

	@Test
	void aDisabledOrDeletedChannelIsNotAskedAndAChangedOneIsAtOnce() throws Exception {
		Upstream one = upstream("one");
		Upstream two = upstream("two");
		String id = channel(one, "change", "['changes']", "");
		client.chat("changes", "hi").expect(200);
		api.patch("/api/channels/" + id, Json.of("{'enabled':false}"));
		client.chat("changes", "hi").expect(503, "no_available_channel");
		api.patch("/api/channels/" + id, Json.of("{'enabled':true,'baseUrl':'%s/v1'}", two.url()));
		assertEquals("two", client.chat("changes", "hi").expect(200).content());
		assertEquals("Bearer sk-upstream-change", two.last().headers().get("authorization"), "the key must survive a change of something else");
		assertFalse(api.get("/api/channels/" + id).toString().contains("sk-upstream-change"), "the key can be read");
	}
}
