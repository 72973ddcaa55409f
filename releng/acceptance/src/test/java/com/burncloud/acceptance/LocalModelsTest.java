package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.models.hubserver.HubServer;
import com.burncloud.models.hubserver.Place;
import com.burncloud.models.hubserver.Repository;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** S9 to S12: section 4 of the guide, from a search on a hub to an answer of a real llama-server, by the API and by command; and what stands behind a local model. */
class LocalModelsTest {
	private static final String REPOSITORY = "Qwen/Lamp-Instruct-GGUF";
	private static final String FILE = "lamp-instruct-q8_0.gguf";
	private static final int LARGE_BYTES = 20_000_000;
	private static final String OTHER_SENTENCE = "Nobody else here would ever say such words";

	@TempDir
	static Path folder;
	private static Path lamp;
	private static Path other;
	private static HubServer hub;
	private static Product product;
	private static LocalModels models;
	private static OpenAIClient sdk;

	@BeforeAll
	static void start() throws Exception {
		Path llama = Llama.binary();
		lamp = Gguf.write(folder.resolve("lamp.gguf"));
		other = Gguf.write(folder.resolve("other.gguf"), "--sentence", OTHER_SENTENCE, "--name", "other");
		Instant updated = Instant.parse("2026-06-01T12:00:00Z");
		hub = HubServer.start()
				.add(new Repository(REPOSITORY).counts(1234, 56).describe("apache-2.0", 630_000_000, updated).file(FILE, lamp).file("lamp-instruct-q4_k_m.gguf", Gguf.padded(lamp, folder.resolve("padded.gguf"), LARGE_BYTES, 4))
						.file("mmproj-lamp-f16.gguf", Gguf.named(lamp, 16)).file("README.md", "# Lamp".getBytes()))
				.add(new Repository("Qwen/Other-Instruct-GGUF").counts(7, 1).describe("mit", 1_000_000, updated).file("other-instruct-q8_0.gguf", other));
		product = LocalModels.productFor(hub, folder).with("BURNCLOUD_LLAMA_SERVER", llama.toString()).start();
		models = new LocalModels(product);
		sdk = OpenAIOkHttpClient.builder().baseUrl(product.url() + "/v1").apiKey("sk-burncloud-demo").maxRetries(0).build();
	}

	@AfterAll
	static void stop() {
		if (product != null) {
			product.close();
		}
		if (hub != null) {
			hub.close();
		}
	}

	private static String answer(String model) {
		return product.client().chat(model, "Who is there?").expect(200).content().strip();
	}

	@Test
	void theGuideByTheApi() throws Exception {
		JsonNode found = product.api().get("/api/hubs/search?q=Qwen/Lamp-Instruct-GGUF");
		assertEquals(List.of(REPOSITORY), Json.texts(found, "repo"), found::toString);
		assertEquals("apache-2.0", found.get(0).path("license").asText());
		assertEquals(1234, found.get(0).path("downloads").asLong());
		assertEquals(56, found.get(0).path("likes").asLong());
		assertFalse(found.get(0).path("gated").asBoolean(true));

		JsonNode files = product.api().get("/api/hubs/huggingface/" + REPOSITORY + "/files");
		assertEquals(Set.of("Q8_0", "Q4_K_M", "F16"), new TreeSet<>(Json.texts(files, "quantization")), files::toString);
		JsonNode file = Json.list(files).stream().filter(each -> each.path("file").asText().equals(FILE)).findFirst().orElseThrow();
		assertEquals("model", file.path("kind").asText());
		assertEquals(Files.size(lamp), file.path("sizeBytes").asLong());
		assertEquals(8.5, file.path("bitsPerWeight").asDouble(), 0.01);
		assertEquals(Set.of("projector"), new TreeSet<>(Json.list(files).stream().filter(each -> each.path("file").asText().startsWith("mmproj")).map(each -> each.path("kind").asText()).toList()));

		long before = bytesSent();
		JsonNode report = product.api().get("/api/hubs/huggingface/" + REPOSITORY + "/inspect?file=lamp-instruct-q4_k_m.gguf");
		assertEquals("llama", report.at("/facts/architecture").asText(), report::toString);
		assertEquals(2048, report.at("/facts/contextLength").asInt());
		assertEquals("fits", report.at("/fit/verdict").asText(), report::toString);
		assertTrue(bytesSent() - before < LARGE_BYTES / 5, () -> bytesSent() - before + " bytes were fetched to read the header");

		String id = downloaded();
		assertEquals("Lamp-Instruct", id);
		Set<String> listedBefore = models.listed();
		assertEquals(404, product.client().chat("local-" + id, "hi").status());

		JsonNode deployment = models.run(id, "{'port':8080,'contextSize':1024,'gpuLayers':-1}");
		assertEquals("local-Lamp-Instruct", deployment.path("gatewayModel").asText());
		assertEquals(1024, deployment.path("contextSize").asInt(), deployment::toString);
		ProcessHandle llama = LocalModels.process(deployment);
		Set<String> added = models.listed();
		added.removeAll(listedBefore);
		assertEquals(Set.of("local-Lamp-Instruct", "local-Lamp-Instruct-Q8_0"), added);
		assertTrue(models.listed().containsAll(listedBefore));
		assertEquals("hello", product.client().chat("echo", "hello").expect(200).content());

		wholeAndStreamedBySdk();
		tooLongAPrompt();
		costsNothing();
		oneStreamAfterTheOther();

		models.stop(id);
		LocalModels.awaitEnd(llama, Duration.ofSeconds(10));
		product.client().chat("local-Lamp-Instruct", "hi").expect(404, "model_not_found");
		assertEquals(listedBefore, models.listed());
		assertEquals("hello", product.client().chat("echo", "hello").expect(200).content());
		product.api().call("DELETE", "/api/models/" + id, "").expect(204);
		assertEquals(404, product.api().call("GET", "/api/models/" + id, "").status());
		assertTrue(Json.list(product.api().get("/api/models/leftovers")).isEmpty());
	}

