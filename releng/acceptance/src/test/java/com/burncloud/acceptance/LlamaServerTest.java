package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;

/** A real llama-server, with a tiny model that always says the same sentence, as a channel of type llama.cpp. */
class LlamaServerTest {
	private static Product product;
	private static Process llama;
	private static URI llamaUrl;
	private static OpenAIClient sdk;

	@BeforeAll
	static void startBoth(@TempDir Path folder) throws Exception {
		Path binary = Llama.binary();
		Path model = Gguf.write(folder.resolve("lamp.gguf"));
		int port = Product.freePort();
		llamaUrl = URI.create("http://127.0.0.1:" + port);
		Path log = folder.resolve("llama.log");
		llama = new ProcessBuilder(binary.toString(), "-m", model.toString(), "--host", "127.0.0.1", "--port", Integer.toString(port), "-t", "1", "-c", "1024", "--no-ui")
				.redirectErrorStream(true).redirectOutput(log.toFile()).start();
		Runtime.getRuntime().addShutdownHook(new Thread(llama::destroyForcibly));
		product = Product.shared();
		Until.isTrue(Duration.ofSeconds(60), () -> "llama-server did not start", () -> {
			assertTrue(llama.isAlive(), () -> "llama-server ended with " + llama.exitValue());
			try {
				return Web.send(Web.to(llamaUrl.resolve("/health"), "").build()).status() == 200;
			} catch (java.io.UncheckedIOException notYet) {
				return false;
			}
		});
		product.api().post("/api/channels", Json.of("{'name':'lamp','type':'llama.cpp','baseUrl':'%s','models':['lamp'],'modelMapping':{'local-lamp':'lamp'}}", llamaUrl));
		sdk = OpenAIOkHttpClient.builder().baseUrl(product.url() + "/v1").apiKey("sk-burncloud-demo").maxRetries(0).build();
	}

	@AfterAll
	static void stop() throws InterruptedException {
		if (llama != null) {
			llama.destroy();
			llama.waitFor(5, TimeUnit.SECONDS);
			llama.destroyForcibly();
		}
	}

	private static ChatCompletionCreateParams.Builder ask() {
		return ChatCompletionCreateParams.builder().model("local-lamp").addUserMessage("Who is there?").maxCompletionTokens(64);
	}

	/** What llama-server says of its own usage when it is asked without the gateway. */
	private static JsonNode ownUsage() {
		return Web.send(Web.to(llamaUrl.resolve("/v1/chat/completions"), "").header("Content-Type", "application/json").POST(java.net.http.HttpRequest.BodyPublishers.ofString(
				Client.chatBody("lamp", "Who is there?", "'max_completion_tokens':64"))).build()).expect(200).json().path("usage");
	}

	@Test
	void aWholeAnswerWithTheUsageThatLlamaServerCounts() {
		try (var answer = sdk.chat().completions().withRawResponse().create(ask().build())) {
			var completion = answer.parse();
			assertEquals(Gguf.SENTENCE, completion.choices().getFirst().message().content().orElseThrow().strip());
			JsonNode own = ownUsage();
			assertEquals(own.path("prompt_tokens").asLong(), completion.usage().orElseThrow().promptTokens());
			assertEquals(own.path("completion_tokens").asLong(), completion.usage().orElseThrow().completionTokens());
			assertUsageInTheLog(answer.headers().values("x-request-id").getFirst(), own);
		}
	}

	@Test
	void aStreamWithTheSameWordsAndTheSameUsageAskedForOrNot() throws Exception {
		for (boolean asked : new boolean[] { true, false }) {
			var accumulator = ChatCompletionAccumulator.create();
			int[] pieces = new int[1];
			var params = asked ? ask().streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build()) : ask();
			String requestId;
			try (var answer = sdk.chat().completions().withRawResponse().createStreaming(params.build())) {
				requestId = answer.headers().values("x-request-id").getFirst();
				try (var stream = answer.parse()) {
					stream.stream().forEach(chunk -> {
						pieces[0]++;
						accumulator.accumulate(chunk);
					});
				}
			}
			assertEquals(Gguf.SENTENCE, accumulator.chatCompletion().choices().getFirst().message().content().orElseThrow().strip());
			assertTrue(pieces[0] > 10, () -> "only " + pieces[0] + " pieces: it was held back");
			assertEquals(asked, accumulator.chatCompletion().usage().isPresent());
			JsonNode own = ownUsage();
			Until.isTrue(Duration.ofSeconds(5), () -> "no row", () -> product.api().call("GET", "/api/logs/" + requestId, "").status() == 200);
			assertUsageInTheLog(requestId, own);
		}
	}

	private static void assertUsageInTheLog(String requestId, JsonNode own) {
		JsonNode row = product.api().log(requestId);
		assertEquals(own.path("prompt_tokens").asLong(), row.path("promptTokens").asLong(), row::toString);
		assertEquals(own.path("completion_tokens").asLong(), row.path("completionTokens").asLong(), row::toString);
		assertEquals(false, row.path("estimated").asBoolean(), row::toString);
		assertEquals("lamp", row.path("upstreamModel").asText());
	}
}
