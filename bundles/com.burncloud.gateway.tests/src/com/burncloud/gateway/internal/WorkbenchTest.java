package com.burncloud.gateway.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.usage.SentRequest;
import com.burncloud.api.usage.SentRequests;

/** What the gateway does for those who operate it: one channel on demand, the last requests, an upstream's models. */
class WorkbenchTest {
	private static final String ANSWER = "{\"id\":\"c1\",\"choices\":[{\"message\":{\"content\":\"hi\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}";

	private final HttpClient client = HttpClient.newHttpClient();
	private final List<ScriptedUpstream> upstreams = new ArrayList<>();
	private Neighbours neighbours;

	private void open(boolean keepRequests) throws Exception {
		FrameworkUtil.getBundle(GatewayServlet.class).start();
		neighbours = new Neighbours(keepRequests);
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (!answers()) {
			assertTrue(System.nanoTime() < deadline, "the gateway does not answer within 10 s");
			LockSupport.parkNanos(5_000_000);
		}
		neighbours.settled.clear();
	}

	private boolean answers() throws InterruptedException {
		try {
			return client.send(HttpRequest.newBuilder(neighbours.base().resolve("/v1/models")).build(), HttpResponse.BodyHandlers.ofString()).statusCode() == 401;
		} catch (java.io.IOException notYet) {
			return false;
		}
	}

	@AfterEach
	void close() throws Exception {
		neighbours.close();
		for (ScriptedUpstream upstream : upstreams) {
			upstream.close();
		}
	}

	private ScriptedUpstream upstream(ScriptedUpstream.Script script) throws Exception {
		ScriptedUpstream upstream = new ScriptedUpstream(script);
		upstreams.add(upstream);
		return upstream;
	}

	private HttpResponse<String> ask(String secret, String contentType, String body) throws Exception {
		return client.send(HttpRequest.newBuilder(neighbours.base().resolve("/v1/chat/completions")).header("authorization", "Bearer " + secret)
				.header("content-type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> ask(String secret, String body) throws Exception {
		return ask(secret, "application/json", body);
	}

	private static String requestId(HttpResponse<String> response) {
		return response.headers().firstValue("x-request-id").orElseThrow();
	}

	private <S> S service(Class<S> type) {
		BundleContext context = FrameworkUtil.getBundle(GatewayServlet.class).getBundleContext();
		ServiceReference<S> reference = context.getServiceReference(type);
		return context.getService(reference);
	}

	@Test
	void aPassForOneChannelGoesThereAndNowhereElse() throws Exception {
		open(true);
		ScriptedUpstream first = upstream(ScriptedUpstream.json(200, ANSWER));
		ScriptedUpstream second = upstream(ScriptedUpstream.json(500, "{\"error\":{\"message\":\"broken\"}}"));
		neighbours.channel("first", first.url());
		neighbours.channel("second", second.url());
		neighbours.passChannel = "second";
		HttpResponse<String> response = ask(Neighbours.PASS, "{\"model\":\"m\"}");
		assertEquals(500, response.statusCode());
		assertEquals("second", response.headers().firstValue("x-burncloud-channel").orElseThrow());
		assertEquals(0, first.received().size());
		assertEquals(List.of("second"), neighbours.settled.getFirst().attempts().stream().map(attempt -> attempt.channel()).toList());
		assertEquals(1, neighbours.admitted.get());
		neighbours.passChannel = "gone";
		HttpResponse<String> gone = ask(Neighbours.PASS, "{\"model\":\"m\"}");
		assertEquals(503, gone.statusCode());
		assertTrue(gone.body().contains("no_available_channel") && gone.body().contains("gone"), gone.body());
		assertEquals(200, ask(Neighbours.SECRET, "{\"model\":\"m\"}").statusCode());
	}

	@Test
	void theLastRequestsAreKeptAsTheyCame() throws Exception {
		open(true);
		neighbours.channel("a", upstream(ScriptedUpstream.json(200, ANSWER)).url(), "renamed",
				new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ZERO));
		SentRequests sent = service(SentRequests.class);
		String body = "{ \"model\" : \"m\", \"stream\":false, \"note\":\"\u4f60\" }";
		SentRequest json = sent.find(requestId(ask(Neighbours.SECRET, "application/json; charset=utf-8", body))).orElseThrow();
		assertEquals("/v1/chat/completions", json.path());
		assertTrue("application/json; charset=utf-8".equalsIgnoreCase(json.contentType()), json.contentType()); // Jetty writes the charset its own way
		assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), json.body());
		assertFalse(json.toString().contains("note"), json.toString());

