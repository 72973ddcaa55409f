package com.burncloud.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The real llama-server of this machine. */
public final class Llama {

	private Llama() {
	}

	/** What the environment names, else what {@code releng/llama-server/get} made; without either the test is skipped loudly. */
	public static Path binary() {
		Optional<Path> found = find();
		if (found.isEmpty()) {
			Loud.skip("no llama-server: set BURNCLOUD_LLAMA_SERVER, or run releng/llama-server/get once");
		}
		return found.orElseThrow();
	}

	private static Optional<Path> find() {
		String given = System.getenv("BURNCLOUD_LLAMA_SERVER");
		if (given != null && !given.isBlank()) {
			return Optional.of(Path.of(given));
		}
		String cache = Optional.ofNullable(System.getenv("BURNCLOUD_CACHE"))
				.orElse(Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse(System.getProperty("user.home") + "/.cache") + "/burncloud");
		Path folder = Path.of(cache, "llama-server");
		if (!Files.isDirectory(folder)) {
			return Optional.empty();
		}
		try (Stream<Path> found = Files.find(folder, 2, (path, attributes) -> path.getFileName().toString().equals("llama-server") && attributes.isRegularFile())) {
			return found.filter(Files::isExecutable).max(Comparator.naturalOrder());
		} catch (IOException e) {
			return Optional.empty();
		}
	}
}
