package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.burncloud.acceptance.Api.NewToken;
import com.fasterxml.jackson.databind.JsonNode;

/** S7, S8: 令牌 of each kind, and a quota that holds whatever happens. */
class TokensTest {
	private static Product product;
	private static Api api;
	private static Client client;

	@BeforeAll
	static void start() {
		product = Product.shared();
		api = product.api();
		client = product.client();
		api.post("/api/channels", Json.of("{'name':'priced','type':'echo','models':['priced-model','other-model']}"));
		api.call("PUT", "/api/prices", Json.of("{'model':'priced-model','inputNanosPerToken':100,'outputNanosPerToken':1000,'perRequestNanos':50}")).expect(200);
	}

	@Test
	void theSecretIsShownOnceAndBeginsAsPromised() {
		JsonNode made = api.post("/api/tokens", Json.of("{'name':'once'}"));
		String secret = made.path("secret").asText();
		assertTrue(secret.matches("sk-burncloud-[A-Za-z0-9_-]{20,}"), secret);
		client.as(secret).chat("echo", "hi").expect(200);
		String random = secret.substring("sk-burncloud-".length());
		assertFalse(api.get("/api/tokens").toString().contains(random));
		assertFalse(api.token(made.path("id").asText()).toString().contains(random));
		assertTrue(secret.startsWith(api.token(made.path("id").asText()).path("prefix").asText()));
	}

	@Test
	void unlimitedHasNoEndAndCounts() {
		NewToken token = api.token("boundless", "'quota':{'kind':'unlimited'}");
		for (int i = 0; i < 5; i++) {
			client.as(token.secret()).chat("echo", "hi").expect(200);
		}
		assertEquals(5, api.token(token.id()).at("/used/count").asLong());
	}

	@Test
	void aCountEndsWhereItEndsAndCanBeRaised() {
		NewToken token = api.token("three", "'quota':{'kind':'count','limit':3}");
		Client three = client.as(token.secret());
		for (int i = 0; i < 3; i++) {
			three.chat("echo", "hi").expect(200);
		}
		assertEquals("false", three.chat("echo", "hi").expect(429, "insufficient_quota").header("x-should-retry"));
		assertEquals(3, api.token(token.id()).at("/used/count").asLong());
		api.patch("/api/tokens/" + token.id(), Json.of("{'quota':{'kind':'count','limit':4}}"));
		three.chat("echo", "hi").expect(200);
		three.chat("echo", "hi").expect(429, "insufficient_quota");
	}

	@Test
	void anAmountPaysWhatThePriceSays() {
		NewToken token = api.token("spender", "'quota':{'kind':'amount','limitNanos':1000000000}");
		Reply reply = client.as(token.secret()).chat("priced-model", "echo: tokens=6").expect(200);
		JsonNode usage = reply.json().path("usage");
		long cost = 100 * usage.path("prompt_tokens").asLong() + 1000 * usage.path("completion_tokens").asLong() + 50;
		assertEquals(6, usage.path("completion_tokens").asLong());
		assertEquals(cost, api.log(reply.requestId()).path("costNanos").asLong());
		assertEquals(cost, api.token(token.id()).at("/used/nanos").asLong());
		assertEquals(0, api.token(token.id()).at("/reserved/nanos").asLong());
		client.as(token.secret()).chat("other-model", "hi").expect(403, "model_not_priced");
	}

	@Test
	void aThousandAtOnceOnACountOfAHundredAreAHundred() throws Exception {
		NewToken token = api.token("hundred", "'quota':{'kind':'count','limit':100}");
		long begin = System.nanoTime();
		List<Reply> replies = thousand(client.as(token.secret()), "echo", "echo: delay=100\nhi", "");
		Loud.measured("quota: 1000 parallel requests on a count of 100 took %d ms", (System.nanoTime() - begin) / 1_000_000);
		assertEquals(100, replies.stream().filter(reply -> reply.status() == 200).count(), () -> "answered of 1000 on a count of 100");
		replies.stream().filter(reply -> reply.status() != 200).forEach(reply -> assertEquals("false", reply.expect(429, "insufficient_quota").header("x-should-retry")));
		JsonNode after = api.token(token.id());
		assertEquals(100, after.at("/used/count").asLong(), after::toString);
		assertEquals(0, after.at("/reserved/count").asLong(), after::toString);

		Until.holds(Duration.ofSeconds(20), () -> {
			assertEquals(100, api.logsOf(token.name()).stream().filter(row -> row.path("status").asInt() == 200).count());
			return true;
		});
		assertBalanceSurvivesARestart(token);
		client.as(token.secret()).chat("echo", "hi").expect(429, "insufficient_quota");
	}

