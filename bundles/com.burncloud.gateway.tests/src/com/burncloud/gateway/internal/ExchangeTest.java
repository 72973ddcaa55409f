package com.burncloud.gateway.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.FrameworkUtil;

import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Outcome.Kind;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageRecord;
import com.google.gson.JsonParser;

/** Exchanges over real sockets on both sides, through Jetty and the HTTP whiteboard. */
class ExchangeTest {
	private static final String ANSWER = "{\"id\":\"c1\",\"choices\":[{\"message\":{\"content\":\"hi\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}";
	private static final String EVENT = "data: {\"choices\":[{\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]}\n\n";
	private static final String USAGE_EVENT = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n";
	private static final String DONE = "data: [DONE]\n\n";

	private final HttpClient client = HttpClient.newHttpClient();
	private final List<ScriptedUpstream> upstreams = new ArrayList<>();
	private Neighbours neighbours;

	@BeforeEach
	void open() throws Exception {
		FrameworkUtil.getBundle(GatewayServlet.class).start();
		neighbours = new Neighbours();
		await("the gateway answers", () -> {
			try {
				return client.send(HttpRequest.newBuilder(neighbours.base().resolve("/v1/models")).build(), HttpResponse.BodyHandlers.ofString()).statusCode() == 401;
			} catch (Exception notYet) {
				return false;
			}
		});
		neighbours.settled.clear();
	}

	@AfterEach
	void close() throws Exception {
		neighbours.close();
		for (ScriptedUpstream upstream : upstreams) {
			upstream.close();
		}
	}

