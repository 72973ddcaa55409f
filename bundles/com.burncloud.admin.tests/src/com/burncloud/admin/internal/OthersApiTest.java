package com.burncloud.admin.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.event.RequestEvents;
import com.burncloud.api.event.Topics;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.usage.UsageRecord;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Prices, providers, settings, dashboard, health and metrics. */
class OthersApiTest {
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
	void pricesGoInOneByOneOrTogether() {
		String one = """
				{"model":"a","inputNanosPerToken":1,"outputNanosPerToken":2,"cacheReadNanosPerToken":3,"cacheWriteNanosPerToken":4,"perRequestNanos":5}""";
		HttpResponse<String> put = server.send("PUT", "/api/prices", one);
		assertEquals(200, put.statusCode(), put.body());
		assertEquals(JsonParser.parseString(one), Server.json(put));
		HttpResponse<String> many = server.send("PUT", "/api/prices", "[{\"model\":\"b\",\"inputNanosPerToken\":9},{\"model\":\"c\",\"perRequestNanos\":7}]");
		assertEquals(JsonParser.parseString("""
				[{"model":"b","inputNanosPerToken":9,"outputNanosPerToken":0,"cacheReadNanosPerToken":9,"cacheWriteNanosPerToken":9,"perRequestNanos":0},
				 {"model":"c","inputNanosPerToken":0,"outputNanosPerToken":0,"cacheReadNanosPerToken":0,"cacheWriteNanosPerToken":0,"perRequestNanos":7}]"""),
				Server.json(many));
		assertEquals(3, Server.json(server.get("/api/prices")).getAsJsonArray().size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"model\":\"x\",\"perRequestNanos\":1},{\"model\":\"y\",\"perRequestNanos\":-1}]", "{\"model\":\"x\"}", "{\"perRequestNanos\":1}",
			"[{\"model\":\"x\",\"perRequestNanos\":1},5]", "{\"model\":\"x\",\"price\":1}", "{\"model\":\"x\",\"inputNanosPerToken\":0.5}" })
	void aWrongPriceSetsNone(String body) {
		HttpResponse<String> response = server.send("PUT", "/api/prices", body);
		assertEquals(400, response.statusCode(), response.body());
		assertTrue(server.prices.all.isEmpty());
	}

