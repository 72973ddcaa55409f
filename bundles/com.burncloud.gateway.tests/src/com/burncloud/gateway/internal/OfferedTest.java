package com.burncloud.gateway.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.provider.Endpoint;
import com.burncloud.api.usage.UsageRecord;
import com.google.gson.JsonParser;

/** Channels that must be begun before they are asked: local models. */
class OfferedTest {
	private static final String ANSWER = "{\"id\":\"c1\",\"choices\":[{\"message\":{\"content\":\"hi\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}";
	private static final String KEY = "key-of-this-instance-only";

	private final HttpClient client = HttpClient.newHttpClient();
	private final AtomicInteger begun = new AtomicInteger();
	private final AtomicInteger inUse = new AtomicInteger();
	private Neighbours neighbours;
	private ScriptedUpstream upstream;

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
		if (upstream != null) {
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

	private class Offer implements OfferedChannel {
		private final Optional<RefusedException> refusal;

		Offer(Optional<RefusedException> refusal) {
			this.refusal = refusal;
		}

		@Override
		public Channel channel() {
			return new Channel("local-m", "local-m", "test", Optional.empty(), "", List.of("m"), Map.of(), Set.of("default"), 0, 1, true, Map.of(), Map.of(),
					Timeouts.DEFAULT, true, Instant.EPOCH);
		}

		@Override
		public Use begin() throws RefusedException {
			if (refusal.isPresent()) {
				throw refusal.get();
			}
			begun.incrementAndGet();
			inUse.incrementAndGet();
			return new Use() {
				private boolean closed;

				@Override
				public Endpoint endpoint() {
					return new Endpoint(upstream.url(), KEY, Map.of(), Map.of());
				}

				@Override
				public void close() {
					if (!closed) {
						closed = true;
						inUse.decrementAndGet();
					}
				}
			};
		}

		@Override
		public int countTokens(String text) {
			return 7;
		}
	}

	private void offer(ScriptedUpstream.Script script) throws Exception {
		upstream = new ScriptedUpstream(script);
		add(new Offer(Optional.empty()));
	}

	private void add(Offer offer) {
		Endpoint nowhere = new Endpoint(URI.create("http://127.0.0.1:9"), "", Map.of(), Map.of());
		neighbours.candidates.add(new Candidate("local-m", "local-m", "test", "m", "m", nowhere, Timeouts.DEFAULT, new Neighbours.PlainProvider(), Optional.of(offer)));
	}

	private HttpResponse<String> ask(String body) throws Exception {
		return client.send(HttpRequest.newBuilder(neighbours.base().resolve("/v1/chat/completions")).header("authorization", "Bearer " + Neighbours.SECRET)
				.header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
	}

	private UsageRecord settled() {
		await("one exchange is settled", () -> !neighbours.settled.isEmpty());
		return neighbours.settled.getFirst();
	}

	@Test
	void itIsAskedWhereItsUseSaysAndLetGoAfterwards() throws Exception {
		offer(ScriptedUpstream.json(200, ANSWER));
		assertEquals(200, ask("{\"model\":\"m\",\"messages\":[]}").statusCode());
		assertEquals("Bearer " + KEY, upstream.received().getFirst().headers().get("authorization"));
		assertEquals(1, begun.get());
		await("it is let go", () -> inUse.get() == 0);
	}

	@Test
	void itStaysUpAsLongAsItsStreamRunsAndCountsWhatItDidNotTell() throws Exception {
		AtomicInteger during = new AtomicInteger(-1);
		offer((request, socket, out) -> {
			ScriptedUpstream.beginStream(out);
			ScriptedUpstream.chunk(out, "data: {\"choices\":[{\"delta\":{\"content\":\"word \"}}]}\n\n");
			during.set(inUse.get());
			ScriptedUpstream.chunk(out, "data: [DONE]\n\n");
			ScriptedUpstream.endStream(out);
			return true;
		});
		assertEquals(200, ask("{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}").statusCode());
		assertEquals(1, during.get());
		assertEquals(7, settled().usage().completionTokens(), "by the model's own tokens");
		assertEquals(7, settled().usage().promptTokens());
		await("it is let go", () -> inUse.get() == 0);
	}

	@Test
	void oneThatDoesNotComeUpLeavesItToTheNext() throws Exception {
		add(new Offer(Optional.of(new RefusedException(RefusalCode.NO_AVAILABLE_CHANNEL, "The model does not start: no memory."))));
		upstream = new ScriptedUpstream(ScriptedUpstream.json(200, ANSWER));
		neighbours.channel("cloud", upstream.url());
		assertEquals(200, ask("{\"model\":\"m\",\"messages\":[]}").statusCode());
		assertEquals(List.of("The model does not start: no memory.", "ok"), settled().attempts().stream().map(attempt -> attempt.reason()).toList());
	}

	@Test
	void whenNobodyElseIsThereTheClientReadsWhy() throws Exception {
		add(new Offer(Optional.of(new RefusedException(RefusalCode.NO_AVAILABLE_CHANNEL, "The model does not start: no memory."))));
		HttpResponse<String> answer = ask("{\"model\":\"m\",\"messages\":[]}");
		assertEquals(503, answer.statusCode());
		assertTrue(answer.body().contains("no memory"), answer.body());
	}

	@Test
	void aClientThatLeavesWhileItStartsIsNoticed() throws Exception {
		CountDownLatch starting = new CountDownLatch(1);
		add(new Offer(Optional.empty()) {
			@Override
			public Use begin() throws RefusedException {
				starting.countDown();
				try {
					new CountDownLatch(1).await();
				} catch (InterruptedException stopped) {
					Thread.currentThread().interrupt();
				}
				throw new RefusedException(RefusalCode.NO_AVAILABLE_CHANNEL, "waiting was interrupted");
			}
		});
		try (Socket socket = new Socket("127.0.0.1", neighbours.base().getPort())) {
			String body = "{\"model\":\"m\"}";
			socket.getOutputStream().write(("POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer " + Neighbours.SECRET
					+ "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
			assertTrue(starting.await(5, TimeUnit.SECONDS));
		}
		assertEquals(499, settled().status());
		assertEquals(0, settled().usage().promptTokens());
	}

	@Test
	void aPromptThatIsTooLongIsSaidInTheWordsThatSdksKnow() throws Exception {
		offer(ScriptedUpstream.json(400, "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\","
				+ "\"n_prompt_tokens\":5000,\"n_ctx\":4096}}"));
		HttpResponse<String> answer = ask("{\"model\":\"m\",\"messages\":[]}");
		assertEquals(400, answer.statusCode());
		assertEquals("context_length_exceeded", JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("error").get("code").getAsString());
		assertEquals("context_length_exceeded", settled().code());
		await("it is let go", () -> inUse.get() == 0);
	}
}
