package com.burncloud.admin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.SentRequest;
import com.burncloud.api.usage.UsageService;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class LogsApiTest {
	private static final String ROW = """
			{"requestId":"r1","clientRequestId":"client-r1","at":"2026-01-31T08:00:00Z","tokenId":"tk_1","token":"demo","model":"gpt-4o","upstreamModel":"gpt-4o-2024",
			 "channelId":"ch_1","channel":"主渠道","dialectIn":"openai-chat","dialectOut":"anthropic-messages","stream":true,"status":200,"code":"","error":"",
			 "attempts":[{"channel":"first","status":500,"reason":"server error","millis":31},{"channel":"主渠道","status":200,"reason":"ok","millis":42}],
			 "ttfbMillis":17,"millis":99,"promptTokens":11,"completionTokens":22,"cachedTokens":3,"cacheWriteTokens":4,"reasoningTokens":5,"estimated":true,
			 "costNanos":123456,"fidelity":["logit_bias"]}""";
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
	void aRowHasAllItsFields() {
		server.usage.rows.add(Fakes.row("r1", 200));
		assertEquals(JsonParser.parseString(ROW), Server.json(server.get("/api/logs/r1")));
		JsonObject page = Server.json(server.get("/api/logs")).getAsJsonObject();
		assertEquals(JsonParser.parseString(ROW), page.getAsJsonArray("items").get(0));
		assertTrue(page.get("before").isJsonNull());
		assertEquals(404, server.status("GET", "/api/logs/r2", null));
	}

	@Test
	void pagesJoinWithoutGapOrDouble() {
		IntStream.range(0, 25).forEach(i -> server.usage.rows.add(Fakes.row("r" + i, 200)));
		List<String> seen = new ArrayList<>();
		String before = "";
		do {
			JsonObject page = Server.json(server.get("/api/logs?limit=10" + before)).getAsJsonObject();
			page.getAsJsonArray("items").forEach(row -> seen.add(row.getAsJsonObject().get("requestId").getAsString()));
			JsonElement next = page.get("before");
			before = next.isJsonNull() ? "" : "&before=" + next.getAsString();
		} while (!before.isEmpty());
		assertEquals(IntStream.range(0, 25).mapToObj(i -> "r" + (24 - i)).toList(), seen);
	}

	@Test
	void theQueryReachesTheService() {
		server.get("/api/logs?limit=7&before=3&status=error&channel=%E4%B8%BB%E6%B8%A0%E9%81%93&token=a+b&model=gpt%2F4");
		assertEquals(new LogQuery(7, Optional.of("3"), Optional.of("error"), Optional.of("主渠道"), Optional.of("a b"), Optional.of("gpt/4"),
				Optional.empty(), Optional.empty()), server.usage.asked);
		server.get("/api/logs?from=2026-01-01T00:00:00%2B08:00&to=2026-01-02T00:00:00+00:00");
		assertEquals(new LogQuery(100, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
				Optional.of(Instant.parse("2025-12-31T16:00:00Z")), Optional.of(Instant.parse("2026-01-02T00:00:00Z"))), server.usage.asked);
		server.get("/api/logs?status=&limit=");
		assertEquals(LogQuery.newest(100), server.usage.asked);
		server.get("/api/usage?from=2026-01-01T00:00:00%2B08:00&to=2026-01-02T00:00:00+00:00&by=token");
		assertEquals(List.of(Instant.parse("2025-12-31T16:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"), UsageService.By.TOKEN),
				List.of(server.usage.askedSums));
		assertEquals(JsonParser.parseString("""
				[{"key":"demo","requests":10,"errors":1,"promptTokens":100,"completionTokens":200,"cachedTokens":5,"costNanos":2000000000,"millis":1234}]"""),
				Server.json(server.get("/api/usage?by=model")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/logs?limit=0", "/api/logs?limit=1001", "/api/logs?limit=ten", "/api/logs?limit=99999999999", "/api/logs?status=bad",
			"/api/logs?status=999", "/api/usage?by=year", "/api/usage?from=yesterday", "/api/usage?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
			"/api/logs/stream?history=-1", "/api/logs?from=yesterday", "/api/logs?to=2026-01-01", "/api/dashboard/series?minutes=0",
			"/api/dashboard/series?minutes=1441" })
	void aWrongParameterIsNamed(String path) {
		HttpResponse<String> response = server.get(path);
		assertEquals(400, response.statusCode(), response.body());
		String field = Server.json(response).getAsJsonObject().getAsJsonObject("error").get("field").getAsString();
		assertTrue(path.contains(field + "="), response.body());
	}

	@Test
	void whatWasSentComesBackAsItWas() throws Exception {
		byte[] form = "--x\r\n\u4f60\0\r\n--x--".getBytes(StandardCharsets.UTF_8);
		server.sent.put("r1", new SentRequest("/v1/audio/transcriptions", "multipart/form-data; boundary=x", form));
		HttpResponse<String> response = server.get("/api/logs/r1/request");
		assertEquals(200, response.statusCode(), response.body());
		assertEquals(new String(form, StandardCharsets.UTF_8), response.body());
		assertEquals("multipart/form-data; boundary=x", response.headers().firstValue("content-type").orElse(""));
		assertEquals("/v1/audio/transcriptions", response.headers().firstValue("x-burncloud-path").orElse(""));
		assertEquals("attachment", response.headers().firstValue("content-disposition").orElse(""));
		HttpResponse<String> gone = server.get("/api/logs/r2/request");
		assertEquals(404, gone.statusCode());
		assertTrue(gone.body().contains("keep_requests"), gone.body());
		assertEquals(401, server.send("GET", "/api/logs/r1/request", null, null).statusCode());
		server.unregister(server.sentRequests);
		assertEquals(503, server.status("GET", "/api/logs/r1/request", null));
	}

	/** A client of the stream on a bare socket, so that it can hang up as rudely as clients do. */
	private final class Watcher implements AutoCloseable {
		private final Socket socket = new Socket("127.0.0.1", server.base.getPort());
		private final BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
		final List<String> head = new ArrayList<>();

		Watcher(int history) throws IOException {
			this(history, "");
		}

		Watcher(int history, String more) throws IOException {
			socket.setSoTimeout((int) Server.PATIENCE.toMillis());
			socket.getOutputStream().write(("GET /api/logs/stream?history=" + history + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + server.key
					+ "\r\n" + more + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
			for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
				head.add(line.toLowerCase(Locale.ROOT));
			}
		}

		/** The next line that starts so; chunk sizes and the rest are passed over. */
		String next(String prefix) throws IOException {
			String line = reader.readLine();
			while (line != null && !line.startsWith(prefix)) {
				line = reader.readLine();
			}
			return line;
		}

		String nextId() throws IOException {
			return JsonParser.parseString(next("data: ").substring(6)).getAsJsonObject().get("requestId").getAsString();
		}

		@Override
		public void close() throws IOException {
			socket.close();
		}
	}

	@Test
	void theStreamBringsHistoryThenWhatIsNewThenHeartbeats() throws Exception {
		server.live.add(Fakes.row("old1", 200));
		server.live.add(Fakes.row("r1", 200));
		try (Watcher watcher = new Watcher(1)) {
			assertEquals("http/1.1 200 ok", watcher.head.getFirst());
			assertTrue(watcher.head.containsAll(Set.of("x-accel-buffering: no", "cache-control: no-store")), watcher.head.toString());
			assertTrue(watcher.head.stream().anyMatch(line -> line.startsWith("content-type: text/event-stream")), watcher.head.toString());
			assertEquals(JsonParser.parseString(ROW), JsonParser.parseString(watcher.next("data: ").substring(6)));
			Server.until("subscribed", () -> server.live.listeners.size() == 1);
			for (int i = 0; i < 50; i++) {
				server.live.add(Fakes.row("new" + i, 200));
			}
			for (int i = 0; i < 50; i++) {
				assertEquals("new" + i, watcher.nextId());
			}
			assertTrue(watcher.next(":").startsWith(": still here"));
		}
	}

	@Test
	void whoComesBackGetsWhatIsBehindItsLastRow() throws Exception {
		for (int i = 0; i < 5; i++) {
			server.live.add(Fakes.row("r" + i, 200));
		}
		try (Watcher watcher = new Watcher(1)) {
			assertEquals("id: r4", watcher.next("id: "));
		}
		try (Watcher watcher = new Watcher(1, "Last-Event-ID: r2\r\n")) {
			assertEquals("r3", watcher.nextId());
			assertEquals("r4", watcher.nextId());
		}
		try (Watcher watcher = new Watcher(2, "Last-Event-ID: of-before-the-restart\r\n")) {
			assertEquals("r3", watcher.nextId());
			assertEquals("r4", watcher.nextId());
			Server.until("subscribed", () -> !server.live.listeners.isEmpty());
			server.live.add(Fakes.row("new", 200));
			assertEquals("new", watcher.nextId());
		}
	}

	@Test
	void whoHangsUpIsUnsubscribed() throws Exception {
		try (Watcher first = new Watcher(0); Watcher second = new Watcher(0)) {
			Server.until("both subscribed", () -> server.live.listeners.size() == 2);
			first.close();
			// No row comes: only the heartbeat can find out.
			Server.until("the first is gone", () -> server.live.listeners.size() == 1);
			server.live.add(Fakes.row("after", 200));
			assertEquals("after", second.nextId());
		}
		Server.until("the second is gone", () -> server.live.listeners.isEmpty());
	}

	@Test
	void theStreamsEndWhenTheLiveLogGoes() throws Exception {
		try (Watcher watcher = new Watcher(0)) {
			Server.until("subscribed", () -> server.live.listeners.size() == 1);
			server.unregister(server.live);
			assertEquals(null, watcher.next("data: "), "the stream is over");
			HttpResponse<String> away = server.get("/api/logs/stream");
			assertEquals(503, away.statusCode(), away.body());
			assertTrue(away.body().contains("live log service is not running"), away.body());
			assertEquals(200, server.status("GET", "/api/logs", null));
		}
	}

	@Test
	void thereIsAnEndOfStreams() throws Exception {
		List<Watcher> watchers = new ArrayList<>();
		try {
			for (int i = 0; i < Streams.MOST; i++) {
				watchers.add(new Watcher(0));
			}
			Server.until("all subscribed", () -> server.live.listeners.size() == Streams.MOST);
			assertEquals(503, server.status("GET", "/api/logs/stream", null));
			watchers.removeFirst().close();
			Server.until("one may come again", () -> server.live.listeners.size() < Streams.MOST);
			watchers.add(new Watcher(0));
			assertEquals("http/1.1 200 ok", watchers.getLast().head.getFirst());
		} finally {
			for (Watcher watcher : watchers) {
				watcher.close();
			}
		}
	}
}