	private static byte[] jar() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JarOutputStream jar = new JarOutputStream(bytes)) {
			jar.putNextEntry(new ZipEntry("hello.txt"));
			jar.write("hello".getBytes());
		}
		return bytes.toByteArray();
	}

	@Test
	void aProviderIsInstalledAndRemoved() throws Exception {
		HttpResponse<String> made = server.send(
				server.request("/api/providers?name=acme-1.0.jar").header("Content-Type", "application/java-archive").POST(BodyPublishers.ofByteArray(jar())));
		assertEquals(201, made.statusCode(), made.body());
		assertEquals("/api/providers/acme-1.0", made.headers().firstValue("location").orElse(""));
		assertArrayEquals(jar(), server.providers.jars.get("acme-1.0"));
		JsonObject provider = Server.json(made).getAsJsonArray().get(0).getAsJsonObject();
		assertEquals(JsonParser.parseString("""
				{"kind":"provider","type":"acme","name":"acme-1.0","version":"1.2.3","bundle":"com.example.acme","sha256":"ab12","defaultBaseUrl":"https://api.example.com",
				 "dialects":["openai-chat"],"fields":[{"key":"apiKey","labels":{"en":"API key"},"secret":true,"required":true},
				 {"key":"pin","labels":{"en":"PIN"},"secret":true,"required":false},{"key":"region","labels":{"en":"Region"},"secret":false,"required":false}],
				 "names":{"en":"Open AI","zh":"开放"}}"""), provider);
		assertEquals(2, Server.json(server.get("/api/providers")).getAsJsonArray().size());
		assertEquals(204, server.status("DELETE", "/api/providers/acme-1.0", null));
		assertEquals(404, server.status("DELETE", "/api/providers/acme-1.0", null));
		HttpResponse<String> unnamed = server
				.send(server.request("/api/providers").header("Content-Type", "application/octet-stream").POST(BodyPublishers.ofByteArray(jar())));
		assertEquals("/api/providers/com.acme", unnamed.headers().firstValue("location").orElse(""));
	}

	@Test
	void aJarThatBringsAHubIsListedAmongJarsAndNotAmongTypes() throws Exception {
		byte[] jar = Arrays.copyOf(jar(), jar().length + 1);
		jar[jar.length - 1] = 1;
		HttpResponse<String> made = server.send(server.request("/api/providers").header("Content-Type", "application/java-archive").POST(BodyPublishers.ofByteArray(jar)));
		assertEquals(201, made.statusCode(), made.body());
		assertEquals("/api/providers/com.acme", made.headers().firstValue("location").orElse(""));
		JsonObject hub = Server.json(made).getAsJsonArray().get(0).getAsJsonObject();
		String sha256 = hub.remove("sha256").getAsString();
		assertEquals(JsonParser.parseString("{\"kind\":\"hub\",\"id\":\"depot\",\"name\":\"com.acme\",\"version\":\"1.2.3\",\"bundle\":\"com.example.acme\"}"), hub);
		JsonObject listed = Server.json(server.get("/api/providers/jars")).getAsJsonArray().get(0).getAsJsonObject();
		assertEquals(sha256, listed.remove("sha256").getAsString());
		assertEquals(JsonParser.parseString("""
				{"name":"com.acme","version":"1.2.3","bundle":"com.example.acme","brings":[{"kind":"hub","id":"depot"}]}"""), listed);
		assertEquals(204, server.status("DELETE", "/api/providers/com.acme", null));
		assertEquals(0, Server.json(server.get("/api/providers/jars")).getAsJsonArray().size());
	}

	@Test
	void whatIsNoJarIsRefused() throws Exception {
		assertEquals(415, server.send(server.request("/api/providers").header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(jar()))).statusCode());
		for (String name : List.of("..%2Fevil", "a%2Fb", ".hidden", "a%20b", "x".repeat(101))) {
			assertEquals(400, server.send(server.request("/api/providers?name=" + name).header("Content-Type", "application/java-archive")
					.POST(BodyPublishers.ofByteArray(jar()))).statusCode(), name);
		}
		assertEquals(400, server.send(server.request("/api/providers").header("Content-Type", "application/java-archive").POST(BodyPublishers.ofString("no jar")))
				.statusCode());
		String large = server.raw("POST /api/providers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + server.key
				+ "\r\nContent-Type: application/java-archive\r\nContent-Length: " + ((64 << 20) + 1) + "\r\n\r\nPK");
		assertTrue(large.startsWith("HTTP/1.1 413 ") && large.contains("64 MB"), large);
		// Two megabytes are too much for JSON and nothing for a jar.
		byte[] padded = new byte[2 << 20];
		System.arraycopy(jar(), 0, padded, 0, jar().length);
		assertEquals(201, server.send(server.request("/api/providers?name=big").header("Content-Type", "application/java-archive")
				.POST(BodyPublishers.ofByteArray(padded))).statusCode());
		assertEquals(Set.of("big"), server.providers.jars.keySet());
	}

	@Test
	void settingsShowTheirOriginAndNoSecret() {
		HttpResponse<String> response = server.get("/api/settings");
		assertFalse(response.body().contains("hunter2hunter2") && response.body().contains("jdbc:postgresql://db"), response.body());
		var settings = Server.json(response).getAsJsonArray();
		assertEquals(SettingKey.values().length, settings.size());
		for (JsonElement element : settings) {
			JsonObject setting = element.getAsJsonObject();
			switch (setting.get("key").getAsString()) {
			case "allowed_hosts" -> {
				assertEquals("environment", setting.get("source").getAsString());
				assertEquals("gateway.example, other.example", setting.get("value").getAsString());
			}
			case "port" -> {
				assertEquals("default", setting.get("source").getAsString());
				assertEquals("BURNCLOUD_PORT", setting.get("variable").getAsString());
				assertEquals("3000", setting.get("value").getAsString());
			}
			case "database_url" -> assertFalse(setting.get("value").getAsString().contains("postgresql"), setting.toString());
			default -> assertTrue(setting.has("value"));
			}
		}
		assertEquals(405, server.status("PUT", "/api/settings", "{}"));
	}

	private JsonObject setting(HttpResponse<String> response, String key) {
		return Server.json(response).getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject).filter(each -> each.get("key").getAsString().equals(key))
				.findFirst().orElseThrow();
	}

	@Test
	void settingsAreSavedAndShownAsPending() {
		assertTrue(setting(server.get("/api/settings"), "port").get("pending").isJsonNull());
		HttpResponse<String> saved = server.send("PATCH", "/api/settings", "{\"port\":\"3001\",\"max_body_bytes\":2048,\"keep_requests\":false,\"host\":null,\"admin_key\":\"hunter2hunter2hunter2\"}");
		assertEquals(200, saved.statusCode(), saved.body());
		assertEquals(Map.of(SettingKey.PORT, "3001", SettingKey.MAX_BODY_BYTES, "2048", SettingKey.KEEP_REQUESTS, "false", SettingKey.HOST, "", SettingKey.ADMIN_KEY,
				"hunter2hunter2hunter2"), server.settings.pending());
		for (HttpResponse<String> list : List.of(saved, server.get("/api/settings"))) {
			assertEquals("3001", setting(list, "port").get("pending").getAsString());
			assertEquals("3000", setting(list, "port").get("value").getAsString());
			assertEquals("", setting(list, "host").get("pending").getAsString());
			assertFalse(setting(list, "admin_key").get("pending").isJsonNull());
			assertFalse(list.body().contains("hunter2hunter2hunter2"), list.body());
		}
	}

	@Test
	void aSettingThatCannotBeSavedIsNamed() {
		for (String body : List.of("{\"port\":\"99999\"}", "{\"port\":[1]}")) {
			HttpResponse<String> bad = server.send("PATCH", "/api/settings", body);
			assertEquals(400, bad.statusCode(), bad.body());
			assertEquals("port", Server.json(bad).getAsJsonObject().getAsJsonObject("error").get("field").getAsString());
		}
		assertEquals(400, server.status("PATCH", "/api/settings", "{\"prot\":\"1\"}"));
		assertEquals(400, server.status("PATCH", "/api/settings", "[]"));
		assertEquals(409, server.status("PATCH", "/api/settings", "{\"allowed_hosts\":\"x\",\"log_level\":\"debug\"}"));
		assertEquals(401, server.send("PATCH", "/api/settings", "{}", "Bearer none").statusCode());
		assertEquals(Map.of(), server.settings.pending());
	}

	@Test
	void theDashboardShowsItsSeries() {
		assertEquals(JsonParser.parseString("""
				[{"at":"2026-01-31T08:00:00Z","requests":90,"errors":1,"tokens":2,"costNanos":3,"p50Millis":4,"p95Millis":5,"ttfbP50Millis":6}]"""),
				Server.json(server.get("/api/dashboard/series?minutes=90")));
		assertEquals(60, Server.json(server.get("/api/dashboard/series")).getAsJsonArray().get(0).getAsJsonObject().get("requests").getAsInt());
	}

	@Test
	void theDashboardShowsItsFigures() {
		assertEquals(JsonParser.parseString("""
				{"requestsPerMinute":60,"tokensPerMinute":6000,"successRatio":0.5,"p50Millis":100,"p95Millis":900,"ttfbP50Millis":50,"costTodayNanos":42,
				 "activeRequests":7}"""), Server.json(server.get("/api/dashboard")));
	}

	@Test
	void healthSaysWhatIsWrongWithTheDatabase() throws Exception {
		server.database.status = "The database does not answer.";
		Server.until("it is noticed", () -> Server.json(server.get("/health")).getAsJsonObject().get("status").getAsString().equals("degraded"));
		assertEquals("The database does not answer.", Server.json(server.get("/health")).getAsJsonObject().get("database").getAsString());
		assertTrue(server.get("/metrics").body().contains("\nburncloud_database_up 0\n"));
		server.unregister(server.database);
		Server.until("it is noticed", () -> server.get("/health").body().contains("The store is not running."));
	}

	@Test
	void healthSaysThatTheJournalCannotBeWritten() {
		assertEquals("ok", Server.json(server.get("/health")).getAsJsonObject().get("journal").getAsString());
		assertTrue(server.get("/metrics").body().contains("\nburncloud_journal_up 1\n"));
		server.journal.status = "failing since yesterday: no space left";
		HttpResponse<String> health = server.get("/health");
		assertEquals(200, health.statusCode());
		assertEquals("degraded", Server.json(health).getAsJsonObject().get("status").getAsString());
		assertEquals("failing since yesterday: no space left", Server.json(health).getAsJsonObject().get("journal").getAsString());
		assertTrue(server.get("/metrics").body().contains("\nburncloud_journal_up 0\n"));
	}

	@Test
	void settingsThatTheDiskDoesNotTakeAreNoMatterOfRights() {
		server.settings.full = true;
		HttpResponse<String> response = server.send("PATCH", "/api/settings", "{\"log_level\":\"debug\"}");
		assertEquals(507, response.statusCode());
		assertTrue(response.body().contains("no space left"), response.body());
	}

	@Test
	void whatIsNoJsonIsSaidInPlainWordsAndShortly() {
		HttpResponse<String> broken = server.send("POST", "/api/channels", "{\"name\": oops}");
		assertEquals(400, broken.statusCode());
		assertTrue(broken.body().contains("broken at line 1, column ") && !broken.body().contains("Exception") && !broken.body().contains("JsonReader"), broken.body());
		String half = server.send("POST", "/api/channels", "{\"name\": \"x").body();
		assertTrue(half.contains("too early") || half.contains("broken at line"), half);
		assertTrue(server.get("/api/logs?limit=" + "9".repeat(5_000)).body().length() < 400);
	}

	@Test
	void aFailureIsSaidWithoutItsInnards() {
		server.channels.all.put("ch_bad", null); // makes the listing fail
		HttpResponse<String> response = server.get("/api/channels");
		assertEquals(500, response.statusCode());
		assertTrue(response.body().contains("internal_error"), response.body());
		assertFalse(response.body().contains("Exception"), response.body());
	}

	private void post(String topic, UsageRecord row) {
		BundleContext context = FrameworkUtil.getBundle(AdminServlet.class).getBundleContext();
		EventAdmin events = context.getService(context.getServiceReference(EventAdmin.class));
		events.sendEvent(new Event(topic, topic.equals(Topics.REQUEST_STARTED) ? RequestEvents.started(row.requestId(), row.token(), row.model(), row.stream())
				: RequestEvents.ended(row)));
	}

	@Test
	void metricsCountWhatEnds() {
		for (int i = 0; i < 3; i++) {
			post(Topics.REQUEST_STARTED, Fakes.row("r" + i, 200));
			post(Topics.REQUEST_COMPLETED, Fakes.row("r" + i, 200));
		}
		post(Topics.REQUEST_STARTED, Fakes.row("r9", 502));
		post(Topics.REQUEST_FAILED, Fakes.row("r9", 502));
		HttpResponse<String> response = server.get("/metrics");
		assertTrue(response.headers().firstValue("content-type").orElse("").startsWith("text/plain"), response.headers().toString());
		List<String> lines = response.body().lines().toList();
		for (String line : List.of("# TYPE burncloud_requests_total counter", "burncloud_requests_total{channel=\"主渠道\",class=\"2xx\",model=\"gpt-4o\"} 3",
				"burncloud_requests_total{channel=\"主渠道\",class=\"5xx\",model=\"gpt-4o\"} 1", "burncloud_requests_started_total 4",
				"burncloud_tokens_total{channel=\"主渠道\",class=\"2xx\",kind=\"completion\",model=\"gpt-4o\"} 66", "burncloud_requests_active 7",
				"# TYPE burncloud_request_duration_seconds histogram", "burncloud_request_duration_seconds_bucket{stream=\"true\",le=\"0.05\"} 0",
				"burncloud_request_duration_seconds_bucket{stream=\"true\",le=\"0.1\"} 4", "burncloud_request_duration_seconds_bucket{stream=\"true\",le=\"+Inf\"} 4",
				"burncloud_request_duration_seconds_count{stream=\"true\"} 4", "burncloud_request_ttfb_seconds_count{stream=\"true\"} 4", "burncloud_database_up 1",
				"burncloud_journal_bytes 0")) {
			assertTrue(lines.contains(line), line + " is not in\n" + response.body());
		}
		assertTrue(lines.stream().anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"")), response.body());
		assertTrue(lines.stream().anyMatch(line -> line.startsWith("jvm_threads_live")), response.body());
		assertTrue(lines.stream().anyMatch(line -> line.startsWith("process_uptime_seconds ")), response.body());
		double cost = lines.stream().filter(line -> line.startsWith("burncloud_cost_usd_total{channel=\"主渠道\",class=\"2xx\"")).mapToDouble(line -> Double
				.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
		assertEquals(3 * 123_456e-9, cost, 1e-12);
		for (String line : lines) {
			assertTrue(line.matches("# (HELP|TYPE) [a-z_:][a-z0-9_:]* .+|[a-z_:][a-z0-9_:]*(\\{([a-z_]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)+})? (NaN|[+-]?(Inf|[0-9.eE+-]+))"),
					line);
		}
	}

	@Test
	void labelsFromClientsAreBoundedAndEscaped() {
		UsageRecord base = Fakes.row("r", 200);
		for (int i = 0; i < Metrics.MOST_SERIES + 200; i++) {
			post(Topics.REQUEST_COMPLETED, new UsageRecord("r" + i, "", base.at(), "", "", "model-\"\n\\" + i, "", "c", "channel", "", "", false, 200, "", "",
					List.of(), 1, 1, base.usage(), 1, List.of()));
		}
		for (int i = 0; i < 500; i++) { // declined before a channel was found: any name at all
			post(Topics.REQUEST_FAILED, new UsageRecord("q" + i, "", base.at(), "", "", "made-up-" + i, "", "", "", "", "", false, 404, "", "", List.of(), 0, 1,
					base.usage(), 0, List.of()));
		}
		List<String> lines = server.get("/metrics").body().lines().filter(line -> line.startsWith("burncloud_requests_total{")).toList();
		assertTrue(lines.size() <= Metrics.MOST_SERIES + 5, lines.size() + " series");
		assertTrue(lines.contains("burncloud_requests_total{channel=\"other\",class=\"2xx\",model=\"other\"} 200"), lines.getLast());
		assertTrue(lines.contains("burncloud_requests_total{channel=\"other\",class=\"4xx\",model=\"other\"} 500"), lines.getLast());
		assertTrue(lines.contains("burncloud_requests_total{channel=\"channel\",class=\"2xx\",model=\"model-\\\"\\n\\\\7\"} 1"), lines.getFirst());
		assertTrue(lines.stream().noneMatch(line -> line.contains("made-up")));
	}
}
