package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

/** What clients and upstreams should not send: a clear answer to each, and everybody else is served meanwhile. */
class BadInputTest {
	private static final String CHAT = "/v1/chat/completions";
	private static Product product;
	private static Api api;
	private static Client client;
	private Upstream upstream;
	private final List<String> channels = new ArrayList<>();

	@BeforeAll
	static void start() {
		product = Product.shared();
		api = product.api();
		client = product.client();
	}

	@BeforeEach
	void openUpstream() throws IOException {
		upstream = Upstream.named("bad");
	}

	@AfterEach
	void othersAreServedStill() throws IOException {
		channels.forEach(api::deleteChannel);
		upstream.close();
		assertTrue(product.isRunning());
		client.chat("echo", "still there?").expect(200);
	}

	@AfterAll
	static void nothingWentWrongInside() {
		assertFalse(product.output().contains("failed by a defect"), product::output);
	}

	private void channel(String model, String more) {
		channels.add(api.channel("bad-" + model, upstream, "['" + model + "']", more));
	}

	@Test
	void bodiesThatAreNoRequest() {
		for (String body : List.of("", "{", "{broken", "null", "[]", "\"text\"", "42", "{\"model\":\"echo\",\"messages\":[", "{\"model\":\"echo\"}x", "\u0000\u0001\u0002", "{'model':'echo'}")) {
			Reply reply = client.post(CHAT, body);
			assertEquals(400, reply.status(), () -> "'" + body + "': " + reply);
			reply.errorCode();
			assertFalse(reply.requestId().isEmpty());
		}
	}

	@Test
	void aModelThatIsMissingOrNoName() {
		for (String body : List.of("{}", "{'messages':[]}", "{'model':''}", "{'model':null}", "{'model':7}", "{'model':['echo']}", "{'model':{'name':'echo'}}")) {
			Reply reply = client.post(CHAT, Json.of(body));
			assertEquals(400, reply.status(), () -> body + ": " + reply);
			reply.errorCode();
		}
		client.post(CHAT, Json.of("{'model':'echo','stream':'yes','messages':[]}")).expect(400);
	}

	@Test
	void aModelNameAsLongAsABookIsNotRepeatedInTheAnswer() {
		Reply reply = client.chat("m".repeat(1_000_000), "hi");
		assertTrue(reply.status() == 404 || reply.status() == 400, reply::toString);
		assertTrue(reply.body().length() < 5_000, () -> reply.body().length() + " characters");
	}

