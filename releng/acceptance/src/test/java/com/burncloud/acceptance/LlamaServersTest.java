package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.models.hubserver.HubServer;
import com.fasterxml.jackson.databind.JsonNode;

/** S11, S14: llama-servers that cannot start, that die, and that are left behind. The last tests end the gateway. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LlamaServersTest {
	/** As a build of 2025 prints it: no word for all layers, and the page's old name. */
	private static final String OLDER_HELP = """
			----- common params -----

			-h,    --help, --usage                  print usage and exit
			--version                               show version and build info
			-t,    --threads N                      number of threads to use during generation (default: -1)
			-c,    --ctx-size N                     size of the prompt context (default: 4096, 0 = loaded from model)
			-np,   --parallel N                     number of parallel sequences to decode (default: 1)
			-ngl,  --gpu-layers, --n-gpu-layers N   number of layers to store in VRAM
			                                        (env: LLAMA_ARG_N_GPU_LAYERS)
			-m,    --model FNAME                    model path
			-a,    --alias STRING                   set alias for model name (to be used by REST API)
			--host HOST                             ip address to listen (default: 127.0.0.1)
			--port PORT                             port to listen (default: 8080)
			--no-webui                              Disable the Web UI (default: enabled)
			--api-key KEY                           API key to use for authentication (default: none)
			                                        (env: LLAMA_API_KEY)
			""";

	@TempDir
	static Path folder;
	private static Path real;
	private static Path installed;
	private static Path lamp;
	private static HubServer hub;
	private static Product product;
	private static LocalModels models;
	private static CompletableFuture<Void> killedAgainAndAgain;

	@BeforeAll
	static void start() throws Exception {
		real = Llama.binary();
		installed = folder.resolve("llama-server");
		reinstall();
		lamp = Gguf.write(folder.resolve("lamp.gguf"));
		hub = HubServer.start();
		product = LocalModels.productFor(hub, folder).with("BURNCLOUD_LLAMA_SERVER", installed.toString()).start();
		models = new LocalModels(product);
		String victim = adopted("victim.gguf", Gguf.named(lamp, 1));
		killedAgainAndAgain = CompletableFuture.runAsync(() -> killAgainAndAgain(victim)); // this takes 20 s of waiting
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

	private static String adopted(String name, byte[] bytes) throws IOException {
		return models.adopt(Files.write(Files.createDirectories(folder.resolve("files")).resolve(name), bytes));
	}

	private static Path file(String name) {
		return folder.resolve("files").resolve(name);
	}

	private static void script(String text) throws IOException {
		Path fresh = Files.writeString(folder.resolve("fresh"), text);
		Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
		Files.move(fresh, installed, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
	}

	private static void reinstall() throws IOException {
		script("#!/bin/sh\nexec '" + real + "' \"$@\"\n");
	}

	/** Why it does not run: said at once, or by its state. Nobody can call it, and no process is left. */
	private static String complaint(String id) throws Exception {
		Reply reply = models.deploy(id, "{'port':0,'contextSize':512}");
		String said;
		if (reply.status() == 409) {
			said = reply.json().at("/error/message").asText();
		} else {
			reply.expect(202);
			JsonNode failed = models.deployment(id, Set.of("failed"));
			said = failed.path("error").asText();
			assertTrue(failed.path("pid").isNull(), failed::toString);
			assertFalse(Json.list(product.api().get("/api/models/" + id + "/output")).isEmpty(), "it said nothing");
		}
		assertEquals(404, product.client().chat("local-" + id, "hi").status());
		return said;
	}

	private static void assertSays(String id, String... words) throws Exception {
		String said = complaint(id);
		System.out.println(id + ": " + said);
		for (String word : words) {
			assertTrue(said.contains(word), () -> "'" + word + "' is not in: " + said);
		}
		assertTrue(said.endsWith("."), said);
	}

	@Test
	@Order(1)
	void filesThatCannotBeRunSayWhyInPlainWords() throws Exception {
		byte[] sound = Files.readAllBytes(lamp);
		assertSays(adopted("no-magic.gguf", Gguf.withoutMagic(sound)), "no GGUF file");
		assertSays(adopted("version.gguf", Gguf.ofVersion(sound, 99)), "version 99");
		assertSays(adopted("short-header.gguf", Arrays.copyOf(sound, 2000)), "ends before");
		assertSays(adopted("truncated.gguf", Arrays.copyOf(Gguf.named(lamp, 2), sound.length / 2)), "truncated", "157168");
		assertSays(models.adopt(Gguf.write(file("incomplete.gguf"), "--omit", "tokenizer.ggml.model")), "not complete", "tokenizer.ggml.model");
		assertSays(models.adopt(Gguf.write(file("shapeless.gguf"), "--omit", "llama.attention.head_count")), "blk.0.attn_q.weight");

		String gone = adopted("gone.gguf", Gguf.named(lamp, 3));
		Files.delete(file("gone.gguf"));
		assertSays(gone, "gone.gguf", "gone");
		String shorter = adopted("shorter.gguf", Gguf.named(lamp, 4));
		Files.write(file("shorter.gguf"), Arrays.copyOf(Gguf.named(lamp, 4), sound.length - 5000));
		assertSays(shorter, "shorter.gguf");
		String spoilt = adopted("spoilt.gguf", Gguf.named(lamp, 5));
		Files.write(file("spoilt.gguf"), Gguf.withoutMagic(Gguf.named(lamp, 5)));
		assertSays(spoilt, "spoilt.gguf", "no GGUF file");
	}

	@Test
	@Order(2)
	void aTakenPortIsSaidAndTheNextOneTaken() throws Exception {
		String id = adopted("port.gguf", Gguf.named(lamp, 10));
		try (ServerSocket mine = Product.isFree(8080) ? new ServerSocket(8080, 1, InetAddress.getLoopbackAddress()) : new ServerSocket()) {
			JsonNode deployment = models.run(id, "{'port':8080,'contextSize':512}");
			assertNotEquals(8080, deployment.path("port").asInt());
			assertTrue(deployment.path("notice").asText().contains("Port 8080 is taken; it listens on " + deployment.path("port").asInt()), deployment::toString);
			assertEquals(Gguf.SENTENCE, product.client().chat("local-" + id, "hi").expect(200).content().strip());
			Product.Ended ended = product.run("model", "deploy", id, "--port", "8080", "--context-size", "512");
			assertEquals(0, ended.status(), ended::toString);
			assertTrue(ended.out().contains("Port 8080 is taken"), ended::toString);
		}
		models.stop(id);
	}

	@Test
	@Order(3)
	void anOlderBuildIsSpokenToInItsOwnWords() throws Exception {
		Path arguments = folder.resolve("arguments");
		script("""
				#!/bin/sh
				case "$1" in
				--help) cat <<'END'
				%s
				END
				exit 0 ;;
				--version) echo 'version: 4000 (abcdef0)'; exit 0 ;;
				esac
				printf '%%s\\n' "$@" >'%s'
				n=$#
				while [ $n -gt 0 ]; do
					word=$1
					shift
					[ "$word" = --no-webui ] && word=--no-ui
					set -- "$@" "$word"
					n=$((n - 1))
				done
				exec '%s' "$@"
				""".formatted(OLDER_HELP, arguments, real));
		try {
			assertEquals("4000 (abcdef0)", product.api().get("/api/llama-server").path("version").asText());
			String id = adopted("older.gguf", Gguf.named(lamp, 20));
			ProcessHandle llama = LocalModels.process(models.run(id, "{'port':0,'contextSize':512,'gpuLayers':-1}"));
			List<String> told = Files.readAllLines(arguments);
			assertEquals("999", told.get(told.indexOf("-ngl") + 1), told::toString);
			assertTrue(told.contains("--no-webui") && !told.contains("--no-ui") && !told.contains("--jinja"), told::toString);
			assertTrue(told.stream().noneMatch(word -> word.contains("api-key")), told::toString);
			assertEquals(Gguf.SENTENCE, product.client().chat("local-" + id, "hi").expect(200).content().strip());
			Reply refused = models.deploy(id, "{'port':0,'contextSize':512,'flashAttention':'on'}").expect(400);
			assertEquals("flashAttention", refused.json().at("/error/field").asText(), refused::toString);
			assertTrue(LocalModels.lives(llama), "a deployment that was refused ended the one before");
			models.stop(id);
			assertFalse(LocalModels.lives(llama));
		} finally {
			reinstall();
		}
	}

	@Test
	@Order(4)
	void withoutLlamaServerTheConflictSaysWhatToDo() throws Exception {
		String id = adopted("none.gguf", Gguf.named(lamp, 30));
		killedAgainAndAgain.get(100, TimeUnit.SECONDS); // it needs one
		Files.delete(installed);
		try {
			Reply refused = models.deploy(id, "{}").expect(409);
			assertTrue(refused.json().at("/error/message").asText().contains("LLAMA_SERVER") && refused.body().contains(installed.toString()), refused::toString);
			assertEquals("stopped", models.deployment(id).path("state").asText());
			assertTrue(product.api().get("/api/llama-server").path("path").isNull());
			Product.Ended ended = product.run("model", "deploy", id);
			assertNotEquals(0, ended.status());
			assertTrue(ended.err().contains("LLAMA_SERVER"), ended::toString);
			script("#!/bin/sh\necho 'I am a teapot'\n");
			refused = models.deploy(id, "{}").expect(409);
			assertTrue(refused.json().at("/error/message").asText().contains("I am a teapot"), refused::toString);
		} finally {
			reinstall();
		}
	}

	private static void killAgainAndAgain(String id) {
		try {
			JsonNode running = models.run(id, "{'port':0,'contextSize':512,'aliases':['victim']}");
			for (int kills = 1;; kills++) {
				ProcessHandle llama = LocalModels.process(running);
				llama.destroyForcibly();
				LocalModels.awaitEnd(llama, Duration.ofSeconds(10));
				int killed = kills;
				JsonNode before = running;
				Until.isTrue(Duration.ofSeconds(100), () -> models.deployment(id).toString(), () -> {
					JsonNode now = models.deployment(id);
					return now.path("state").asText().equals("failed") || now.path("state").asText().equals("running") && !now.path("pid").equals(before.path("pid"));
				});
				running = models.deployment(id);
				if (running.path("state").asText().equals("failed")) {
					assertEquals(4, killed);
					return;
				}
				assertEquals(killed, running.path("restarts").asInt(), running::toString);
				assertEquals(Gguf.SENTENCE, product.client().chat("victim", "hi").expect(200).content().strip());
			}
		} catch (Exception e) {
			throw new AssertionError(e);
		}
	}

	@Test
	@Order(5)
	void oneThatIsKilledIsStartedAgainAndAfterFourTimesGivenUp() throws Exception {
		killedAgainAndAgain.get(100, TimeUnit.SECONDS);
		JsonNode failed = models.deployment("victim");
		assertEquals("failed", failed.path("state").asText());
		assertTrue(failed.path("error").asText().contains("4 times") && failed.path("error").asText().contains("killed"), failed::toString);
		assertEquals(404, product.client().chat("victim", "hi").status());
		assertFalse(models.listed().contains("local-victim"));
		models.run("victim", "{'port':0,'contextSize':512}");
		assertEquals(Gguf.SENTENCE, product.client().chat("local-victim", "hi").expect(200).content().strip());
		models.stop("victim");
	}

	@Test
	@Order(6)
	void aGatewayThatIsKilledLeavesAnOrphanThatTheNextOneEnds() throws Exception {
		String id = adopted("orphan.gguf", Gguf.named(lamp, 40));
		ProcessHandle orphan = LocalModels.process(models.run(id, "{'port':0,'contextSize':512}"));
		product.kill();
		assertTrue(LocalModels.lives(orphan), "it went with the gateway: nothing is tried here");
		product.start();
		LocalModels.awaitEnd(orphan, Duration.ofSeconds(10));
		JsonNode again = models.running(id);
		assertNotEquals(orphan.pid(), again.path("pid").asLong());
		assertEquals(Gguf.SENTENCE, product.client().chat("local-" + id, "hi").expect(200).content().strip());
	}

	@Test
	@Order(7)
	void aGatewayThatEndsTakesItsLlamaServersWithItAndStartsThemAgain() throws Exception {
		ProcessHandle llama = LocalModels.process(models.running("orphan"));
		assertEquals(0, product.stop(), product::output);
		assertFalse(LocalModels.lives(llama), "llama-server was left behind");
		try (var left = Files.list(product.home().resolve("run"))) {
			assertEquals(List.of("orphan.deployed"), left.map(path -> path.getFileName().toString()).toList());
		}
		product.start();
		models.running("orphan");
		assertEquals(Gguf.SENTENCE, product.client().chat("local-orphan", "hi").expect(200).content().strip());
		models.stop("orphan");
		product.restart();
		assertEquals("stopped", models.deployment("orphan").path("state").asText());
	}
}
