package com.burncloud.admin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.event.Topics;
import com.google.gson.JsonParser;

class EventsApiTest {
	private Server server;

	@BeforeEach
	void start() throws Exception {
		server = new Server();
	}

	@AfterEach
	void stop() throws Exception {
		server.close();
	}

	private static void post(String topic, Map<String, Object> properties) {
		BundleContext context = FrameworkUtil.getBundle(AdminServlet.class).getBundleContext();
		EventAdmin events = context.getService(context.getServiceReference(EventAdmin.class));
		events.sendEvent(new Event(topic, properties));
	}

	private final class Watcher implements AutoCloseable {
		private final Socket socket = new Socket();
		private final BufferedReader reader;
		final List<String> head = new ArrayList<>();

		Watcher(int receiveBuffer, boolean untilConnected) throws IOException {
			socket.setReceiveBufferSize(receiveBuffer);
			socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.base.getPort()));
			socket.setSoTimeout((int) Server.PATIENCE.toMillis());
			reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			socket.getOutputStream().write(("GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + server.key + "\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.UTF_8));
			for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
				head.add(line.toLowerCase(Locale.ROOT));
			}
			if (untilConnected) {
				next(": still here");
			}
		}

		/** The next line that starts so; null at the end. */
		String next(String prefix) throws IOException {
			String line = reader.readLine();
			while (line != null && !line.startsWith(prefix)) {
				line = reader.readLine();
			}
			return line;
		}

		@Override
		public void close() throws IOException {
			socket.close();
		}
	}

	@Test
	void eventsOfWhatChangesComeInOrderAndNoOthers() throws Exception {
		try (Watcher watcher = new Watcher(64 << 10, true); Watcher second = new Watcher(64 << 10, true)) {
			assertEquals("http/1.1 200 ok", watcher.head.getFirst());
			assertTrue(watcher.head.stream().anyMatch(line -> line.startsWith("content-type: text/event-stream")), watcher.head.toString());
			post(Topics.REQUEST_COMPLETED, Map.of("requestId", "r1"));
			post(Topics.CHANNEL_COOLING, Map.of("id", "ch_1", "name", "\u6e20\u9053 \n\"1\"", "weight", 3, "enabled", true));
			post(Topics.TOKEN_EXHAUSTED, Map.of("id", "tk_1"));
			post(Topics.PROVIDER_INSTALLED, Map.of("type", "acme"));
			post(Topics.DOWNLOAD_PROGRESS, Map.of("id", "dl_1", "bytesDone", 7L));
			post(Topics.MODEL_RUNNING, Map.of("id", "m", "port", 8080));
			for (Watcher each : List.of(watcher, second)) {
				assertEquals("event: com/burncloud/channel/COOLING", each.next("event: "));
				assertEquals(JsonParser.parseString("{\"id\":\"ch_1\",\"name\":\"\u6e20\u9053 \\n\\\"1\\\"\",\"weight\":3,\"enabled\":true}"),
						JsonParser.parseString(each.next("data: ").substring(6)));
				assertEquals("event: com/burncloud/token/EXHAUSTED", each.next("event: "));
				assertEquals("event: com/burncloud/provider/INSTALLED", each.next("event: "));
				assertEquals("event: com/burncloud/download/PROGRESS", each.next("event: "));
				assertEquals("event: com/burncloud/model/RUNNING", each.next("event: "));
				assertTrue(each.next(":").startsWith(": still here"));
			}
		}
	}

	@Test
	void theDoorIsTheSame() {
		assertEquals(401, server.send("GET", "/api/events", null, "Bearer none").statusCode());
		assertEquals(403, server.send(server.request("/api/events").header("Origin", "http://evil.example")).statusCode());
		assertEquals(405, server.status("POST", "/api/events", "{}"));
	}

	@Test
	void thereIsAnEndOfStreamsAndWhoHangsUpMakesRoom() throws Exception {
		List<Watcher> watchers = new ArrayList<>();
		try {
			for (int i = 0; i < Streams.MOST; i++) {
				watchers.add(new Watcher(64 << 10, true));
			}
			assertEquals(503, server.status("GET", "/api/events", null));
			watchers.removeFirst().close();
			Server.until("one may come again", () -> server.send("HEAD", "/api/events", null).statusCode() == 200);
		} finally {
			for (Watcher watcher : watchers) {
				watcher.close();
			}
		}
	}

	/** A slow client must neither hold up the events of others nor take memory without end: it is cut off, and comes again. */
	@Test
	void whoIsTooFarBehindIsCutOffAndNobodyElse() throws Exception {
		try (Watcher slow = new Watcher(2 << 10, true); Watcher quick = new Watcher(64 << 10, true)) {
			Map<String, Object> large = new HashMap<>(Map.of("id", "ch_1", "name", "x".repeat(20_000)));
			// More than a queue and the buffers of both ends hold; the quick one reads along.
			int most = EventsResource.MOST_WAITING * 2;
			for (int i = 0; i < most; i++) {
				large.put("weight", i);
				post(Topics.CHANNEL_CHANGED, large);
				assertEquals(i, JsonParser.parseString(quick.next("data: ").substring(6)).getAsJsonObject().get("weight").getAsInt());
			}
			int seen = 0;
			while (slow.next("data: ") != null) {
				seen++;
			}
			assertTrue(seen < most, seen + " of " + most + " came through");
		}
	}

	@Test
	void theStreamsEndWithTheBundle() throws Exception {
		try (Watcher watcher = new Watcher(64 << 10, true)) {
			FrameworkUtil.getBundle(AdminServlet.class).stop();
			assertEquals(null, watcher.next("event: "));
		}
		FrameworkUtil.getBundle(AdminServlet.class).start();
	}
}
