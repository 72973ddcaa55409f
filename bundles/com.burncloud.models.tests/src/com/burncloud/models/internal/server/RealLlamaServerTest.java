package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Deployment.State;
import com.burncloud.api.provider.Endpoint;

/** With the llama-server of this machine and a model that always says the same sentence. */
class RealLlamaServerTest {
	private static final String SENTENCE = "The harbour lamp answers every ship with this same short sentence, then goes dark until another one asks.";
	private static Path llamaServer;
	private static Path lamp;

	@TempDir
	Path folder;
	private Bench bench;

	@BeforeAll
	static void prepare(@TempDir Path models) throws Exception {
		llamaServer = Real.llamaServer();
		lamp = Real.model(models.resolve("lamp.gguf"));
	}

	@BeforeEach
	void bench() {
		bench = new Bench(folder);
		bench.executable = llamaServer;
	}

	@AfterEach
	void nothingIsLeft() throws Exception {
		bench.close();
	}

	private static String ask(Endpoint endpoint, String key) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.baseUrl() + "/v1/chat/completions")).header("Authorization", "Bearer " + key)
				.POST(HttpRequest.BodyPublishers.ofString("{\"messages\":[{\"role\":\"user\",\"content\":\"Who is there?\"}]}")).build();
		HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		return answer.statusCode() + " " + answer.body();
	}

	@Test
	void fromDeployToAnAnswerAndBackToStopped() throws Exception {
		bench.shelve("lamp", lamp);
		DeployOptions options = new DeployOptions(0, 1024, -1, OptionalInt.of(1), OptionalInt.of(1), Optional.of("auto"), Optional.of("bf16"), Optional.empty(),
				List.of("lighthouse"), Set.of("default"), 0, List.of("--temp", "0"), 0, false);
		assertTrue(bench.models().deploy("lamp", options).deployment().state() != State.FAILED);
		Deployment running = bench.await("lamp", State.RUNNING);
		assertEquals(OptionalInt.of(1024), running.contextTokens());
		assertTrue(Bench.alive(running.pid().orElseThrow()));
		OfferedChannel offer = bench.offer("lamp");
		assertEquals(List.of("local-lamp", "local-lamp-Q4_K_M", "lighthouse"), offer.channel().models());
		try (OfferedChannel.Use use = offer.begin()) {
			assertTrue(ask(use.endpoint(), use.endpoint().apiKey()).contains(SENTENCE));
			assertTrue(ask(use.endpoint(), "another").startsWith("401"), "it must not let in who has not the key");
			String command = ProcessHandle.of(running.pid().getAsLong()).flatMap(each -> each.info().commandLine()).orElse("");
			assertFalse(command.contains(use.endpoint().apiKey()), "the key stands in the command line");
			assertFalse(String.join("\n", bench.models().output("lamp")).contains(use.endpoint().apiKey()), "the key stands in the output");
		}
		assertEquals(13, offer.countTokens("hello world"));
		Bench.until(() -> "no tokens a second: " + bench.models().output("lamp"), () -> bench.deployment("lamp").tokensPerSecond().orElse(0) > 0);
		assertEquals(State.STOPPED, bench.models().stop("lamp").deployment().state());
		assertFalse(Bench.alive(running.pid().getAsLong()));
		assertTrue(bench.offers.isEmpty());
		assertThrows(RefusedException.class, offer::begin);
		assertEquals(List.of("STARTING starting", "RUNNING running", "STOPPED stopped"), bench.told("lamp"));
		assertFalse(bench.models().output("lamp").isEmpty(), "what it wrote must stay when it is gone");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			magic    | 'bad.gguf' is no GGUF file, or its beginning is damaged; delete it and download it again.
			version  | 'bad.gguf' is of GGUF version 99, and this llama-server reads up to version 3; get a newer llama.cpp.
			truncate | 'bad.gguf' is cut off or damaged: the data of 'output_norm.weight' is missing; delete it and download it again.
			""")
	void saysWhatIsWrongWithAFile(String damage, String cause) throws Exception {
		bench.shelve("bad", Real.model(folder.resolve("bad.gguf"), "--damage", damage));
		bench.models().deploy("bad", Bench.ANY_PORT);
		assertEquals(Optional.of(cause), bench.await("bad", State.FAILED).error());
		assertEquals(0, bench.deployment("bad").restarts(), "another start would not help");
		assertTrue(bench.offers.isEmpty());
	}

	@Test
	void saysThatAFileIsEmpty() throws Exception {
		bench.shelve("empty", Files.createFile(folder.resolve("empty.gguf")));
		bench.models().deploy("empty", Bench.ANY_PORT);
		assertEquals(Optional.of("'empty.gguf' is empty; delete it and download it again."), bench.await("empty", State.FAILED).error());
	}

	@Test
	void startsOnTheFirstRequestAndSleepsAgain() throws Exception {
		bench.limits = new Limits(Bench.SOON, Bench.QUICK.term(), Bench.QUICK.backOffs(), Bench.QUICK.healthy(), Bench.SOON, 64, Bench.SOON,
				java.time.Duration.ofMillis(300));
		bench.shelve("lamp", lamp);
		bench.models().deploy("lamp", Bench.asleep(1));
		bench.await("lamp", State.ASLEEP);
		OfferedChannel offer = bench.offer("lamp");
		try (OfferedChannel.Use use = offer.begin()) {
			assertTrue(ask(use.endpoint(), use.endpoint().apiKey()).contains(SENTENCE));
			assertEquals(State.RUNNING, bench.deployment("lamp").state());
		}
		bench.await("lamp", State.ASLEEP);
		try (OfferedChannel.Use use = offer.begin()) {
			assertTrue(ask(use.endpoint(), use.endpoint().apiKey()).contains(SENTENCE));
		}
		assertEquals(List.of("STOPPED asleep", "STARTING starting", "RUNNING running", "STOPPED asleep"), bench.told("lamp").subList(0, 4));
	}

	@Test
	void comesBackAfterItWasKilled() throws Exception {
		bench.shelve("lamp", lamp);
		bench.models().deploy("lamp", Bench.ANY_PORT);
		long pid = bench.await("lamp", State.RUNNING).pid().orElseThrow();
		ProcessHandle.of(pid).orElseThrow().destroyForcibly();
		Bench.until(() -> "not restarted: " + bench.deployment("lamp"),
				() -> bench.deployment("lamp").state() == State.RUNNING && bench.deployment("lamp").pid().orElse(pid) != pid);
		assertEquals(1, bench.deployment("lamp").restarts());
		assertTrue(bench.deployment("lamp").error().orElse("").startsWith("It was killed (signal 9)"), bench.deployment("lamp")::toString);
		assertEquals(1, bench.offers.size());
	}

	@Test
	void refusesWhatThisBuildDoesNotKnow() throws Exception {
		bench.shelve("lamp", lamp);
		DeployOptions options = new DeployOptions(0, 0, 0, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.of("q9_9"), Optional.empty(), List.of(), Set.of("default"), 0,
				List.of(), 0, false);
		InvalidFieldException refused = assertThrows(InvalidFieldException.class, () -> bench.models().deploy("lamp", options));
		assertEquals("cacheType", refused.field());
		assertTrue(refused.getMessage().contains("q8_0"), refused.getMessage());
		assertEquals(Deployment.NONE, bench.deployment("lamp"), "nothing was begun");
	}
}