	private static long bytesSent() {
		return hub.requests(Place.CDN).stream().mapToLong(request -> request.sent().get()).sum();
	}

	/** @return id of the model */
	private static String downloaded() throws Exception {
		String download = models.begin(REPOSITORY, FILE);
		models.download("huggingface", REPOSITORY, FILE).expect(409);
		JsonNode done = models.download(download, "completed");
		assertEquals(Files.size(lamp), done.path("bytesDone").asLong());
		String id = done.path("modelId").asText();
		models.download("huggingface", REPOSITORY, FILE).expect(409);
		JsonNode model = models.model(id);
		assertEquals(Gguf.sha256(lamp), model.path("sha256").asText(), model::toString);
		assertEquals(Gguf.sha256(lamp), Gguf.sha256(Path.of(model.path("file").asText())));
		assertTrue(Path.of(model.path("file").asText()).startsWith(product.home().resolve("models")), model::toString);
		assertEquals("stopped", model.at("/deployment/state").asText());
		return id;
	}

	private static void wholeAndStreamedBySdk() throws Exception {
		var ask = ChatCompletionCreateParams.builder().model("local-Lamp-Instruct").addUserMessage("你好！").maxCompletionTokens(64).build();
		try (var answer = sdk.chat().completions().withRawResponse().create(ask)) {
			var completion = answer.parse();
			assertEquals(Gguf.SENTENCE, completion.choices().getFirst().message().content().orElseThrow().strip());
			JsonNode row = product.api().log(answer.headers().values("x-request-id").getFirst());
			assertEquals(completion.usage().orElseThrow().promptTokens(), row.path("promptTokens").asLong(), row::toString);
			assertFalse(row.path("estimated").asBoolean(true), row::toString);
		}
		var accumulator = ChatCompletionAccumulator.create();
		int[] pieces = new int[1];
		try (var stream = sdk.chat().completions().createStreaming(ask)) {
			stream.stream().forEach(chunk -> {
				pieces[0]++;
				accumulator.accumulate(chunk);
			});
		}
		assertEquals(Gguf.SENTENCE, accumulator.chatCompletion().choices().getFirst().message().content().orElseThrow().strip());
		assertTrue(pieces[0] > 10, () -> "only " + pieces[0] + " pieces: it was held back");
		assertTrue(sdk.models().list().items().stream().anyMatch(model -> model.id().equals("local-Lamp-Instruct")));
	}

	/** llama-server closes a connection after each stream and does not say so before: none of the next requests may suffer. */
	private static void oneStreamAfterTheOther() {
		for (int i = 0; i < 150; i++) {
			Reply reply = product.client().post("/v1/chat/completions", Client.chatBody("local-Lamp-Instruct", "hi", "'max_tokens':1" + (i % 3 == 2 ? "" : ",'stream':true"))).expect(200);
			assertEquals("1", reply.header("x-burncloud-attempts"));
		}
	}