	@Test
	void aThousandAtOnceNeverSpendMoreThanTheAmount() throws Exception {
		long limit = 200_000;
		NewToken token = api.token("purse", "'quota':{'kind':'amount','limitNanos':%d}".formatted(limit));
		List<Reply> replies = thousand(client.as(token.secret()), "priced-model", "echo: delay=20 tokens=5", "'max_tokens':10");
		List<Reply> paid = replies.stream().filter(reply -> reply.status() == 200).toList();
		replies.stream().filter(reply -> reply.status() != 200).forEach(reply -> assertEquals("false", reply.expect(429, "insufficient_quota").header("x-should-retry")));
		assertTrue(!paid.isEmpty() && paid.size() < 1000, () -> paid.size() + " were answered");
		JsonNode after = api.token(token.id());
		long used = after.at("/used/nanos").asLong();
		Until.holds(Duration.ofSeconds(20), () -> {
			assertEquals(used, api.logsOf(token.name()).stream().mapToLong(row -> row.path("costNanos").asLong()).sum(), "the sum of the log");
			return true;
		});
		assertTrue(used <= limit, after::toString);
		assertEquals(0, after.at("/reserved/nanos").asLong(), after::toString);
		assertEquals(paid.size() * 5050L + 100 * paid.stream().mapToLong(reply -> reply.json().at("/usage/prompt_tokens").asLong()).sum(), used, "the sum of the answers");
		Loud.measured("quota: amount of %d nanos, 1000 parallel requests: %d answered, %d spent", limit, paid.size(), used);
		assertBalanceSurvivesARestart(token);
	}

	private static void assertBalanceSurvivesARestart(NewToken token) throws InterruptedException {
		JsonNode before = api.token(token.id());
		product.restart();
		assertEquals(before.path("used"), api.token(token.id()).path("used"));
		assertEquals(before.path("reserved"), api.token(token.id()).path("reserved"));
	}

