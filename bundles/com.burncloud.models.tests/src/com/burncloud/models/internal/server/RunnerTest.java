package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Deployment.State;

/** With programs that play llama-servers which misbehave. */
class RunnerTest {
	@TempDir
	Path folder;
	private Bench bench;

	@BeforeEach
	void bench() {
		bench = new Bench(folder);
	}

	@AfterEach
	void nothingIsLeft() throws IOException {
		bench.close();
		try (var files = Files.exists(bench.run()) ? Files.list(bench.run()) : java.util.stream.Stream.<Path>empty()) {
			assertEquals(List.of(), files.filter(file -> !file.toString().endsWith(".deployed")).toList(), "pid and key files go with the process");
		}
	}

	private Deployment deployed(String id, DeployOptions options, State state) throws IOException {
		bench.shelve(id);
		bench.models().deploy(id, options);
		return bench.await(id, state);
	}

	private static Limits limits(Duration load, int requestsWaiting, Duration requestWait) {
		return new Limits(load, Bench.QUICK.term(), Bench.QUICK.backOffs(), Bench.QUICK.healthy(), requestWait, requestsWaiting, Bench.QUICK.memoryWait(),
				Bench.QUICK.idleUnit());
	}

	@Test
	void anOldBuildIsGivenWhatItUnderstands() throws Exception {
		bench.play(Helps.OLD, "echo \"arguments: $*\" >&2", bench.played(""));
		Deployment running = deployed("m", new DeployOptions(0, 512, -1, OptionalInt.empty(), OptionalInt.empty(), Optional.of("on"), Optional.empty(), Optional.empty(),
				List.of(), Set.of("default"), 0, List.of(), 0, false), State.RUNNING);
		String arguments = bench.models().output("m").stream().filter(line -> line.startsWith("arguments: ")).findFirst().orElseThrow();
		assertTrue(arguments.contains(" -ngl 999 ") && arguments.contains(" --flash-attn --alias ") && arguments.contains(" --api-key-file "), arguments);
		assertFalse(arguments.contains("--no-ui") || arguments.contains(" -1 "), arguments);
		assertEquals(OptionalInt.of(512), running.contextTokens());
		try (OfferedChannel.Use use = bench.offer("m").begin()) {
			assertFalse(arguments.contains(use.endpoint().apiKey()));
		}
		assertEquals(3, bench.offer("m").countTokens("whatever"));
	}

	@Test
	void crashesAreTriedThreeTimesThenItFails() throws Exception {
		bench.play(Helps.NEW, "echo start >> starts", bench.played("dies-after=300:9"));
		Deployment failed = deployed("m", Bench.ANY_PORT, State.FAILED);
		assertEquals(Optional.of("It crashed 4 times in a row. It ended with exit code 9; its last words: played death."), failed.error());
		assertEquals(3, failed.restarts());
		assertEquals(4, Files.readAllLines(folder.resolve("starts")).size());
		assertTrue(bench.offers.isEmpty());
		Bench.until(() -> "the news of the end: " + bench.told("m"), () -> bench.told("m").size() == 9);
		assertEquals(List.of("STARTING starting", "RUNNING running", "STARTING starting", "RUNNING running", "STARTING starting", "RUNNING running", "STARTING starting",
				"RUNNING running", "FAILED failed"), bench.told("m"));
		assertTrue(bench.models().output("m").contains("played death"), "what it wrote stays");
		assertFalse(Files.exists(bench.run().resolve("m.deployed")), "what failed is not tried again at the next start");
	}

	@Test
	void crashesThatAreFarApartAreNotInARow() throws Exception {
		bench.limits = new Limits(Bench.SOON, Bench.QUICK.term(), Bench.QUICK.backOffs(), Duration.ofMillis(50), Bench.SOON, 64, Bench.SOON, Duration.ofMinutes(1));
		bench.play(Helps.NEW, "echo start >> starts", "[ $(wc -l < starts) -gt 5 ] && " + bench.played("") + "\n" + bench.played("dies-after=600:9"));
		bench.shelve("m");
		bench.models().deploy("m", Bench.ANY_PORT);
		Bench.until(() -> "it gave up: " + bench.deployment("m"), () -> bench.deployment("m").restarts() == 5 && bench.deployment("m").state() == State.RUNNING);
	}