	private static void await(String what, BooleanSupplier condition) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (!condition.getAsBoolean()) {
			assertTrue(System.nanoTime() < deadline, "not within 10 s: " + what);
			LockSupport.parkNanos(5_000_000);
		}
	}

	private static void awaitClose(Socket socket) {
		try {
			assertEquals(-1, socket.getInputStream().read());
		} catch (IOException reset) {
			// The harder way of closing.
		}
	}

	private ScriptedUpstream channel(String name, ScriptedUpstream.Script script) throws Exception {
		ScriptedUpstream upstream = new ScriptedUpstream(script);
		upstreams.add(upstream);
		neighbours.channel(name, upstream.url());
		return upstream;
	}

	private HttpRequest.Builder request(String body) {
		return HttpRequest.newBuilder(neighbours.base().resolve("/v1/chat/completions")).header("authorization", "Bearer " + Neighbours.SECRET)
				.header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
	}

	private HttpResponse<String> ask(String body) throws Exception {
		return client.send(request(body).build(), HttpResponse.BodyHandlers.ofString());
	}

	private UsageRecord settled() {
		await("one exchange is settled", () -> !neighbours.settled.isEmpty());
		assertEquals(1, neighbours.settled.size());
		return neighbours.settled.get(0);
	}

	private static String code(HttpResponse<String> response) {
		return JsonParser.parseString(response.body()).getAsJsonObject().getAsJsonObject("error").get("code").getAsString();
	}

	/** As llama-server does after each stream. */
	@Test
	void anUpstreamMayCloseAConnectionAfterAnAnswerWithoutSayingSo() throws Exception {
		ScriptedUpstream upstream = channel("closing", (request, socket, out) -> {
			ScriptedUpstream.json(200, ANSWER).answer(request, socket, out);
			out.flush();
			LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(400_000)); // about when the next request comes
			return false;
		});
		List<Thread> clients = new ArrayList<>();
		List<String> failures = new CopyOnWriteArrayList<>();
		for (int each = 0; each < 4; each++) {
			clients.add(Thread.ofVirtual().start(() -> {
				for (int i = 0; i < 500; i++) {
					try {
						HttpResponse<String> response = ask("{\"model\":\"m\",\"messages\":[]}");
						if (response.statusCode() != 200) {
							failures.add(response.body());
						}
					} catch (Exception e) {
						failures.add(e.toString());
					}
				}
			}));
		}
		for (Thread each : clients) {
			each.join();
		}
		assertEquals(List.of(), failures);
		assertEquals(2000, upstream.received().size(), "a request that was seen was sent again, or one was not sent");
	}

	@Test
	void passesAnAnswerAndItsHeadersButNoSecretEitherWay() throws Exception {
		ScriptedUpstream upstream = channel("甲 one", ScriptedUpstream.json(200, ANSWER));
		String body = "{ \"messages\":[],  \"model\" : \"m\", \"unknown\":1.0e0 }";
		HttpResponse<String> response = client.send(request(body).header("x-request-id", "mine").header("cookie", "c=1").header("openai-beta", "x=y").build(),
				HttpResponse.BodyHandlers.ofString());
		assertEquals(200, response.statusCode());
		assertEquals(ANSWER, response.body());
		assertEquals("7", response.headers().firstValue("x-ratelimit-remaining-requests").orElseThrow());
		assertEquals("up-1", response.headers().firstValue("x-upstream-request-id").orElseThrow());
		assertEquals("%E7%94%B2%20one", response.headers().firstValue("x-burncloud-channel").orElseThrow());
		assertEquals("1", response.headers().firstValue("x-burncloud-attempts").orElseThrow());
		assertTrue(response.headers().firstValue("set-cookie").isEmpty());
		ScriptedUpstream.Received received = upstream.received().get(0);
		assertEquals(body, received.text());
		assertEquals("Bearer " + Neighbours.KEY, received.headers().get("authorization"));
		assertEquals("x=y", received.headers().get("openai-beta"));
		assertFalse(received.headers().containsKey("cookie"));
		UsageRecord row = settled();
		assertEquals(response.headers().firstValue("x-request-id").orElseThrow(), row.requestId());
		assertEquals("mine", row.clientRequestId());
		assertEquals(Usage.of(3, 1), row.usage());
		assertInstanceOf(Outcome.Answered.class, neighbours.outcomes.get(0));
	}

	@Test
	void relaysEachEventWhenItComes() throws Exception {
		Semaphore next = new Semaphore(0);
		ScriptedUpstream upstream = channel("a", (request, socket, out) -> {
			ScriptedUpstream.beginStream(out);
			for (int i = 0; i < 3; i++) {
				ScriptedUpstream.chunk(out, EVENT);
				next.acquire();
			}
			ScriptedUpstream.chunk(out, USAGE_EVENT + DONE);
			ScriptedUpstream.endStream(out);
			return true;
		});
		HttpResponse<InputStream> response = client.send(request("{\"model\":\"m\",\"stream\":true}").build(), HttpResponse.BodyHandlers.ofInputStream());
		assertEquals("no", response.headers().firstValue("x-accel-buffering").orElseThrow());
		for (int i = 0; i < 3; i++) {
			// The upstream sends the next one only after this one has arrived here.
			assertEquals(EVENT, new String(response.body().readNBytes(EVENT.length()), StandardCharsets.UTF_8));
			next.release();
		}
		assertEquals(DONE, new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
		assertTrue(upstream.received().get(0).text().contains("\"include_usage\":true"));
		assertEquals(Usage.of(3, 2), settled().usage());
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 408, 429, 500, 502, 503, 529 })
	void triesTheNextChannelOnFailures(int status) throws Exception {
		channel("a", ScriptedUpstream.json(status, "{\"error\":{\"message\":\"no\"}}"));
		channel("b", ScriptedUpstream.json(200, ANSWER));
		HttpResponse<String> response = ask("{\"model\":\"m\"}");
		assertEquals(200, response.statusCode());
		assertEquals("2", response.headers().firstValue("x-burncloud-attempts").orElseThrow());
		assertEquals(List.of("a", "b"), settled().attempts().stream().map(attempt -> attempt.channel()).toList());
		assertEquals(status, settled().attempts().get(0).status());
		assertInstanceOf(Outcome.Failed.class, neighbours.outcomes.get(0));
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 413, 422 })
	void neverTriesAnotherForTheClientsOwnMistake(int status) throws Exception {
		channel("a", ScriptedUpstream.json(status, "{\"error\":{\"message\":\"your mistake, key " + Neighbours.KEY + "\",\"code\":\"bad\"}}"));
		ScriptedUpstream second = channel("b", ScriptedUpstream.json(200, ANSWER));
		HttpResponse<String> response = ask("{\"model\":\"m\"}");
		assertEquals(status, response.statusCode());
		assertEquals("bad", code(response));
		assertFalse(response.body().contains(Neighbours.KEY));
		assertEquals(0, second.received().size());
		assertInstanceOf(Outcome.Answered.class, neighbours.outcomes.get(0));
	}

	@Test
	void triesAnotherWhenTheUpstreamLacksTheModel() throws Exception {
		channel("a", ScriptedUpstream.json(404, "{\"error\":{\"message\":\"no such\",\"code\":\"model_not_found\"}}"));
		channel("b", ScriptedUpstream.json(200, ANSWER));
		assertEquals(200, ask("{\"model\":\"m\"}").statusCode());
		assertEquals(Kind.MODEL_MISSING, ((Outcome.Failed) neighbours.outcomes.get(0)).kind());
	}

	@Test
	void triesAnotherAfterEveryKindOfBrokenAnswer() throws Exception {
		List<ScriptedUpstream.Script> broken = List.of((request, socket, out) -> false, (request, socket, out) -> {
			socket.setSoLinger(true, 0);
			return false;
		}, (request, socket, out) -> {
			out.write("garbage garbage\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			return false;
		}, ScriptedUpstream.json(200, "<html>not json"), ScriptedUpstream.json(200, ""), ScriptedUpstream.json(200, "{\"error\":{\"message\":\"in disguise\"}}"),
				answer("text/html", "<html>sign in</html>"), answer("text/html", "<html>" + "sign in ".repeat(50_000)), answer("text/plain", "Bad gateway"),
				answer("application/json", "<html>" + "sign in ".repeat(50_000)), ScriptedUpstream.json(302, ""), (request, socket, out) -> {
					out.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"cut".getBytes(StandardCharsets.US_ASCII));
					return false;
				}, (request, socket, out) -> {
					ScriptedUpstream.beginStream(out);
					ScriptedUpstream.chunk(out, "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"overloaded_error\"}}\n\n");
					ScriptedUpstream.endStream(out);
					return true;
				}, (request, socket, out) -> {
					ScriptedUpstream.beginStream(out);
					ScriptedUpstream.chunk(out, "data: rubbish\n\n");
					ScriptedUpstream.endStream(out);
					return true;
				}, (request, socket, out) -> {
					ScriptedUpstream.beginStream(out);
					ScriptedUpstream.endStream(out);
					return true;
				});
		int index = 0;
		for (ScriptedUpstream.Script script : broken) {
			channel("broken" + index++, script);
		}
		channel("good", ScriptedUpstream.json(200, ANSWER));
		HttpResponse<String> response = ask("{\"model\":\"m\",\"stream\":true}");
		assertEquals(200, response.statusCode(), response.body());
		assertEquals(broken.size() + 1, settled().attempts().size());
		assertEquals(broken.size(), neighbours.outcomes.stream().filter(Outcome.Failed.class::isInstance).count());
	}

	private static ScriptedUpstream.Script answer(String type, String body) {
		return (request, socket, out) -> {
			out.write(("HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
			return true;
		};
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void htmlIsNoAnswerWhateverItIsCalled(boolean stream) throws Exception {
		channel("portal", answer("text/html", "<html>sign in</html>"));
		channel("good", answer("text/plain", " \n" + ANSWER));
		HttpResponse<String> response = ask("{\"model\":\"m\",\"stream\":" + stream + "}");
		assertEquals("good", response.headers().firstValue("x-burncloud-channel").orElseThrow());
		assertEquals(List.of("the upstream answered 200 with what is not JSON (text/html)", "ok"), settled().attempts().stream().map(attempt -> attempt.reason()).toList());
	}

	@Test
	void aStreamThatIsCalledPlainTextAndATranscriptGoThrough() throws Exception {
		channel("plain", answer("text/plain", EVENT + DONE));
		assertEquals(EVENT + DONE, ask("{\"model\":\"m\",\"stream\":true}").body());
		neighbours.candidates.clear();
		channel("scribe", answer("text/plain", "Hello there"));
		HttpResponse<String> transcript = client.send(HttpRequest.newBuilder(neighbours.base().resolve("/v1/audio/transcriptions"))
				.header("authorization", "Bearer " + Neighbours.SECRET).header("content-type", "multipart/form-data; boundary=XX")
				.POST(HttpRequest.BodyPublishers.ofString("--XX\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n--XX--\r\n")).build(),
				HttpResponse.BodyHandlers.ofString());
		assertEquals("Hello there", transcript.body());
	}

	@Test
	void aFailureNamesItsChannel() throws Exception {
		neighbours.channel("甲 one", URI.create("http://127.0.0.1:1"));
		HttpResponse<String> response = ask("{\"model\":\"m\"}");
		assertEquals(502, response.statusCode());
		assertTrue(response.body().contains("'甲 one'"), response.body());
		assertEquals("%E7%94%B2%20one", response.headers().firstValue("x-burncloud-channel").orElseThrow());
	}

	@Test
	void givesTheLastErrorWhenAllFail() throws Exception {
		neighbours.channel("closed", URI.create("http://127.0.0.1:1"));
		HttpResponse<String> unreachable = ask("{\"model\":\"m\"}");
		assertEquals(502, unreachable.statusCode());
		assertEquals("upstream_error", code(unreachable));
		assertEquals(Kind.CONNECT, ((Outcome.Failed) neighbours.outcomes.get(0)).kind());
		neighbours.candidates.clear();
		channel("limited", (request, socket, out) -> {
			out.write("HTTP/1.1 429 X\r\nretry-after: 7\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\n<b>no".getBytes(StandardCharsets.US_ASCII), 0, 83);
			return false;
		});
		HttpResponse<String> limited = ask("{\"model\":\"m\"}");
		assertEquals(429, limited.statusCode());
		assertEquals("7", limited.headers().firstValue("retry-after").orElseThrow());
		assertEquals("upstream_error", code(limited));
		neighbours.candidates.clear();
		channel("refused", ScriptedUpstream.json(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + Neighbours.KEY + "\"}}"));
		HttpResponse<String> refused = ask("{\"model\":\"m\"}");
		assertEquals(502, refused.statusCode());
		assertFalse(refused.body().contains("Incorrect"), refused.body());
	}

	@Test
	void keepsTheTimeLimits() throws Exception {
		ScriptedUpstream silent = new ScriptedUpstream((request, socket, out) -> {
			Thread.sleep(60_000);
			return false;
		});
		upstreams.add(silent);
		neighbours.channel("silent", silent.url(), "m", new Timeouts(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ZERO));
		HttpResponse<String> response = ask("{\"model\":\"m\"}");
		assertEquals(504, response.statusCode());
		assertEquals("upstream_timeout", code(response));
		neighbours.candidates.clear();
		CountDownLatch closed = new CountDownLatch(1);
		ScriptedUpstream stalls = new ScriptedUpstream((request, socket, out) -> {
			ScriptedUpstream.beginStream(out);
			ScriptedUpstream.chunk(out, EVENT);
			awaitClose(socket);
			closed.countDown();
			return false;
		});
		upstreams.add(stalls);
		neighbours.channel("stalls", stalls.url(), "m", new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ZERO));
		String body = ask("{\"model\":\"m\",\"stream\":true}").body();
		assertTrue(body.startsWith(EVENT) && body.contains("\"upstream_timeout\"") && !body.contains("[DONE]"), body);
		assertTrue(closed.await(5, TimeUnit.SECONDS), "the stalled upstream was not closed");
	}

	@Test
	void tellsAStreamThatBreaksOff() throws Exception {
		CountDownLatch eventArrived = new CountDownLatch(1);
		channel("breaks", (request, socket, out) -> {
			ScriptedUpstream.beginStream(out);
			ScriptedUpstream.chunk(out, EVENT);
			eventArrived.await();
			return false;
		});
		ScriptedUpstream second = channel("other", ScriptedUpstream.json(200, ANSWER));
		HttpResponse<InputStream> response = client.send(
				request("{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}").build(), HttpResponse.BodyHandlers.ofInputStream());
		String body = new String(response.body().readNBytes(EVENT.length()), StandardCharsets.UTF_8);
		eventArrived.countDown();
		body += new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
		assertTrue(body.startsWith(EVENT) && body.contains("\"upstream_error\"") && !body.contains("[DONE]"), body);
		assertEquals(0, second.received().size());
		UsageRecord row = settled();
		assertEquals(502, row.status());
		assertTrue(row.usage().estimated() && row.usage().completionTokens() == 2 && row.usage().promptTokens() > 0, row.usage().toString());
	}

	private void send(Socket socket, String body) throws IOException {
		socket.getOutputStream().write(("POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer " + Neighbours.SECRET + "\r\ncontent-length: "
				+ body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void aClientThatLeavesBeforeTheFirstByteIsNoticed() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		ScriptedUpstream thinks = new ScriptedUpstream((request, socket, out) -> {
			asked.countDown();
			awaitClose(socket);
			closed.countDown();
			return false;
		});
		upstreams.add(thinks);
		neighbours.channel("thinks", thinks.url(), "m", new Timeouts(Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ZERO));
		ScriptedUpstream next = channel("next", ScriptedUpstream.json(200, ANSWER));
		try (Socket socket = new Socket("127.0.0.1", neighbours.base().getPort())) {
			send(socket, "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
			assertTrue(asked.await(5, TimeUnit.SECONDS));
		}
		assertTrue(closed.await(1, TimeUnit.SECONDS), "the upstream thinks on for nobody");
		UsageRecord row = settled();
		assertEquals(499, row.status());
		assertEquals("client_gone", row.code());
		assertTrue(row.usage().promptTokens() > 0 && row.usage().completionTokens() == 0 && row.usage().estimated(), row.usage().toString());
		assertInstanceOf(Outcome.Abandoned.class, neighbours.outcomes.get(0));
		assertEquals(0, next.received().size());
	}

	@Test
	void aClientThatLeavesASilentStreamIsNoticed() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		ScriptedUpstream silent = new ScriptedUpstream((request, socket, out) -> {
			ScriptedUpstream.beginStream(out);
			ScriptedUpstream.chunk(out, EVENT);
			awaitClose(socket);
			closed.countDown();
			return false;
		});
		upstreams.add(silent);
		neighbours.channel("silent", silent.url(), "m", new Timeouts(Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ZERO));
		try (Socket socket = new Socket("127.0.0.1", neighbours.base().getPort())) {
			send(socket, "{\"model\":\"m\",\"stream\":true}");
			socket.getInputStream().readNBytes(200);
		}
		assertTrue(closed.await(2, TimeUnit.SECONDS), "the upstream is kept for nobody");
		assertEquals(499, settled().status());
	}

	@Test
	void aRequestThatComesWhileAnotherWaitsIsAnsweredAfterIt() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		ScriptedUpstream slow = channel("slow", (request, socket, out) -> {
			asked.countDown();
			go.await();
			return ScriptedUpstream.json(200, ANSWER).answer(request, socket, out);
		});
		try (Socket socket = new Socket("127.0.0.1", neighbours.base().getPort())) {
			send(socket, "{\"model\":\"m\",\"first\":1}");
			assertTrue(asked.await(5, TimeUnit.SECONDS));
			send(socket, "{\"model\":\"m\",\"second\":2}");
			CountDownLatch looked = new CountDownLatch(3);
			try (Watch watch = new Watch()) {
				watch.add(now -> looked.countDown());
				assertTrue(looked.await(5, TimeUnit.SECONDS));
			}
			go.countDown();
			await("both are answered", () -> neighbours.settled.size() == 2);
			assertEquals("{\"model\":\"m\",\"second\":2}", slow.received().get(1).text());
			assertEquals(List.of(200, 200), neighbours.settled.stream().map(UsageRecord::status).toList());
		}
	}

	@RepeatedTest(10)
	void closesTheUpstreamWhenTheClientLeaves() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		channel("a", (request, socket, out) -> {
			try {
				ScriptedUpstream.beginStream(out);
				while (true) {
					ScriptedUpstream.chunk(out, EVENT);
					Thread.sleep(5);
				}
			} finally {
				closed.countDown();
			}
		});
		try (Socket socket = new Socket("127.0.0.1", neighbours.base().getPort())) {
			String body = "{\"model\":\"m\",\"stream\":true}";
			socket.getOutputStream().write(("POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer " + Neighbours.SECRET + "\r\ncontent-length: "
					+ body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
			socket.getInputStream().readNBytes(500);
		}
		assertTrue(closed.await(5, TimeUnit.SECONDS), "the upstream was not closed");
		UsageRecord row = settled();
		assertEquals(499, row.status());
		assertTrue(row.usage().estimated() && row.usage().completionTokens() > 0, row.usage().toString());
	}

	@Test
	void understandsPackedAnswersAndSingleBytes() throws Exception {
		channel("packed", (request, socket, out) -> {
			ByteArrayOutputStream packed = new ByteArrayOutputStream();
			try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
				gzip.write(ANSWER.getBytes(StandardCharsets.UTF_8));
			}
			out.write(("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: " + packed.size() + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			out.write(packed.toByteArray());
			return true;
		});
		assertEquals(ANSWER, ask("{\"model\":\"m\"}").body());
		neighbours.candidates.clear();
		channel("slow", (request, socket, out) -> {
			socket.setTcpNoDelay(true);
			ScriptedUpstream.beginStream(out);
			for (char c : (EVENT + EVENT + USAGE_EVENT + DONE).toCharArray()) {
				ScriptedUpstream.chunk(out, String.valueOf(c));
			}
			ScriptedUpstream.endStream(out);
			return true;
		});
		assertEquals(EVENT + EVENT + DONE, ask("{\"model\":\"m\",\"stream\":true}").body());
	}

	@Test
	void relaysALargeAnswerWhole() throws Exception {
		String large = "{\"data\":[\"" + "A".repeat(3_000_000) + "\"],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}";
		channel("a", ScriptedUpstream.json(200, large));
		assertEquals(large, ask("{\"model\":\"m\"}").body());
		assertEquals(Usage.of(1, 2), settled().usage());
	}

	@Test
	void refusesInTheClientsDialect() throws Exception {
		channel("a", ScriptedUpstream.json(200, ANSWER));
		assertEquals("invalid_request", code(ask("{broken")));
		assertEquals("missing_model", code(ask("{}")));
		assertEquals("model_not_found", code(ask("{\"model\":\"nowhere\"}")));
		assertEquals("request_too_large", code(ask("{\"model\":\"m\",\"x\":\"" + "y".repeat(1_000_001) + "\"}")));
		HttpResponse<String> unknown = client.send(HttpRequest.newBuilder(neighbours.base().resolve("/chat/completions")).build(), HttpResponse.BodyHandlers.ofString());
		assertEquals(404, unknown.statusCode());
		assertTrue(unknown.body().contains("/v1/chat/completions"), unknown.body());
		HttpResponse<String> wrongMethod = client.send(HttpRequest.newBuilder(neighbours.base().resolve("/v1/chat/completions")).build(),
				HttpResponse.BodyHandlers.ofString());
		assertEquals(405, wrongMethod.statusCode());
		assertEquals("POST", wrongMethod.headers().firstValue("allow").orElseThrow());
		HttpResponse<String> stranger = client.send(request("{}").setHeader("authorization", "Bearer nobody").build(), HttpResponse.BodyHandlers.ofString());
		assertEquals(401, stranger.statusCode());
	}

	@Test
	void saysWhatNoTypeOffersWithoutBlamingTheChannel() throws Exception {
		channel("a", ScriptedUpstream.json(200, ANSWER));
		HttpRequest speech = request("{\"model\":\"m\",\"input\":\"x\"}").uri(neighbours.base().resolve("/v1/audio/speech")).build();
		HttpResponse<String> response = client.send(speech, HttpResponse.BodyHandlers.ofString());
		assertEquals(400, response.statusCode());
		assertEquals("unsupported_operation", code(response));
		assertEquals(List.of(new Outcome.Abandoned()), neighbours.outcomes);
	}

	@Test
	void refusesForeignHostNames() throws Exception {
		channel("a", ScriptedUpstream.json(200, ANSWER));
		try (Socket socket = new Socket("127.0.0.1", neighbours.base().getPort())) {
			socket.getOutputStream().write("GET /v1/models HTTP/1.1\r\nhost: evil.example:3000\r\nconnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertTrue(answer.startsWith("HTTP/1.1 403") && answer.contains("host_not_allowed"), answer);
		} catch (ConnectException closed) {
			throw new AssertionError(closed);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /v1/models HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n", "GET /v1/models HTTP/1.1\r\nhost: localhost\r\nx: LONG\r\n\r\n" })
	void refusesInTheEnvelopeWhatJettyCannotRead(String request) throws Exception {
		try (Socket socket = new Socket("127.0.0.1", neighbours.base().getPort())) {
			socket.getOutputStream().write(request.replace("LONG", "y".repeat(100_000)).getBytes(StandardCharsets.US_ASCII));
			String answer = "";
			while (!answer.contains("}}")) {
				int b = socket.getInputStream().read();
				assertTrue(b >= 0, answer);
				answer += (char) b;
			}
			assertTrue(answer.startsWith("HTTP/1.1 4") && answer.contains("application/json") && answer.contains("\"invalid_request_error\""), answer);
		}
	}

	@Test
	void listsOnlyWhatTheCallerMayUse() throws Exception {
		HttpRequest.Builder list = HttpRequest.newBuilder(neighbours.base().resolve("/v1/models")).header("x-api-key", Neighbours.SECRET);
		String body = client.send(list.build(), HttpResponse.BodyHandlers.ofString()).body();
		assertEquals(List.of("m", "org/with slash"), JsonParser.parseString(body).getAsJsonObject().getAsJsonArray("data").asList().stream()
				.map(entry -> entry.getAsJsonObject().get("id").getAsString()).toList());
		HttpRequest.Builder one = HttpRequest.newBuilder(neighbours.base().resolve("/v1/models/org%2Fwith%20slash")).header("x-goog-api-key", Neighbours.SECRET);
		assertEquals(200, client.send(one.build(), HttpResponse.BodyHandlers.ofString()).statusCode());
		HttpRequest.Builder hidden = HttpRequest.newBuilder(neighbours.base().resolve("/v1/models/hidden")).header("x-api-key", Neighbours.SECRET);
		assertEquals(404, client.send(hidden.build(), HttpResponse.BodyHandlers.ofString()).statusCode());
	}
}