		String form = "--x\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nm\r\n--x--\r\n";
		SentRequest multipart = sent.find(requestId(ask(Neighbours.SECRET, "multipart/form-data; boundary=x", form))).orElseThrow();
		assertEquals("multipart/form-data; boundary=x", multipart.contentType());
		assertEquals(form, new String(multipart.body(), StandardCharsets.UTF_8));

		HttpResponse<String> broken = ask(Neighbours.SECRET, "{broken");
		assertEquals(400, broken.statusCode());
		assertEquals("{broken", new String(sent.find(requestId(broken)).orElseThrow().body(), StandardCharsets.UTF_8));
		assertTrue(sent.find(requestId(ask("sk-stranger", "{\"model\":\"m\"}"))).isEmpty(), "a stranger's");
		assertTrue(sent.find(requestId(ask(Neighbours.SECRET, "{\"model\":\"m\",\"x\":\"" + "y".repeat(LastRequests.MOST_BYTES) + "\"}"))).isEmpty(), "a large one");
		assertTrue(sent.find("req_unknown").isEmpty());
	}

	@Test
	void nothingIsKeptWhereNobodyWantsIt() throws Exception {
		open(false);
		neighbours.channel("a", upstream(ScriptedUpstream.json(200, ANSWER)).url());
		HttpResponse<String> response = ask(Neighbours.SECRET, "{\"model\":\"m\"}");
		assertEquals(200, response.statusCode());
		assertTrue(service(SentRequests.class).find(requestId(response)).isEmpty());
	}

	@Test
	void theRingKeepsTheNewestUnderManyThreads() throws Exception {
		open(true);
		LastRequests ring = new LastRequests(neighbours);
		int threads = 8;
		CountDownLatch together = new CountDownLatch(1);
		try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
			for (int t = 0; t < threads; t++) {
				String prefix = "t" + t + "-";
				pool.submit(() -> {
					together.await();
					for (int i = 0; i < 5_000; i++) {
						ring.keep(prefix + i, "/v1/chat/completions", "application/json", new byte[] { (byte) i });
						ring.find(prefix + i).ifPresent(found -> assertEquals(1, found.body().length));
					}
					return null;
				});
			}
			together.countDown();
		}
		for (int i = 0; i < LastRequests.MOST; i++) {
			ring.keep("last" + i, "/p", "application/json", new byte[0]);
		}
		for (int i = 0; i < LastRequests.MOST; i++) {
			assertTrue(ring.find("last" + i).isPresent(), "last" + i);
		}
		ring.keep("one more", "/p", "application/json", new byte[0]);
		assertTrue(ring.find("last0").isEmpty());
	}

	private ChannelProbe.ModelList models(String type, URI url, Optional<String> channelId, Duration limit) {
		return service(ChannelProbe.class).models(new ChannelDraft("", type, Optional.of(url), Optional.empty(), List.of(), Map.of(), Set.of("default"), 0, 1, true, Map.of(),
				Map.of(), new Timeouts(limit, limit, limit, Duration.ZERO)), channelId);
	}

	private ChannelProbe.ModelList models(ScriptedUpstream.Script script) throws Exception {
		return models("test", upstream(script).url(), Optional.of("ch_1"), Duration.ofSeconds(2));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"object\":\"list\",\"data\":[{\"id\":\"b\"},{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\" \"},{\"no\":1},7]} | a,b",
			"{\"models\":[{\"name\":\"llama3:8b\",\"model\":\"llama3:8b\"},{\"name\":\"command-r\"}]} | command-r,llama3:8b", "[{\"id\":\"x/y\"}] | x/y" })
	void anUpstreamsModelsAreRead(String body, String expected) throws Exception {
		open(true);
		ChannelProbe.ModelList list = models(ScriptedUpstream.json(200, body));
		assertTrue(list.ok(), list.message());
		assertEquals(200, list.status());
		assertEquals(expected, String.join(",", list.models()));
		assertEquals("", list.message());
		assertEquals("GET /v1/models HTTP/1.1", upstreams.getLast().received().getFirst().line());
		assertEquals("Bearer " + Neighbours.KEY, upstreams.getLast().received().getFirst().headers().get("authorization"));
		assertEquals(List.of(), neighbours.outcomes, "health is none of its business");
	}

	@Test
	void aListOfHalfAMegabyteIsReadWholeAndAnEndlessOneIsNot() throws Exception {
		open(true);
		StringBuilder large = new StringBuilder("{\"data\":[{\"id\":\"m0\"}");
		for (int i = 1; i < 5_000; i++) {
			large.append(",{\"id\":\"m").append(i).append("\",\"description\":\"").append("d".repeat(100)).append("\"}");
		}
		ChannelProbe.ModelList list = models(ScriptedUpstream.json(200, large.append("]}").toString()));
		assertTrue(list.ok(), list.message());
		assertEquals(5_000, list.models().size());
		ChannelProbe.ModelList endless = models(ScriptedUpstream.json(200, "{\"data\":[{\"id\":\"" + "x".repeat(WholeAnswer.MOST_BYTES) + "\"}]}"));
		assertFalse(endless.ok());
		assertFalse(endless.message().isEmpty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "401 | {\"error\":{\"message\":\"bad key sk-upstream-secret-key\"}} | refused the channel's key",
			"404 | {\"error\":{\"message\":\"nothing here for sk-upstream-secret-key\"}} | nothing here", "500 | {\"error\":{\"message\":\"it broke\"}} | it broke",
			"200 | <html>sk-upstream-secret-key</html> | 200", "200 | {\"data\":\"none\"} | not with a list of models",
			"200 | {\"error\":{\"message\":\"quota of sk-upstream-secret-key\"}} | quota of" })
	void whatIsNoListIsSaidInWordsAndWithoutTheKey(int status, String body, String words) throws Exception {
		open(true);
		ChannelProbe.ModelList list = models(ScriptedUpstream.json(status, body));
		assertFalse(list.ok());
		assertEquals(status, list.status());
		assertEquals(List.of(), list.models());
		assertTrue(list.message().contains(words), list.message());
		assertFalse(list.message().contains("secret"), list.message());
	}

	@Test
	void nobodyThereAndNoSuchTypeAreSaidToo() throws Exception {
		open(true);
		ChannelProbe.ModelList closed = models("test", URI.create("http://127.0.0.1:1"), Optional.empty(), Duration.ofSeconds(2));
		assertEquals(new ChannelProbe.ModelList(false, 0, List.of(), "the upstream does not accept connections", closed.millis()), closed);
		ChannelProbe.ModelList unknown = models("strange", URI.create("http://127.0.0.1:1"), Optional.empty(), Duration.ofSeconds(2));
		assertTrue(unknown.message().contains("not installed"), unknown.message());
	}

	@Test
	void withoutAStoredChannelNoKeyIsSent() throws Exception {
		open(true);
		ScriptedUpstream upstream = upstream(ScriptedUpstream.json(200, "{\"data\":[]}"));
		ChannelProbe.ModelList list = models("test", upstream.url(), Optional.empty(), Duration.ofSeconds(2));
		assertTrue(list.ok() && list.models().isEmpty(), list.toString());
		assertEquals("Bearer", upstream.received().getFirst().headers().get("authorization"));
	}
}
