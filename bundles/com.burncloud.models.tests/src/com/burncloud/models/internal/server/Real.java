package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import com.burncloud.api.model.LlamaServer;

/** The real llama-server, and models for it. */
final class Real {

	private Real() {
	}

	/** Its path; without one the test ends as skipped, and as failed where all are required. */
	static Path llamaServer() {
		String setting = System.getenv().getOrDefault("BURNCLOUD_LLAMA_SERVER", "");
		LlamaServer found = new Executables(new Places(Surroundings.own(), setting), new Interrogation(java.time.Duration.ofSeconds(10))).look();
		if (found.path().isEmpty() || found.error().isPresent()) {
			String why = found.error().orElse("no llama-server: set BURNCLOUD_LLAMA_SERVER, or run releng/llama-server/get once");
			System.out.println("SKIPPED (LOUD): " + why);
			if ("1".equals(System.getenv("BURNCLOUD_TESTS_REQUIRE_ALL"))) {
				fail("BURNCLOUD_TESTS_REQUIRE_ALL=1, but: " + why);
			}
			Assumptions.abort("SKIPPED (LOUD): " + why);
		}
		return Path.of(found.path().get());
	}

	/** Writes a model with releng/llama-server/TinyModel.java. */
	static Path model(Path file, String... options) throws IOException, InterruptedException {
		Path writer = Path.of(System.getProperty("burncloud.bundles")).resolveSibling("releng").resolve("llama-server").resolve("TinyModel.java");
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), writer.toString(), file.toString()));
		command.addAll(Arrays.asList(options));
		Process process = new ProcessBuilder(command).inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		assertTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, "the model was not written");
		return file;
	}
}