	/** A letter is a token of this model. */
	private static void tooLongAPrompt() {
		Reply refused = product.client().chat("local-Lamp-Instruct", "a".repeat(3000)).expect(400, "context_length_exceeded");
		assertTrue(refused.json().at("/error/message").asText().contains("1024"), refused::toString);
		product.client().post("/v1/chat/completions", Client.chatBody("local-Lamp-Instruct", "a".repeat(3000), "'stream':true")).expect(400, "context_length_exceeded");
	}

	private static void costsNothing() {
		Api.NewToken poor = product.api().token("poor", "'quota':{'kind':'amount','limitNanos':1}");
		Reply reply = product.client().as(poor.secret()).chat("local-Lamp-Instruct", "Who is there?").expect(200);
		assertEquals(Gguf.SENTENCE, reply.content().strip());
		JsonNode row = product.api().log(reply.requestId());
		assertEquals(0, row.path("costNanos").asLong(-1), row::toString);
		assertTrue(row.path("completionTokens").asLong() > 0, row::toString);
		assertEquals(0, product.api().token(poor.id()).at("/used/nanos").asLong(-1));
		assertEquals(200, product.client().as(poor.secret()).chat("local-Lamp-Instruct", "Who is there?").status());
	}

	private static String command(String... words) throws Exception {
		List<String> line = new ArrayList<>(List.of("model"));
		line.addAll(List.of(words));
		Product.Ended ended = product.run(line.toArray(String[]::new));
		assertEquals(0, ended.status(), ended::toString);
		return ended.out();
	}

	@Test
	void theGuideByCommand() throws Exception {
		String repository = "Qwen/Other-Instruct-GGUF";
		assertTrue(command("search", "other", "instruct").contains(repository));
		assertTrue(command("files", repository).contains("Q8_0"));
		JsonNode report = Json.read(command("inspect", repository, "Q8_0", "--context-size", "2048", "--json"));
		assertEquals("fits", report.at("/fit/verdict").asText(), report::toString);
		assertEquals(2048, report.at("/fit/contextSize").asInt());
		assertTrue(command("download", repository, "Q8_0").contains("Other-Instruct"));
		assertEquals("Other-Instruct", Json.read(command("local", "--json")).findValuesAsText("id").stream().filter(id -> id.startsWith("Other")).findFirst().orElse(""));
		Product.Ended again = product.run("model", "download", repository, "Q8_0");
		assertNotEquals(0, again.status(), again::toString);
		assertTrue(again.err().contains("there already"), again::toString);
		String deployed = command("deploy", "Other-Instruct", "--port", Integer.toString(Product.freePort()), "--context-size", "1024", "--gpu-layers", "-1");
		assertTrue(deployed.contains("local-Other-Instruct"), deployed);
		assertEquals(OTHER_SENTENCE, answer("local-Other-Instruct"));
		assertTrue(command("list").contains("local-Other-Instruct"));
		assertTrue(command("log", "Other-Instruct").lines().count() > 10);
		command("stop", "Other-Instruct");
		product.client().chat("local-Other-Instruct", "hi").expect(404, "model_not_found");
		command("delete", "Other-Instruct");
		assertFalse(command("local").contains("Other-Instruct"));
	}

	@Test
	void aliasesGroupsAndPriorityAreThoseOfAnyChannel() throws Exception {
		String first = models.adopt(Files.copy(lamp, Files.createDirectories(folder.resolve("adopted")).resolve("first-q8_0.gguf")));
		String second = models.adopt(Files.copy(other, folder.resolve("adopted/second-q8_0.gguf")));
		models.run(first, "{'port':0,'contextSize':512,'aliases':['ship','quay'],'groups':['default','sailors'],'priority':1}");
		models.run(second, "{'port':0,'contextSize':512,'aliases':['ship','pier'],'groups':['sailors'],'priority':5}");
		Client sailor = product.client().as(product.api().token("sailor", "'groups':['sailors']").secret());
		assertEquals(Gguf.SENTENCE, answer("ship"));
		assertEquals(Gguf.SENTENCE, answer("quay"));
		assertEquals(404, product.client().chat("pier", "hi").status());
		assertEquals(OTHER_SENTENCE, sailor.chat("ship", "hi").expect(200).content().strip());
		assertEquals(OTHER_SENTENCE, sailor.chat("pier", "hi").expect(200).content().strip());
		assertEquals(Gguf.SENTENCE, sailor.chat("quay", "hi").expect(200).content().strip());
		models.stop(second);
		assertEquals(Gguf.SENTENCE, sailor.chat("ship", "hi").expect(200).content().strip());
		assertEquals(404, sailor.chat("pier", "hi").status());
		models.stop(first);
		assertEquals(404, sailor.chat("ship", "hi").status());
		product.api().call("DELETE", "/api/models/" + first, "").expect(204);
		product.api().call("DELETE", "/api/models/" + second, "").expect(204);
		assertTrue(Files.exists(folder.resolve("adopted/first-q8_0.gguf")), "an adopted file was deleted");
	}

