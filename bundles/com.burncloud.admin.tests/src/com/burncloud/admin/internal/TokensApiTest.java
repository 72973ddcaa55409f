package com.burncloud.admin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Token;
import com.google.gson.JsonParser;

class TokensApiTest {
	private Server server;

	@BeforeEach
	void start() throws Exception {
		server = new Server();
	}

	@AfterEach
	void stop() throws Exception {
		server.close();
	}

	@Test
	void everyFieldGoesInAndComesOutAndTheSecretOnce() {
		HttpResponse<String> made = server.send("POST", "/api/tokens", """
				{"name":"团队","quota":{"kind":"amount","limitNanos":9000000000000},"groups":["b","a"],"models":["gpt-*"],"allowedAddresses":["10.0.0.0/8"],
				 "expiresAt":"2027-01-01T08:00:00+08:00","rpm":60,"tpm":1000,"concurrency":3,"enabled":false}""");
		assertEquals(201, made.statusCode(), made.body());
		assertEquals("/api/tokens/tk_1", made.headers().firstValue("location").orElse(""));
		String expected = """
				{"id":"tk_1","name":"团队","prefix":"sk-burncloud-ab","quota":{"kind":"amount","limitNanos":9000000000000},
				 "used":{"nanos":1500000000,"count":3},"reserved":{"nanos":7,"count":1},"groups":["a","b"],"models":["gpt-*"],"allowedAddresses":["10.0.0.0/8"],
				 "expiresAt":"2027-01-01T00:00:00Z","rpm":60,"tpm":1000,"concurrency":3,"enabled":false,"createdAt":"2026-01-31T08:00:00Z"%s}""";
		assertEquals(JsonParser.parseString(expected.formatted(",\"secret\":\"sk-burncloud-secret-1\"")), Server.json(made));
		assertEquals(JsonParser.parseString(expected.formatted("")), Server.json(server.get("/api/tokens/tk_1")));
		assertFalse(server.get("/api/tokens").body().contains("secret"));
		HttpResponse<String> rotated = server.send("POST", "/api/tokens/tk_1/rotate", null);
		assertEquals(200, rotated.statusCode());
		assertEquals("sk-burncloud-secret-2", Server.json(rotated).getAsJsonObject().get("secret").getAsString());
		assertFalse(server.send("PATCH", "/api/tokens/tk_1", "{\"enabled\":true}").body().contains("secret"));
	}

	@Test
	void aPassIsMadeForATokenAndPerhapsAChannel() {
		server.send("POST", "/api/tokens", "{\"name\":\"n\"}");
		server.send("POST", "/api/channels", "{\"name\":\"c\",\"type\":\"openai\"}");
		HttpResponse<String> plain = server.send("POST", "/api/tokens/tk_1/pass", null);
		assertEquals(201, plain.statusCode(), plain.body());
		assertEquals(JsonParser.parseString("{\"secret\":\"sk-burncloud-pass-tk_1\",\"expiresAt\":\"2026-01-31T08:00:00Z\"}"), Server.json(plain));
		assertEquals("no-store", plain.headers().firstValue("cache-control").orElse(""));
		assertEquals("sk-burncloud-pass-tk_1-ch_1",
				Server.json(server.send("POST", "/api/tokens/tk_1/pass", "{\"channel\":\"ch_1\"}")).getAsJsonObject().get("secret").getAsString());
		assertEquals(404, server.status("POST", "/api/tokens/tk_9/pass", "{}"));
		assertEquals(400, server.status("POST", "/api/tokens/tk_1/pass", "{\"channel\":\"ch_9\"}"));
		assertEquals(400, server.status("POST", "/api/tokens/tk_1/pass", "{\"chanel\":\"ch_1\"}"));
		assertEquals(405, server.status("GET", "/api/tokens/tk_1/pass", null));
		assertEquals(401, server.send("POST", "/api/tokens/tk_1/pass", "{}", "Bearer sk-burncloud-pass-tk_1").statusCode());
	}

	@Test
	void patchChangesWhatIsGivenAndNullResets() {
		server.send("POST", "/api/tokens", "{\"name\":\"n\",\"quota\":{\"kind\":\"count\",\"limit\":5},\"rpm\":1,\"tpm\":2,\"groups\":[\"g\"]}");
		assertEquals(200, server.status("PATCH", "/api/tokens/tk_1", "{\"tpm\":null,\"concurrency\":4}"));
		Token token = server.tokens.all.get("tk_1");
		assertEquals(new Limits(OptionalInt.of(1), OptionalInt.empty(), OptionalInt.of(4)), token.limits());
		assertEquals(new Quota.Count(5), token.quota());
		assertEquals(200, server.status("PATCH", "/api/tokens/tk_1", "{\"quota\":null}"));
		assertEquals(new Quota.Unlimited(), server.tokens.all.get("tk_1").quota());
		assertEquals(405, server.status("PUT", "/api/tokens/tk_1", "{\"name\":\"n\"}"));
		assertEquals(204, server.status("DELETE", "/api/tokens/tk_1", null));
		assertEquals(404, server.status("DELETE", "/api/tokens/tk_1", null));
		assertEquals(404, server.status("POST", "/api/tokens/tk_1/rotate", null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                                                       | name
			{"name":" "}                                             | name
			{"name":7}                                               | name
			{"name":"n","quota":{"kind":"free"}}                     | quota.kind
			{"name":"n","quota":{"limit":5}}                         | quota.kind
			{"name":"n","quota":{"kind":"count"}}                    | quota.limit
			{"name":"n","quota":{"kind":"count","limit":-1}}         | quota.limit
			{"name":"n","quota":{"kind":"count","limit":1.5}}        | quota.limit
			{"name":"n","quota":{"kind":"count","limit":"5"}}        | quota.limit
			{"name":"n","quota":{"kind":"count","limitNanos":5}}     | quota.limitNanos
			{"name":"n","quota":{"kind":"amount","limitNanos":1e99}} | quota.limitNanos
			{"name":"n","quota":{"kind":"amount","limitNanos":1e999999999}} | quota.limitNanos
			{"name":"n","quota":{"kind":"unlimited","limit":5}}      | quota.limit
			{"name":"n","quota":"unlimited"}                         | quota
			{"name":"n","quota":{"kind":"count","limit":1,"x":2}}    | quota.x
			{"name":"n","groups":"default"}                          | groups
			{"name":"n","models":[1]}                                | models
			{"name":"n","expiresAt":"tomorrow"}                      | expiresAt
			{"name":"n","expiresAt":1234567}                         | expiresAt
			{"name":"n","rpm":0}                                     | rpm
			{"name":"n","tpm":4294967296}                            | tpm
			{"name":"n","concurrency":true}                          | concurrency
			{"name":"n","enabled":"yes"}                             | enabled
			{"name":"n","secret":"sk-mine"}                          | secret
			{"name":"n","enabeld":true}                              | enabeld
			""")
	void aWrongFieldIsNamedAndNothingIsMade(String body, String field) {
		HttpResponse<String> response = server.send("POST", "/api/tokens", body);
		assertEquals(400, response.statusCode(), response.body());
		assertEquals(field, Server.json(response).getAsJsonObject().getAsJsonObject("error").get("field").getAsString(), response.body());
		assertTrue(server.tokens.all.isEmpty());
	}
}