	@Test
	void invalidUtf8() throws Exception {
		byte[] start = "{\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"".getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.write(start);
		body.write(new byte[] { (byte) 0xC3, (byte) 0x28, (byte) 0xFF, (byte) 0xFE });
		body.write("\"}]}".getBytes(StandardCharsets.UTF_8));
		Reply reply = Web.send(Web.to(product.url().resolve(CHAT), client.secret()).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body.toByteArray())).build());
		reply.expect(400);
		reply.errorCode();
	}

	@Test
	void nestingThatBreaksParsers() {
		String deep = "{\"model\":\"echo\",\"messages\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
		Reply reply = client.post(CHAT, deep);
		assertEquals(400, reply.status(), reply::toString);
		reply.errorCode();
	}

	@Test
	void unknownPathsAndMethodsAreToldInTheEnvelope() {
		client.post("/v1/chat/completion", "{}").expect(404, "unknown_path");
		client.get("/").expect(404, "unknown_path");
		client.get("/favicon.ico").expect(404, "unknown_path");
		Reply get = client.get(CHAT).expect(405, "method_not_allowed");
		assertEquals("POST", get.header("allow"));
		client.post("/v1/models", "{}").expect(405, "method_not_allowed");
		Reply odd = Web.send(Web.to(product.url().resolve(CHAT), client.secret()).method("BREW", BodyPublishers.noBody()).build());
		assertTrue(odd.status() == 405 || odd.status() == 501, odd::toString);
	}

	@Test
	void aHundredMegabytesAre413AnnouncedOrNot() throws Exception {
		long size = 100L << 20;
		HttpRequest announced = Web.to(product.url().resolve(CHAT), client.secret()).header("Content-Type", "application/json")
				.POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> endless(size)), size)).build();
		Web.send(announced).expect(413, "request_too_large");
		HttpRequest chunked = Web.to(product.url().resolve(CHAT), client.secret()).header("Content-Type", "application/json")
				.POST(BodyPublishers.ofInputStream(() -> endless(size))).build();
		Web.send(chunked).expect(413, "request_too_large");
		ByteArrayOutputStream bomb = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
			endless(size).transferTo(zip);
		}
		Web.send(Web.to(product.url().resolve(CHAT), client.secret(), "content-encoding", "gzip").header("Content-Type", "application/json")
				.POST(BodyPublishers.ofByteArray(bomb.toByteArray())).build()).expect(413, "request_too_large");
	}

	/** As most clients do; a server that closes on what it has not read resets the connection, and its answer is lost with it. */
	@Test
	void aClientThatSendsAllBeforeItReadsStillReadsWhy() throws Exception {
		byte[] megabyte = new byte[1 << 20];
		java.util.Arrays.fill(megabyte, (byte) ' ');
		record Sent(String path, String key, int megabytes, String status) {
		}
		for (Sent sent : List.of(new Sent(CHAT, client.secret(), 100, "413"), new Sent(CHAT, "sk-burncloud-wrong", 20, "401"),
				new Sent("/api/channels", product.adminKey(), 100, "413"), new Sent("/api/channels", "wrong", 20, "401"))) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), product.port())) {
				socket.setSoTimeout(20_000);
				socket.getOutputStream().write(("POST " + sent.path() + " HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer " + sent.key() + "\r\ncontent-type: application/json\r\ncontent-length: "
						+ sent.megabytes() * megabyte.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
				for (int i = 0; i < sent.megabytes(); i++) {
					socket.getOutputStream().write(megabyte);
				}
				String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
				assertTrue(answer.startsWith("HTTP/1.1 " + sent.status()) && answer.contains("\"error\""), () -> sent + ": " + answer);
			}
		}
	}

	private static InputStream endless(long size) {
		return new InputStream() {
			private long left = size;

			@Override
			public int read() {
				return left-- > 0 ? ' ' : -1;
			}

			@Override
			public int read(byte[] bytes, int from, int length) {
				if (left <= 0) {
					return -1;
				}
				int count = (int) Math.min(length, left);
				java.util.Arrays.fill(bytes, from, from + count, (byte) ' ');
				left -= count;
				return count;
			}
		};
	}

	@Test
	void tenThousandHeadersAreRefusedClearly() throws Exception {
		StringBuilder head = new StringBuilder("POST " + CHAT + " HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer sk-burncloud-demo\r\ncontent-length: 2\r\n");
		for (int i = 0; i < 10_000; i++) {
			head.append("x-h-").append(i).append(": v\r\n");
		}
		assertTrue(raw(head + "\r\n{}").startsWith("HTTP/1.1 431"));
		String long1 = "POST " + CHAT + " HTTP/1.1\r\nhost: 127.0.0.1\r\nx-long: " + "v".repeat(200_000) + "\r\ncontent-length: 2\r\n\r\n{}";
		assertTrue(raw(long1).startsWith("HTTP/1.1 431"));
	}

	@Test
	void whatIsNoHttpIsRefused() throws Exception {
		for (String garbage : List.of("\u0016\u0003\u0001\u0002\u0000\u0001", "GET\r\n\r\n", "HELLO WORLD HOW ARE YOU\r\n\r\n",
				"POST " + CHAT + " HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: -5\r\n\r\n",
				"POST " + CHAT + " HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
				"POST " + CHAT + " HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}")) {
			String answer = raw(garbage + "\r\n\r\n");
			assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), () -> garbage + " got " + answer);
			assertFalse(answer.contains("smuggled"), answer);
		}
	}

	/** Sends bytes and reads until the other side closes, or two seconds have nothing more. */
	private static String raw(String text) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), product.port())) {
			socket.setSoTimeout(5_000);
			try {
				socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
				socket.shutdownOutput();
			} catch (IOException refusedEarly) {
				// the answer is what counts
			}
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			try {
				socket.getInputStream().transferTo(answer);
			} catch (IOException closedOrSilent) {
				// what came is the answer
			}
			return answer.toString(StandardCharsets.ISO_8859_1);
		}
	}

	@Test
	void aHalfSentRequestIsNoRequest() throws Exception {
		long rows = api.get("/api/tokens").get(0).at("/reserved/count").asLong();
		String answer = raw("POST " + CHAT + " HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer sk-burncloud-demo\r\ncontent-length: 1000\r\n\r\n{\"model\":\"ec");
		assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400"), answer);
		assertEquals(rows, api.get("/api/tokens").get(0).at("/reserved/count").asLong());
	}

	/** A byte a second keeps the server's idle limit away, but neither a head nor a body may take for ever. */
	@Test
	void whoDribblesIsCutOff() throws Exception {
		String head = "POST " + CHAT + " HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer sk-burncloud-demo\r\ncontent-type: application/json\r\ncontent-length: 50000\r\n";
		client.chat("echo", "hi").expect(200);
		int rows = api.get("/api/logs?limit=500").path("items").size();
		try (Socket inHead = new Socket(InetAddress.getLoopbackAddress(), product.port()); Socket inBody = new Socket(InetAddress.getLoopbackAddress(), product.port())) {
			inHead.getOutputStream().write((head + "x-slow: ").getBytes(StandardCharsets.UTF_8));
			inBody.getOutputStream().write((head + "\r\n{\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"").getBytes(StandardCharsets.UTF_8));
			Thread dribble = Thread.ofVirtual().start(() -> {
				try {
					while (true) {
						inHead.getOutputStream().write('x');
						inBody.getOutputStream().write('x');
						Thread.sleep(1_000);
					}
				} catch (IOException | InterruptedException cut) {
					// as it shall be
				}
			});
			inHead.setSoTimeout(20_000);
			inBody.setSoTimeout(20_000);
			byte[] answer = new byte[12];
			assertEquals(12, inBody.getInputStream().readNBytes(answer, 0, 12));
			assertEquals("HTTP/1.1 408", new String(answer, StandardCharsets.US_ASCII));
			try {
				assertEquals(-1, inHead.getInputStream().read());
			} catch (java.net.SocketException reset) {
				// the harder way
			}
			dribble.interrupt();
		}
		assertEquals(rows, api.get("/api/logs?limit=500").path("items").size(), "what never came is no row of the log");
	}

	@Test
	void threeHundredSlowConnectionsKeepNobodyWaiting() throws Exception {
		List<Socket> slow = new ArrayList<>();
		try {
			for (int i = 0; i < 300; i++) {
				Socket socket = new Socket(InetAddress.getLoopbackAddress(), product.port());
				slow.add(socket);
				String head = "POST " + CHAT + " HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer sk-burncloud-demo\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n";
				// every third hangs in its head, every third in its body, every third says nothing at all
				socket.getOutputStream().write((i % 3 == 0 ? head : i % 3 == 1 ? head + "\r\n{\"model\":" : "").getBytes(StandardCharsets.UTF_8));
			}
			long worst = 0;
			for (int i = 0; i < 50; i++) {
				for (Socket socket : slow.subList(i * 3, i * 3 + 2)) {
					socket.getOutputStream().write(' ');
				}
				long begin = System.nanoTime();
				client.chat("echo", "hi").expect(200);
				worst = Math.max(worst, System.nanoTime() - begin);
			}
			Loud.measured("beside 300 slow connections the slowest of 50 requests took %d ms", worst / 1_000_000);
			assertTrue(worst < Duration.ofSeconds(2).toNanos(), () -> "a request waited");
		} finally {
			for (Socket socket : slow) {
				socket.close();
			}
		}
	}

	@Test
	void anUpstreamThatHangsIsATimeout() {
		upstream.doing((request, wire) -> Thread.sleep(Duration.ofMinutes(1)));
		channel("hangs", "'timeouts':{'firstByteMillis':300}");
		long begin = System.nanoTime();
		Reply reply = client.chat("hangs", "hi").expect(504, "upstream_timeout");
		assertTrue(System.nanoTime() - begin < 5_000_000_000L);
		assertEquals(504, api.log(reply.requestId()).path("status").asInt());
	}

	@Test
	void anUpstreamThatResetsClosesOrTalksGarbageIsABadGateway() {
		channel("rude", "");
		for (Upstream.Script rude : List.<Upstream.Script> of((request, wire) -> wire.reset(), (request, wire) -> wire.close(),
				(request, wire) -> {
					wire.raw("NOT HTTP AT ALL\r\n\r\nreally");
					wire.close();
				}, (request, wire) -> wire.json(200, "<html>200 with a page</html>"), (request, wire) -> wire.json(200, ""),
				(request, wire) -> wire.json(200, Json.of("{'error':{'message':'200 with an error','type':'server_error','code':'oops'}}")),
				(request, wire) -> {
					wire.raw("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"id\":");
					wire.close();
				})) {
			upstream.doing(rude);
			Reply reply = client.chat("rude", "hi").expect(502, "upstream_error");
			assertFalse(reply.body().contains("Exception"), reply::toString);
		}
	}

	@Test
	void aStreamThatBreaksBeforeItsFirstEventMovesOnAndLaterIsToldInTheStream() throws Exception {
		channel("breaks", "'priority':1");
		try (Upstream sound = Upstream.named("sound")) {
			channels.add(api.channel("bad-sound", sound, "['breaks']", ""));
			for (Upstream.Script early : List.<Upstream.Script> of((request, wire) -> {
				wire.beginStream();
				wire.reset();
			}, (request, wire) -> {
				wire.beginStream();
				wire.event(Json.of("{'error':{'message':'first event is an error','code':'oops'}}"));
				wire.endStream();
			})) {
				upstream.doing(early);
				String whole = new String(client.stream("breaks", "hi").body().readAllBytes(), StandardCharsets.UTF_8);
				assertTrue(whole.contains("\"sound\"") && whole.endsWith("data: [DONE]\n\n"), whole);
			}
			int asked = sound.requests().size();
			CountDownLatch delivered = new CountDownLatch(1);
			upstream.doing((request, wire) -> {
				wire.beginStream();
				wire.event(Upstream.chunk("m", "'content':'begun'", "null"));
				delivered.await(30, TimeUnit.SECONDS); // a reset takes with it what was not read yet
				wire.reset();
			});
			StringBuilder read = new StringBuilder();
			try (BufferedReader reader = new BufferedReader(new InputStreamReader(client.stream("breaks", "hi").body(), StandardCharsets.UTF_8))) {
				for (String line = reader.readLine(); line != null; line = reader.readLine()) {
					read.append(line).append('\n');
					if (line.contains("begun")) {
						delivered.countDown();
					}
				}
			}
			String whole = read.toString();
			assertTrue(whole.contains("begun") && whole.contains("\"error\"") && whole.contains("upstream_error"), whole);
			assertFalse(whole.contains("\"sound\""), "an answer that has begun must not be begun anew: " + whole);
			assertEquals(asked, sound.requests().size());
		}
	}

	@Test
	void aCompressedAnswerIsReadableAndAccountedFor() throws Exception {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
			zip.write(Upstream.chat("m", "'content':'unzipped'", "stop").getBytes(StandardCharsets.UTF_8));
		}
		upstream.doing((request, wire) -> wire.bytes(200, "application/json", zipped.toByteArray(), "content-encoding", "gzip"));
		channel("zipped", "");
		for (String accepted : List.of("identity", "gzip")) {
			HttpRequest request = client.request(CHAT, Client.chatBody("zipped", "hi", ""), "accept-encoding", accepted);
			var response = Web.HTTP.send(request, java.net.http.HttpResponse.BodyHandlers.ofByteArray());
			assertEquals(200, response.statusCode());
			boolean stillZipped = response.headers().firstValue("content-encoding").orElse("").equals("gzip");
			assertFalse(stillZipped && accepted.equals("identity"), "gzip for a client that does not take it");
			InputStream in = new ByteArrayInputStream(response.body());
			String body = new String((stillZipped ? new GZIPInputStream(in) : in).readAllBytes(), StandardCharsets.UTF_8);
			assertTrue(body.contains("unzipped"), body);
			JsonNode row = api.log(response.headers().firstValue("x-request-id").orElseThrow());
			assertEquals(7, row.path("completionTokens").asInt(), row::toString);
			assertFalse(row.path("estimated").asBoolean(), row::toString);
		}
	}

	@Test
	void oneByteAPacketIsAStreamLikeAnyOther() throws Exception {
		upstream.doing((request, wire) -> {
			StringBuilder events = new StringBuilder();
			for (String data : List.of(Upstream.chunk("m", "'content':'慢 and slow 🌍'", "null"), Upstream.chunk("m", "", "'stop'"),
					Json.of("{'id':'c1','object':'chat.completion.chunk','created':1,'model':'m','choices':[],'usage':%s}", Upstream.usage()), "[DONE]")) {
				events.append("data: ").append(data).append("\n\n");
			}
			byte[] body = events.toString().getBytes(StandardCharsets.UTF_8);
			wire.raw("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: " + body.length + "\r\n\r\n");
			wire.drip(body);
		});
		channel("drip", "");
		var response = client.stream("drip", "hi");
		String whole = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
		assertTrue(whole.contains("慢 and slow 🌍") && whole.endsWith("data: [DONE]\n\n"), whole);
		assertFalse(whole.contains("\"usage\":{"), "usage that the client did not ask for: " + whole);
		String requestId = response.headers().firstValue("x-request-id").orElseThrow();
		Until.isTrue(Duration.ofSeconds(5), () -> "no row", () -> api.call("GET", "/api/logs/" + requestId, "").status() == 200);
		assertEquals(7, api.log(requestId).path("completionTokens").asInt());
	}

	@Test
	void aClientThatLeavesCancelsItsUpstreamAtOnce() throws Exception {
		CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
		upstream.doing((request, wire) -> {
			wire.beginStream();
			try {
				while (true) {
					wire.event(Upstream.chunk("m", "'content':'and on '", "null"));
					Thread.sleep(20);
				}
			} catch (IOException closed) {
				cancelled.complete(true);
				throw closed;
			}
		});
		channel("endless", "");
		InputStream body = client.stream("endless", "hi").body();
		body.readNBytes(500);
		body.close();
		assertTrue(cancelled.get(5, TimeUnit.SECONDS));
	}

	@Test
	void wrongBodiesOfTheManagementApiNameTheFieldAndLeaveNothing() {
		int before = api.get("/api/channels").size();
		record Wrong(String body, String field) {
		}
		for (Wrong wrong : List.of(new Wrong("{'type':'openai'}", "name"), new Wrong("{'name':'x'}", "type"), new Wrong("{'name':'x','type':'openai','weight':'heavy'}", "weight"),
				new Wrong("{'name':'x','type':'openai','baseUrl':'not an address'}", "baseUrl"), new Wrong("{'name':'x','type':'openai','colour':'red'}", "colour"),
				new Wrong("{'name':'x','type':'openai','models':'gpt'}", "models"))) {
			JsonNode error = api.call("POST", "/api/channels", Json.of(wrong.body())).expect(400).json().path("error");
			assertEquals(wrong.field(), error.path("field").asText(), () -> wrong + ": " + error);
		}
		api.call("POST", "/api/channels", "{broken").expect(400);
		api.call("GET", "/api/channels/ch_nosuch", "").expect(404);
		api.call("GET", "/api/no-such-thing", "").expect(404);
		assertEquals(before, api.get("/api/channels").size());
	}

	@Test
	void aPageThatPointsItsNameAtLoopbackIsRefused() {
		Reply rebound = Web.send(Web.to(product.url().resolve(CHAT), client.secret(), "host", "evil.example").POST(BodyPublishers.ofString(Client.chatBody("echo", "hi", ""))).build());
		assertEquals(403, rebound.status(), rebound::toString);
		Reply managed = Web.send(Web.to(product.url().resolve("/api/channels"), product.adminKey(), "host", "evil.example").build());
		assertEquals(403, managed.status(), managed::toString);
	}
}
