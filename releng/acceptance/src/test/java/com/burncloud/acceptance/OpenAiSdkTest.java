package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;

/** S1, S2, S3: the base URL, the token that comes with it, and OpenAI's own SDK, unchanged. */
class OpenAiSdkTest {
	private static Product product;
	private static Api api;
	private static Upstream upstream;

	@BeforeAll
	static void start() throws IOException {
		product = Product.shared();
		api = product.api();
		upstream = Upstream.named("sdk");
		api.channel("sdk", upstream, "['sdk-model','sdk-embed']", "");
	}

	@AfterAll
	static void stop() throws IOException {
		upstream.close();
	}

	private static OpenAIClient sdk(String key, int retries) {
		return sdk(product.url(), key, retries);
	}

	private static OpenAIClient sdk(URI url, String key, int retries) {
		return OpenAIOkHttpClient.builder().baseUrl(url + "/v1").apiKey(key).maxRetries(retries).build();
	}

	private static OpenAIClient sdk() {
		return sdk("sk-burncloud-demo", 0);
	}

	private static ChatCompletionCreateParams ask(String model, String text) {
		return ChatCompletionCreateParams.builder().model(model).addUserMessage(text).build();
	}

	private static void quiet() {
		upstream.requests().clear();
		upstream.doing(upstream::standard);
	}

	@Test
	void theDemoTokenChatsWithEchoOutOfTheBox() {
		ChatCompletion answer = sdk().chat().completions().create(ask("echo", "你好，世界 🌍 \"quoted\""));
		assertEquals("你好，世界 🌍 \"quoted\"", answer.choices().getFirst().message().content().orElseThrow());
		assertEquals(answer.usage().orElseThrow().promptTokens() + answer.usage().orElseThrow().completionTokens(), answer.usage().orElseThrow().totalTokens());
		assertTrue(answer.usage().orElseThrow().completionTokens() > 0);
	}

	@Test
	void chatThroughAnUpstreamCarriesItsKeyAndItsUsage() {
		quiet();
		ChatCompletion answer = sdk().chat().completions().create(ask("sdk-model", "hello"));
		assertEquals("sdk", answer.choices().getFirst().message().content().orElseThrow());
		assertEquals(7, answer.usage().orElseThrow().completionTokens());
		assertEquals("Bearer sk-upstream-sdk", upstream.last().headers().get("authorization"));
		assertTrue(upstream.last().headers().values().stream().noneMatch(value -> value.contains("sk-burncloud-demo")), "the client's token went upstream");
	}

	@Test
	void streamingEndsAndAddsUpToTheWholeAnswer() {
		for (String model : List.of("echo", "sdk-model")) {
			quiet();
			var accumulator = ChatCompletionAccumulator.create();
			try (var stream = sdk().chat().completions().createStreaming(ask(model, "a stream of several pieces"))) {
				stream.stream().forEach(accumulator::accumulate);
			}
			assertEquals(model.equals("echo") ? "a stream of several pieces" : "sdk", accumulator.chatCompletion().choices().getFirst().message().content().orElseThrow());
		}
	}

	@Test
	void streamedUsageComesWhenAskedForAndOnlyThen() {
		for (boolean asked : new boolean[] { true, false }) {
			quiet();
			var params = ChatCompletionCreateParams.builder().model("sdk-model").addUserMessage("hi");
			if (asked) {
				params.streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
			}
			List<Long> totals = new ArrayList<>();
			try (var stream = sdk().chat().completions().createStreaming(params.build())) {
				stream.stream().forEach(chunk -> chunk.usage().ifPresent(usage -> totals.add(usage.totalTokens())));
			}
			assertEquals(asked ? List.of(18L) : List.of(), totals, "usage asked for: " + asked);
			assertTrue(upstream.last().json().at("/stream_options/include_usage").asBoolean(), "the gateway must ask for it in any case, to account for it");
		}
	}