	@Test
	void neverHealthyFailsInTheEnd() throws Exception {
		bench.limits = limits(Duration.ofSeconds(1), 64, Bench.SOON);
		bench.play(Helps.NEW, bench.played("loads=3600000"));
		assertEquals(Optional.of("It was not ready after 1 s; look at its output."), deployed("m", Bench.ANY_PORT, State.FAILED).error());
		assertTrue(bench.offers.isEmpty(), "it was never ready, so it was never offered");
	}

	@Test
	void isRunningOnlyWhenHealthSaysSo() throws Exception {
		bench.play(Helps.NEW, bench.played("loads=1500"));
		deployed("m", Bench.ANY_PORT, State.STARTING);
		Bench.until(() -> "it does not listen: " + bench.models().output("m"), () -> bench.models().output("m").stream().anyMatch(line -> line.startsWith("listening")));
		assertEquals(State.STARTING, bench.deployment("m").state());
		assertTrue(bench.offers.isEmpty());
		bench.await("m", State.RUNNING);
		assertEquals(1, bench.offers.size());
	}

	@Test
	void whoIgnoresTermIsKilled() throws Exception {
		bench.limits = new Limits(Bench.SOON, Duration.ofMillis(500), Bench.QUICK.backOffs(), Bench.QUICK.healthy(), Bench.SOON, 64, Bench.SOON, Duration.ofMinutes(1));
		bench.play(Helps.NEW, "trap '' TERM", "sleep 600 & echo $! > grandchild", "while true; do sleep 0.1; done");
		long pid = deployed("m", Bench.ANY_PORT, State.STARTING).pid().orElseThrow();
		Bench.until(() -> "not started", () -> Files.exists(folder.resolve("grandchild")));
		long grandchild = Long.parseLong(Files.readString(folder.resolve("grandchild")).strip());
		long begun = System.nanoTime();
		assertEquals(State.STOPPED, bench.models().stop("m").deployment().state());
		assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() >= 500, "it was not given time");
		assertFalse(Bench.alive(pid));
		Bench.until(() -> "what it started lives on", () -> !Bench.alive(grandchild));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			gguf_init_from_reader: invalid magic characters: FUGG | 1 | 'm.gguf' is no GGUF file, or its beginning is damaged; delete it and download it again.
			error: invalid argument: --new | 1 | It does not know the argument '--new'; take it out of the further arguments.
			nothing that is known | 3 | It ended with exit code 3; its last words: nothing that is known.
			""")
	void whoExitsAtOnceFailsAtOnce(String line, int code, String error) throws Exception {
		bench.play(Helps.NEW, "echo '" + line + "' >&2", "exit " + code);
		Deployment failed = deployed("m", Bench.ANY_PORT, State.FAILED);
		assertEquals(Optional.of(error), failed.error());
		assertEquals(0, failed.restarts());
		assertEquals(List.of("STARTING starting", "FAILED failed"), bench.told("m"));
	}

	@Test
	void killedBySystemWhileLoadingIsTriedAgain() throws Exception {
		bench.play(Helps.NEW, "echo start >> starts", "[ $(wc -l < starts) -gt 1 ] && " + bench.played("") + "\nkill -9 $$");
		Deployment running = deployed("m", Bench.ANY_PORT, State.RUNNING);
		assertEquals(1, running.restarts());
		assertTrue(running.error().orElse("").startsWith("It was killed (signal 9), most likely by the system"), running::toString);
	}

	@Test
	void aTakenPortIsSaid() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			bench.play(Helps.NEW, bench.played(""));
			Deployment running = deployed("m", Bench.options(taken.getLocalPort()), State.RUNNING);
			int port = running.port().orElseThrow();
			assertNotEquals(taken.getLocalPort(), port);
			assertEquals(Optional.of("Port " + taken.getLocalPort() + " is taken; it listens on " + port + " instead."), running.notice());
			assertEquals("http://127.0.0.1:" + port, bench.offer("m").begin().endpoint().baseUrl().toString());
		}
	}

	/** A stranger listens on the port before the first start does; it says that it is healthy, too. */
	@Test
	void aStrangerWhoTakesThePortIsNotTakenForOurs() throws Exception {
		bench.play(Helps.NEW, "port=; while [ $# -gt 0 ]; do [ \"$1\" = --port ] && port=$2; shift; done",
				"if mkdir first 2> /dev/null; then (" + bench.played("stranger") + " --port $port & echo $! > stranger); sleep 600; fi", "set -- --port $port --alias local-m",
				bench.played(""));
		try {
			Deployment running = deployed("m", Bench.ANY_PORT, State.RUNNING);
			try (OfferedChannel.Use use = bench.offer("m").begin()) {
				assertEquals("http://127.0.0.1:" + running.port().orElseThrow(), use.endpoint().baseUrl().toString());
			}
			assertEquals(0, running.restarts(), "that is no crash");
			assertEquals(2, bench.models().output("m").stream().filter(line -> line.startsWith("--- ")).count());
		} finally {
			ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("stranger")).strip())).ifPresent(ProcessHandle::destroyForcibly);
		}
	}

	@Test
	void aPortThatIsStolenInBetweenIsTriedAnew() throws Exception {
		bench.play(Helps.NEW, "if mkdir first 2> /dev/null; then echo \"couldn't bind HTTP server socket, hostname: 127.0.0.1\" >&2; exit 1; fi", bench.played(""));
		int wanted = freePort();
		Deployment running = deployed("m", Bench.options(wanted), State.RUNNING);
		assertNotEquals(wanted, running.port().orElseThrow());
		assertTrue(running.notice().orElse("").startsWith("Port " + wanted + " is taken"), running::toString);
		assertEquals(0, running.restarts());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@Test
	void requestsWaitWhileItLoadsAndNotTooMany() throws Exception {
		bench.limits = limits(Bench.SOON, 3, Bench.SOON);
		bench.play(Helps.NEW, "echo start >> starts", bench.played("loads=1000"));
		deployed("m", Bench.asleep(0), State.ASLEEP);
		OfferedChannel offer = bench.offer("m");
		List<CompletableFuture<String>> waiting = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			waiting.add(CompletableFuture.supplyAsync(() -> {
				try (OfferedChannel.Use use = offer.begin()) {
					return use.endpoint().baseUrl().toString();
				} catch (RefusedException e) {
					return e.code() + " " + e.getMessage();
				}
			}, task -> Thread.ofVirtual().start(task)));
		}
		List<String> answers = waiting.stream().map(CompletableFuture::join).toList();
		assertEquals(3, answers.stream().filter(("http://127.0.0.1:" + bench.deployment("m").port().orElseThrow())::equals).count(), answers::toString);
		assertEquals(1, answers.stream().filter(answer -> answer.startsWith("NO_AVAILABLE_CHANNEL Model 'local-m' is being loaded, and 3 requests wait")).count(), answers::toString);
		assertEquals(1, Files.readAllLines(folder.resolve("starts")).size(), "one start for all");
	}

	@Test
	void aRequestDoesNotWaitForEver() throws Exception {
		bench.limits = limits(Bench.SOON, 64, Duration.ofSeconds(1));
		bench.play(Helps.NEW, bench.played("loads=3600000"));
		deployed("m", Bench.asleep(0), State.ASLEEP);
		RefusedException refused = assertThrows(RefusedException.class, () -> bench.offer("m").begin());
		assertEquals(RefusalCode.NO_AVAILABLE_CHANNEL, refused.code());
		assertEquals("Model 'local-m' is still being loaded after 1 s; try again later.", refused.getMessage());
	}

	@Test
	void whoWaitsIsToldWhyItFailed() throws Exception {
		bench.play(Helps.NEW, "echo 'failed to read magic' >&2", "exit 1");
		deployed("m", Bench.asleep(0), State.ASLEEP);
		OfferedChannel offer = bench.offer("m");
		assertEquals("Model 'local-m' is not running. 'm.gguf' is empty; delete it and download it again.",
				assertThrows(RefusedException.class, offer::begin).getMessage());
		bench.await("m", State.FAILED);
		assertTrue(bench.offers.isEmpty());
	}

	@Test
	void isNotUnloadedWhileItIsUsed() throws Exception {
		bench.limits = new Limits(Bench.SOON, Bench.QUICK.term(), Bench.QUICK.backOffs(), Bench.QUICK.healthy(), Bench.SOON, 64, Bench.SOON, Duration.ofMillis(200));
		bench.play(Helps.NEW, bench.played(""));
		deployed("m", Bench.asleep(1), State.ASLEEP);
		OfferedChannel.Use use = bench.offer("m").begin();
		long used = System.nanoTime();
		Bench.until(() -> "", () -> System.nanoTime() - used > Duration.ofMillis(600).toNanos());
		assertEquals(State.RUNNING, bench.deployment("m").state());
		use.close();
		use.close();
		bench.await("m", State.ASLEEP);
		assertThrows(IOException.class, () -> bench.offer("m").countTokens("x"), "counting wakes nobody");
	}

	@Test
	void withoutOnRequestIdleMeansStopped() throws Exception {
		bench.limits = new Limits(Bench.SOON, Bench.QUICK.term(), Bench.QUICK.backOffs(), Bench.QUICK.healthy(), Bench.SOON, 64, Bench.SOON, Duration.ofMillis(100));
		bench.play(Helps.NEW, bench.played(""));
		DeployOptions idle = new DeployOptions(0, 512, 0, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Set.of("default"), 0,
				List.of(), 1, false);
		deployed("m", idle, State.RUNNING);
		assertEquals(Optional.of("It was unloaded after 1 minutes without a request."), bench.await("m", State.STOPPED).notice());
		assertTrue(bench.offers.isEmpty());
	}

	@Test
	void whenMemoryIsShortTheIdleOneSleepsAndComesBack() throws Exception {
		bench.memory = Bench.memory(10 * Bench.GB, 10 * Bench.GB);
		bench.need = (model, options) -> 8 * Bench.GB;
		bench.play(Helps.NEW, bench.played(""));
		deployed("one", Bench.ANY_PORT, State.RUNNING);
		deployed("two", Bench.ANY_PORT, State.RUNNING);
		bench.await("one", State.ASLEEP);
		assertEquals(2, bench.offers.size(), "who had to go can still be asked for");
		try (OfferedChannel.Use use = bench.offer("one").begin()) {
			assertEquals(State.RUNNING, bench.deployment("one").state());
			bench.await("two", State.ASLEEP);
			assertTrue(bench.told("two").contains("STARTING queued"), bench.told("two")::toString);
		}
	}

	@Test
	void whoWaitsForMemoryCanBeStopped() throws Exception {
		bench.memory = Bench.memory(10 * Bench.GB, 10 * Bench.GB);
		bench.need = (model, options) -> 8 * Bench.GB;
		bench.play(Helps.NEW, bench.played(""));
		deployed("busy", Bench.ANY_PORT, State.RUNNING);
		try (OfferedChannel.Use use = bench.offer("busy").begin()) {
			deployed("waits", Bench.ANY_PORT, State.QUEUED);
			Bench.until(() -> "not told: " + bench.told("waits"), () -> bench.told("waits").contains("STARTING queued"));
			assertEquals(State.STOPPED, bench.models().stop("waits").deployment().state());
			assertEquals(State.RUNNING, bench.deployment("busy").state());
		}
	}

	@Test
	void aRequestForWhichThereIsNoMemoryIsRefusedAndTheModelSleepsOn() throws Exception {
		bench.limits = new Limits(Bench.SOON, Bench.QUICK.term(), Bench.QUICK.backOffs(), Bench.QUICK.healthy(), Bench.SOON, 64, Duration.ofSeconds(2),
				Duration.ofMinutes(1));
		bench.memory = Bench.memory(10 * Bench.GB, 10 * Bench.GB);
		bench.need = (model, options) -> 8 * Bench.GB;
		bench.play(Helps.NEW, bench.played(""));
		deployed("busy", Bench.ANY_PORT, State.RUNNING);
		deployed("asked", Bench.asleep(0), State.ASLEEP);
		try (OfferedChannel.Use use = bench.offer("busy").begin()) {
			RefusedException refused = assertThrows(RefusedException.class, () -> bench.offer("asked").begin());
			assertTrue(refused.getMessage().contains("models that are in use held it for too long"), refused.getMessage());
			assertTrue(bench.await("asked", State.ASLEEP).error().isPresent());
		}
		try (OfferedChannel.Use use = bench.offer("asked").begin()) {
			assertEquals(State.RUNNING, bench.deployment("asked").state());
		}
	}

	@Test
	void deployingAgainReplacesItOnTheSamePort() throws Exception {
		bench.play(Helps.NEW, bench.played(""));
		int port = freePort();
		long first = deployed("m", Bench.options(port), State.RUNNING).pid().orElseThrow();
		bench.models().deploy("m", Bench.options(port));
		Bench.until(() -> "not replaced: " + bench.deployment("m"),
				() -> bench.deployment("m").state() == State.RUNNING && bench.deployment("m").pid().orElseThrow() != first);
		assertFalse(Bench.alive(first));
		assertEquals(OptionalInt.of(port), bench.deployment("m").port());
		assertEquals(1, bench.offers.size());
	}

	@Test
	void theNextGatewayDeploysAgainWhatThisOneHad() throws Exception {
		bench.play(Helps.NEW, bench.played(""));
		deployed("runs", Bench.ANY_PORT, State.RUNNING);
		deployed("sleeps", Bench.asleep(0), State.ASLEEP);
		deployed("stopped", Bench.ANY_PORT, State.RUNNING);
		bench.models().stop("stopped");
		bench.close();
		bench.await("runs", State.RUNNING);
		bench.await("sleeps", State.ASLEEP);
		assertEquals(Deployment.NONE, bench.deployment("stopped"));
		bench.close();
		Files.delete(bench.executable);
		Deployment failed = bench.await("runs", State.FAILED);
		assertTrue(failed.error().orElse("").contains("LLAMA_SERVER names"), failed::toString);
	}

	@Test
	void deletingStopsFirst() throws Exception {
		bench.play(Helps.NEW, bench.played(""));
		long pid = deployed("m", Bench.ANY_PORT, State.RUNNING).pid().orElseThrow();
		bench.models().delete("m");
		assertFalse(Bench.alive(pid));
		assertTrue(bench.models().find("m").isEmpty());
		assertThrows(UnknownIdException.class, () -> bench.models().stop("m"));
	}

	@Test
	void whatCannotBeRunIsRefusedBeforeAnythingBegins() throws Exception {
		bench.play(Helps.NEW, "exit 1");
		assertThrows(UnknownIdException.class, () -> bench.models().deploy("nobody", Bench.ANY_PORT));
		bench.shelve("gone", folder.resolve("gone.gguf"));
		assertTrue(assertThrows(ConflictException.class, () -> bench.models().deploy("gone", Bench.ANY_PORT)).getMessage().contains("is gone"));
		assertEquals(Deployment.NONE, bench.deployment("gone"));
	}

	@Test
	void theGatewaysSecretsAreNotInItsEnvironment() throws Exception {
		bench.play(Helps.NEW, "env | cut -d= -f1 > variables", bench.played(""));
		deployed("m", Bench.ANY_PORT, State.RUNNING);
		List<String> variables = Files.readAllLines(folder.resolve("variables"));
		assertTrue(variables.contains("LLAMA_API_KEY") && variables.contains("PATH"), variables::toString);
		assertTrue(variables.stream().noneMatch(name -> name.startsWith("BURNCLOUD_") || name.startsWith("LLAMA_ARG_") || name.equals("HF_TOKEN")), variables::toString);
	}
}