	@Test
	void aLocalModelStandsBehindACloudChannelThatIsDead() throws Exception {
		String id = models.adopt(Files.write(Files.createDirectories(folder.resolve("behind")).resolve("behind.gguf"), Gguf.named(lamp, 77)));
		try (Upstream cloud = Upstream.named("cloud")) {
			String channel = product.api().channel("cloud-before", cloud, "['shared']", "'priority':3");
			models.run(id, "{'port':0,'contextSize':512,'aliases':['shared'],'priority':-1}");
			assertEquals("cloud", answer("shared"));
			cloud.kill();
			Reply reply = product.client().chat("shared", "Who is there?").expect(200);
			assertEquals(Gguf.SENTENCE, reply.content().strip());
			assertEquals("2", reply.header("x-burncloud-attempts"), reply::toString);
			product.api().deleteChannel(channel);
		}
		models.stop(id);
	}

	/** A model that takes a while to load and to think: it is started by a request, others wait, and a cloud channel takes over when it dies over one. */
	@Test
	void aModelThatIsStartedByRequestsAndACloudChannelBehindIt() throws Exception {
		String id = models.adopt(Gguf.slow(folder.resolve("slow/slow.gguf")));
		try (Events events = new Events(product); Upstream cloud = Upstream.named("cloud")) {
			assertEquals("asleep", models.deploy(id, "{'port':0,'contextSize':2048,'onRequest':true,'aliases':['thinker'],'priority':3}").expect(202).json().at("/deployment/state").asText());
			assertTrue(models.listed().contains("local-" + id), "what a request starts can be asked for");
			List<CompletableFuture<Reply>> waiting = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				waiting.add(product.client().chatAsync(i % 2 == 0 ? "thinker" : "local-" + id, "hi", i % 3 == 0 ? "'stream':true" : ""));
			}
			JsonNode starting = models.deployment(id, Set.of("starting", "running"));
			if (starting.path("state").asText().equals("starting")) {
				assertTrue(waiting.stream().noneMatch(CompletableFuture::isDone), "answered before it was ready");
			}
			JsonNode running = models.running(id);
			for (CompletableFuture<Reply> each : waiting) {
				Reply reply = each.join().expect(200);
				assertTrue(reply.body().contains("harbour"), reply::toString);
			}
			assertEquals(running.path("pid"), models.deployment(id).path("pid"), "it was loaded more than once");
			assertEquals(List.of("model/STOPPED", "model/STARTING", "model/RUNNING"), events.topics(id));

			String channel = product.api().channel("cloud-behind", cloud, "['thinker']", "'priority':-3");
			ProcessHandle llama = LocalModels.process(running);
			Duration spent = llama.info().totalCpuDuration().orElseThrow();
			CompletableFuture<Reply> asked = product.client().chatAsync("thinker", "a".repeat(1800), "");
			Until.isTrue(Duration.ofSeconds(60), () -> "it does not think; " + asked, () -> {
				assertFalse(asked.isDone(), "it was answered too soon to be disturbed");
				return llama.info().totalCpuDuration().orElseThrow().minus(spent).toMillis() > 300;
			});
			llama.destroyForcibly();
			Reply reply = asked.join().expect(200);
			assertEquals("cloud", reply.content());
			assertEquals("2", reply.header("x-burncloud-attempts"));
			product.api().deleteChannel(channel);
			models.stop(id);
			Until.isTrue(Duration.ofSeconds(5), () -> events.of(id).toString(), () -> events.topics(id).getLast().equals("model/STOPPED"));
			assertFalse(models.listed().contains("local-" + id));
		}
	}
}
