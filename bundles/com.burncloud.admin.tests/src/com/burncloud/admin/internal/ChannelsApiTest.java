package com.burncloud.admin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.Timeouts;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class ChannelsApiTest {
	private static final String WHOLE = """
			{"name":"主渠道","type":"openai","baseUrl":"https://api.example.com/v1","apiKey":"sk-upstream-0123456789","models":["gpt-4o","o*"],
			 "modelMapping":{"fast":"gpt-4o-mini"},"groups":["vip","default"],"priority":5,"weight":7,"enabled":false,
			 "headers":{"x-title":"mine","authorization":"Basic dXNlcjpwYXNzd29yZA=="},"options":{"region":"eu","pin":"1234567890123456"},
			 "timeouts":{"connectMillis":1,"firstByteMillis":2,"idleMillis":3,"totalMillis":4}}""";
	private Server server;

	@BeforeEach
	void start() throws Exception {
		server = new Server();
	}

	@AfterEach
	void stop() throws Exception {
		server.close();
	}

	private JsonObject create(String body) {
		HttpResponse<String> response = server.send("POST", "/api/channels", body);
		assertEquals(201, response.statusCode(), response.body());
		return json(response).getAsJsonObject();
	}

	@Test
	void everyFieldGoesInAndComesOut() {
		HttpResponse<String> made = server.send("POST", "/api/channels", WHOLE);
		assertEquals(201, made.statusCode(), made.body());
		assertEquals("/api/channels/ch_1", made.headers().firstValue("location").orElse(""));
		assertEquals("no-store", made.headers().firstValue("cache-control").orElse(""));
		Channel stored = server.channels.all.get("ch_1");
		assertEquals(Set.of("vip", "default"), stored.groups());
		assertEquals(new Timeouts(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(4)), stored.timeouts());
		assertEquals("sk-upstream-0123456789", server.channels.keys.get("ch_1"));
		server.channels.healths.put("ch_1", new Health(Health.State.COOLING, Optional.of(Instant.parse("2026-01-31T09:00:00Z")), Optional.of("HTTP 500"),
				OptionalLong.of(33)));
		HttpResponse<String> read = server.get("/api/channels/ch_1");
		assertEquals(json("""
				{"id":"ch_1","name":"主渠道","type":"openai","baseUrl":"https://api.example.com/v1","apiKey":"sk-…6789","models":["gpt-4o","o*"],
				 "modelMapping":{"fast":"gpt-4o-mini"},"groups":["default","vip"],"priority":5,"weight":7,"enabled":false,
				 "headers":{"authorization":"Bas…ZA==","x-title":"mine"},"options":{"pin":"123…3456","region":"eu"},
				 "timeouts":{"connectMillis":1,"firstByteMillis":2,"idleMillis":3,"totalMillis":4},
				 "health":{"state":"cooling","until":"2026-01-31T09:00:00Z","lastError":"HTTP 500","latencyMillis":33,"models":{}},"offered":false,"createdAt":"2026-01-31T08:00:00Z"}"""),
				Server.json(read));
		assertEquals(Server.json(server.get("/api/channels")).getAsJsonArray().get(0), Server.json(read));
	}

	private static JsonElement json(String text) {
		return JsonParser.parseString(text);
	}

	private static JsonElement json(HttpResponse<String> response) {
		return Server.json(response);
	}

	@Test
	void whatGetGaveCanBeSentByPutAndChangesNothing() {
		create(WHOLE);
		Channel before = server.channels.all.get("ch_1");
		HttpResponse<String> put = server.send("PUT", "/api/channels/ch_1", server.get("/api/channels/ch_1").body());
		assertEquals(200, put.statusCode(), put.body());
		assertEquals(before, server.channels.all.get("ch_1"), "masked headers, options and key stay what they were");
		assertEquals("sk-upstream-0123456789", server.channels.keys.get("ch_1"));
	}

	@Test
	void putReplacesAndKeepsTheKey() {
		create(WHOLE);
		HttpResponse<String> put = server.send("PUT", "/api/channels/ch_1", "{\"name\":\"n\",\"type\":\"echo\"}");
		assertEquals(200, put.statusCode(), put.body());
		Channel stored = server.channels.all.get("ch_1");
		assertEquals(1, stored.weight());
		assertEquals(0, stored.priority());
		assertTrue(stored.enabled());
		assertEquals(Set.of("default"), stored.groups());
		assertEquals(Timeouts.DEFAULT, stored.timeouts());
		assertTrue(stored.baseUrl().isEmpty() && stored.models().isEmpty() && stored.headers().isEmpty() && stored.options().isEmpty());
		assertEquals("sk-upstream-0123456789", server.channels.keys.get("ch_1"));
	}

	@Test
	void patchChangesWhatIsGivenAndNullResets() {
		create(WHOLE);
		Channel before = server.channels.all.get("ch_1");
		HttpResponse<String> patch = server.send("PATCH", "/api/channels/ch_1", "{\"weight\":9,\"timeouts\":{\"idleMillis\":77}}");
		assertEquals(200, patch.statusCode(), patch.body());
		Channel after = server.channels.all.get("ch_1");
		assertEquals(9, after.weight());
		assertEquals(new Timeouts(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(77), Duration.ofMillis(4)), after.timeouts());
		assertEquals(before.headers(), after.headers());
		assertEquals(before.models(), after.models());
		assertEquals(before.enabled(), after.enabled());

		assertEquals(200, server.status("PATCH", "/api/channels/ch_1",
				"{\"weight\":null,\"groups\":null,\"enabled\":null,\"baseUrl\":null,\"timeouts\":{\"connectMillis\":null},\"apiKey\":null}"));
		Channel reset = server.channels.all.get("ch_1");
		assertEquals(1, reset.weight());
		assertEquals(Set.of("default"), reset.groups());
		assertTrue(reset.enabled() && reset.baseUrl().isEmpty());
		assertEquals(Timeouts.DEFAULT.connect(), reset.timeouts().connect());
		assertEquals(77, reset.timeouts().idle().toMillis());
		assertEquals("", server.channels.keys.get("ch_1"), "null removes the key");
		assertEquals(5, reset.priority());

		assertEquals(200, server.status("PATCH", "/api/channels/ch_1", "{\"timeouts\":null}"));
		assertEquals(Timeouts.DEFAULT, server.channels.all.get("ch_1").timeouts());
		HttpResponse<String> nameless = server.send("PATCH", "/api/channels/ch_1", "{\"name\":null}");
		assertEquals(400, nameless.statusCode());
		assertTrue(nameless.body().contains("\"field\":\"name\""), nameless.body());
	}

	@Test
	void theKeyIsNeverShown() {
		create(WHOLE);
		for (HttpResponse<String> response : List.of(server.get("/api/channels"), server.get("/api/channels/ch_1"),
				server.send("PATCH", "/api/channels/ch_1", "{\"apiKey\":\"sk-another-secret-9876\"}"),
				server.send("PATCH", "/api/channels/ch_1", "{\"apiKey\":5}"), server.send("PATCH", "/api/channels/ch_1", "{\"apiKey\":\"sk-broken-secret"))) {
			assertFalse(response.body().contains("0123456789") || response.body().contains("another-secret") || response.body().contains("broken-secret"),
					response.body());
			assertFalse(response.body().contains("dXNlcjpwYXNzd29yZA"), response.body());
		}
	}

	@Test
	void conflictsAndUnknownIds() {
		create("{\"name\":\"a\",\"type\":\"echo\"}");
		HttpResponse<String> clash = server.send("POST", "/api/channels", "{\"name\":\"a\",\"type\":\"echo\"}");
		assertEquals(409, clash.statusCode());
		assertTrue(clash.body().contains("already"), clash.body());
		for (String method : List.of("GET", "PUT", "PATCH", "DELETE")) {
			HttpResponse<String> unknown = server.send(method, "/api/channels/ch_99", method.startsWith("P") ? "{\"name\":\"x\",\"type\":\"echo\"}" : null);
			assertEquals(404, unknown.statusCode(), method);
			assertTrue(unknown.body().contains("ch_99"), unknown.body());
		}
		assertEquals(404, server.status("POST", "/api/channels/ch_99/test", "{}"));
		HttpResponse<String> gone = server.send("DELETE", "/api/channels/ch_1", null);
		assertEquals(204, gone.statusCode());
		assertEquals("", gone.body());
		assertTrue(server.channels.all.isEmpty());
	}

	@Test
	void aTestSaysWhatCameOfIt() throws Exception {
		create("{\"name\":\"a\",\"type\":\"echo\"}");
		assertEquals(json("{\"ok\":true,\"status\":200,\"model\":\"first\",\"message\":\"pong\",\"millis\":12}"),
				json(server.send("POST", "/api/channels/ch_1/test", null)));
		assertTrue(server.send("POST", "/api/channels/ch_1/test", "{\"model\":\"m\"}").body().contains("\"model\":\"m\""));
		assertEquals(405, server.status("GET", "/api/channels/ch_1/test", null));
		server.unregister(server.channels);
		Server.until("the channels are away", () -> server.status("GET", "/api/channels", null) == 503);
		assertTrue(server.get("/api/channels").body().contains("channel service is not running"));
		assertEquals(200, server.status("GET", "/api/tokens", null), "the rest goes on");
	}

	@Test
	void anUpstreamIsAskedForItsModelsWithTheDraftAndTheStoredSecrets() {
		server.send("POST", "/api/channels", "{\"name\":\"c\",\"type\":\"openai\",\"apiKey\":\"sk-0123456789abcdef\",\"headers\":{\"x-api-token\":\"hunter2hunter2hunter2\"}}");
		JsonObject shown = Server.json(server.get("/api/channels/ch_1")).getAsJsonObject();
		HttpResponse<String> asItIs = server.send("POST", "/api/channels/models", shown.toString());
		assertEquals(JsonParser.parseString("{\"ok\":true,\"status\":200,\"models\":[\"a\",\"b\"],\"message\":\"\",\"millis\":7}"), Server.json(asItIs));
		assertEquals(Optional.of("ch_1"), server.channels.askedId);
		assertEquals(Optional.empty(), server.channels.asked.apiKey());
		assertEquals(Map.of("x-api-token", "hunter2hunter2hunter2"), server.channels.asked.headers());
		assertEquals(200, server.status("POST", "/api/channels/models", "{\"type\":\"openai\",\"apiKey\":\"sk-new\",\"baseUrl\":\"http://x.example\"}"));
		assertEquals(Optional.empty(), server.channels.askedId);
		assertEquals(Optional.of("sk-new"), server.channels.asked.apiKey());
		assertEquals(200, server.status("POST", "/api/channels/models", "{\"name\":\"\",\"type\":\"openai\"}"));
		assertEquals(400, server.status("POST", "/api/channels/models", "{\"name\":\"n\"}"));
		assertEquals(400, server.status("POST", "/api/channels/models", "{\"type\":\"openai\",\"frob\":1}"));
		assertEquals(404, server.status("POST", "/api/channels/models", "{\"type\":\"openai\",\"id\":\"ch_9\"}"));
		assertEquals(1, server.channels.list().size(), "nothing is made");
	}
}