	private static List<Reply> thousand(Client client, String model, String text, String more) {
		List<CompletableFuture<Reply>> running = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			running.add(client.chatAsync(model, text, more));
		}
		return running.stream().map(CompletableFuture::join).toList();
	}

	@Test
	void refusedRequestsAndFailedUpstreamsCostNothing() throws Exception {
		NewToken token = api.token("careful", "'quota':{'kind':'count','limit':2}");
		Client careful = client.as(token.secret());
		careful.chat("no-such-model", "hi").expect(404, "model_not_found");
		careful.post("/v1/chat/completions", "{broken").expect(400);
		try (Upstream broken = Upstream.named("broken").doing(Upstream.error(500, "boom"))) {
			String id = api.channel("costless", broken, "['costless']", "");
			careful.chat("costless", "hi").expect(500);
			api.deleteChannel(id);
		}
		JsonNode after = api.token(token.id());
		assertEquals(0, after.at("/used/count").asLong(), after::toString);
		assertEquals(0, after.at("/reserved/count").asLong(), after::toString);
	}

	@Test
	void aGroupOpensItsChannelsOnly() throws Exception {
		try (Upstream vip = Upstream.named("vip")) {
			String id = api.channel("vip", vip, "['group-model']", "'groups':['vip']");
			client.chat("group-model", "hi").expect(404, "model_not_found");
			assertFalse(Json.texts(client.get("/v1/models").json().path("data"), "id").contains("group-model"));
			Client member = client.as(api.token("member", "'groups':['vip']").secret());
			assertEquals("vip", member.chat("group-model", "hi").expect(200).content());
			member.chat("echo", "hi").expect(404, "model_not_found");
			assertEquals(List.of("group-model"), Json.texts(member.get("/v1/models").json().path("data"), "id"));
			api.deleteChannel(id);
		}
	}

	@Test
	void allowedModelsAreAllowedAndNoOthers() {
		Client picky = client.as(api.token("picky", "'models':['other-model']").secret());
		picky.chat("other-model", "hi").expect(200);
		picky.chat("echo", "hi").expect(403, "model_not_allowed");
		assertEquals(List.of("other-model"), Json.texts(picky.get("/v1/models").json().path("data"), "id"));
	}

	@Test
	void anExpiredTokenIsNoKey() throws Exception {
		Client mortal = client.as(api.token("mortal", "'expiresAt':'%s'".formatted(Instant.now().plusSeconds(2))).secret());
		mortal.chat("echo", "hi").expect(200);
		Until.isTrue(Duration.ofSeconds(10), () -> "it lives on", () -> mortal.chat("echo", "hi").status() == 401);
		mortal.chat("echo", "hi").expect(401, "invalid_api_key");
	}

	@Test
	void aDisabledTokenIsNoKeyUntilItIsEnabledAndADeletedOneNeverAgain() {
		NewToken token = api.token("switched", "");
		Client switched = client.as(token.secret());
		switched.chat("echo", "hi").expect(200);
		api.patch("/api/tokens/" + token.id(), Json.of("{'enabled':false}"));
		switched.chat("echo", "hi").expect(401, "invalid_api_key");
		api.patch("/api/tokens/" + token.id(), Json.of("{'enabled':true}"));
		switched.chat("echo", "hi").expect(200);
		api.call("GET", "/api/tokens/" + token.id() + "/delete", "").expect(404);
		switched.chat("echo", "a GET deletes nothing").expect(200);
		api.call("DELETE", "/api/tokens/" + token.id(), "").expect(204);
		switched.chat("echo", "hi").expect(401, "invalid_api_key");
	}

	@Test
	void rotatingEndsTheOldSecretAndKeepsTheRest() {
		NewToken token = api.token("rotated", "'quota':{'kind':'count','limit':5}");
		client.as(token.secret()).chat("echo", "hi").expect(200);
		Reply rotated = api.call("POST", "/api/tokens/" + token.id() + "/rotate", "");
		assertTrue(rotated.status() / 100 == 2, rotated::toString);
		String fresh = rotated.json().path("secret").asText();
		client.as(token.secret()).chat("echo", "hi").expect(401, "invalid_api_key");
		client.as(fresh).chat("echo", "hi").expect(200);
		assertEquals(2, api.token(token.id()).at("/used/count").asLong());
	}

	@Test
	void aRequestLimitAMinuteIsARateLimitThatMayBeRepeated() {
		Client paced = client.as(api.token("paced", "'rpm':2").secret());
		paced.chat("echo", "hi").expect(200);
		paced.chat("echo", "hi").expect(200);
		Reply refused = paced.chat("echo", "hi").expect(429, "rate_limit_exceeded");
		assertTrue(Double.parseDouble(refused.header("retry-after")) > 0, refused::toString);
		assertFalse(refused.header("x-should-retry").equals("false"), refused::toString);
	}

	@Test
	void everyHeaderThatCarriesATokenIsRead() {
		String body = Client.chatBody("echo", "hi", "");
		Client nobody = client.as("");
		nobody.post("/v1/chat/completions", body, "x-api-key", "sk-burncloud-demo").expect(200);
		nobody.post("/v1/chat/completions", body, "x-goog-api-key", "sk-burncloud-demo").expect(200);
		nobody.post("/v1/chat/completions", body).expect(401, "invalid_api_key");
	}

	@Test
	void theManagementApiOpensToItsKeyOnly() {
		for (String path : List.of("/api/channels", "/api/tokens", "/api/logs", "/api/logs/stream", "/api/usage", "/api/prices", "/api/providers", "/metrics", "/api/no-such-thing")) {
			for (String key : List.of("", "sk-burncloud-demo", "wrong")) {
				assertEquals(401, new Api(product.url(), key).call("GET", path, "").status(), () -> path + " with the key '" + key + "'");
			}
		}
		assertEquals(200, api.call("GET", "/metrics", "").status());
		assertEquals(400, api.call("POST", "/api/tokens", Json.of("{'name':'x','quota':{'kind':'count'}}")).status());
		assertEquals("limit", api.call("POST", "/api/tokens", Json.of("{'name':'x','quota':{'kind':'count'}}")).json().at("/error/field").asText().replaceAll(".*\\.", ""));
	}
}