	@Test
	void toolsGoUpAndToolCallsComeBackWholeAndStreamed() {
		var function = FunctionDefinition.builder().name("get_weather").description("the weather")
				.parameters(FunctionParameters.builder().putAdditionalProperty("type", JsonValue.from("object"))
						.putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string")))).build())
				.build();
		var params = ChatCompletionCreateParams.builder().model("sdk-model").addUserMessage("weather in Paris?")
				.addTool(ChatCompletionFunctionTool.builder().function(function).build()).build();
		quiet();
		upstream.doing((request, wire) -> {
			if (request.stream()) {
				wire.beginStream();
				wire.event(Upstream.chunk("m", "'role':'assistant','tool_calls':[{'index':0,'id':'call_1','type':'function','function':{'name':'get_weather','arguments':''}}]", "null"));
				wire.event(Upstream.chunk("m", "'tool_calls':[{'index':0,'function':{'arguments':'{\\'city\\':'}}]", "null"));
				wire.event(Upstream.chunk("m", "'tool_calls':[{'index':0,'function':{'arguments':'\\'Paris\\'}'}}]", "null"));
				wire.event(Upstream.chunk("m", "", "'tool_calls'"));
				wire.event("[DONE]");
				wire.endStream();
			} else {
				wire.json(200, Upstream.chat("m", "'content':null,'tool_calls':[{'id':'call_1','type':'function','function':"
						+ "{'name':'get_weather','arguments':'{\\'city\\':\\'Paris\\'}'}}]", "tool_calls"));
			}
		});
		var call = sdk().chat().completions().create(params).choices().getFirst().message().toolCalls().orElseThrow().getFirst().asFunction();
		assertEquals("get_weather", call.function().name());
		assertEquals("Paris", Json.read(call.function().arguments()).path("city").asText());
		JsonNode sent = upstream.last().json().at("/tools/0/function");
		assertEquals("get_weather", sent.path("name").asText());
		assertEquals("string", sent.at("/parameters/properties/city/type").asText());

		var accumulator = ChatCompletionAccumulator.create();
		try (var stream = sdk().chat().completions().createStreaming(params)) {
			stream.stream().forEach(accumulator::accumulate);
		}
		var streamed = accumulator.chatCompletion().choices().getFirst();
		assertEquals("tool_calls", streamed.finishReason().asString());
		assertEquals("Paris", Json.read(streamed.message().toolCalls().orElseThrow().getFirst().asFunction().function().arguments()).path("city").asText());
	}

	@Test
	void imagePartsReachTheUpstreamAsTheyAre() {
		quiet();
		String image = "data:image/png;base64,iVBORw0KGgo=";
		sdk().chat().completions().create(ChatCompletionCreateParams.builder().model("sdk-model").addUserMessageOfArrayOfContentParts(List.of(
				ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder().text("what is this?").build()),
				ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
						.imageUrl(ChatCompletionContentPartImage.ImageUrl.builder().url(image).build()).build()))).build());
		JsonNode content = upstream.last().json().at("/messages/0/content");
		assertEquals("what is this?", content.at("/0/text").asText());
		assertEquals(image, content.at("/1/image_url/url").asText());
	}

	@Test
	void embeddingsComeFromEchoAndFromAnUpstream() {
		quiet();
		var params = EmbeddingCreateParams.builder().input("some text");
		assertEquals(8, sdk().embeddings().create(params.model("echo").build()).data().getFirst().embedding().size());
		assertEquals(List.of(0.5f, -0.25f), sdk().embeddings().create(params.model("sdk-embed").build()).data().getFirst().embedding());
	}

	@Test
	void modelsAreListedAndRetrieved() {
		List<String> ids = sdk().models().list().data().stream().map(Model::id).toList();
		assertTrue(ids.containsAll(List.of("echo", "sdk-model", "sdk-embed")), ids::toString);
		assertEquals("sdk-model", sdk().models().retrieve("sdk-model").id());
		assertThrows(NotFoundException.class, () -> sdk().models().retrieve("no-such-model"));
	}

	@Test
	void aKeyThatIsNoneIsUnauthorized() {
		for (String key : List.of("sk-burncloud-no-such-token", "sk-proj-other")) {
			var refused = assertThrows(UnauthorizedException.class, () -> sdk(key, 0).chat().completions().create(ask("echo", "hi")));
			assertEquals("invalid_api_key", refused.code().orElse(""));
		}
	}

	@Test
	void aModelThatTheTokenMayNotUseIsForbidden() {
		String secret = api.token("sdk-restricted", "'models':['sdk-model']").secret();
		var refused = assertThrows(PermissionDeniedException.class, () -> sdk(secret, 0).chat().completions().create(ask("echo", "hi")));
		assertEquals("model_not_allowed", refused.code().orElse(""));
	}

	@Test
	void aModelThatNobodyHasIsNotFound() {
		var refused = assertThrows(NotFoundException.class, () -> sdk().chat().completions().create(ask("no-such-model", "hi")));
		assertEquals("model_not_found", refused.code().orElse(""));
	}

	@Test
	void aSpentQuotaIsARateLimitThatTheSdkDoesNotRepeat() throws IOException {
		String secret = api.token("sdk-once", "'quota':{'kind':'count','limit':1}").secret();
		List<String> shouldRetry = new ArrayList<>();
		try (Upstream wireTap = relay(shouldRetry)) {
			OpenAIClient patient = sdk(URI.create(wireTap.url()), secret, 3);
			patient.chat().completions().create(ask("echo", "the one that is paid for"));
			assertEquals(1, wireTap.requests().size());
			var refused = assertThrows(RateLimitException.class, () -> patient.chat().completions().create(ask("echo", "one too many")));
			assertEquals("insufficient_quota", refused.code().orElse(""));
			assertEquals(2, wireTap.requests().size(), "the SDK repeated a request that cannot succeed");
			assertEquals("false", shouldRetry.getLast());
		}
	}

	@Test
	void whatAnUpstreamDeclinesKeepsItsExceptionClass() {
		record Case(int status, String code, Class<? extends OpenAIServiceException> type) {
		}
		for (Case each : List.of(new Case(400, "context_length_exceeded", BadRequestException.class), new Case(422, "unprocessable", UnprocessableEntityException.class),
				new Case(429, "rate_limit_exceeded", RateLimitException.class), new Case(500, "server_error", InternalServerException.class),
				new Case(503, "overloaded", InternalServerException.class))) {
			quiet();
			upstream.doing(Upstream.error(each.status(), each.code(), "retry-after", "0"));
			var refused = assertInstanceOf(each.type(), assertThrows(OpenAIServiceException.class, () -> sdk().chat().completions().create(ask("sdk-model", "hi")), each::toString));
			assertEquals(each.status(), refused.statusCode());
			assertEquals(each.code(), refused.code().orElse(""));
		}
		quiet();
	}

	@Test
	void anUpstreamThatIsNotThereIsABadGateway() throws IOException {
		Upstream gone = Upstream.named("gone");
		gone.close();
		api.channel("sdk-gone", gone, "['sdk-gone']", "");
		var refused = assertThrows(InternalServerException.class, () -> sdk().chat().completions().create(ask("sdk-gone", "hi")));
		assertEquals(502, refused.statusCode());
		assertEquals("upstream_error", refused.code().orElse(""));
	}

	@Test
	void anErrorInMidStreamIsAnExceptionOfTheSdk() {
		var broken = ask("echo", "echo: error=cut-2\none two three four five six seven");
		assertThrows(com.openai.errors.OpenAIException.class, () -> {
			try (var stream = sdk().chat().completions().createStreaming(broken)) {
				stream.stream().forEach(chunk -> {
				});
			}
		});
	}

	/** Passes everything on to the product and counts what goes over the wire. */
	private static Upstream relay(List<String> shouldRetry) throws IOException {
		return Upstream.named("relay").doing((request, wire) -> {
			Reply reply = Web.send(Web.to(product.url().resolve(request.path()), "", "authorization", request.headers().get("authorization"), "content-type", "application/json")
					.POST(BodyPublishers.ofString(request.body())).build());
			shouldRetry.add(reply.header("x-should-retry"));
			String[] headers = reply.header("x-should-retry").isEmpty() ? new String[0] : new String[] { "x-should-retry", reply.header("x-should-retry") };
			wire.json(reply.status(), reply.body(), headers);
		});
	}
}
