package com.burncloud.models.internal.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which models are deployed, as empty files: however the gateway ends, the next one deploys them again with the options that the library remembers. Stopping a
 * model, or its failure, takes the mark away.
 */
final class Deployed {
	private static final Logger LOG = LoggerFactory.getLogger(Deployed.class);
	private static final String ENDING = ".deployed";

	private final Path folder;

	Deployed(Path folder) {
		this.folder = folder;
	}

	List<String> ids() {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(ENDING))
					.map(name -> name.substring(0, name.length() - ENDING.length())).sorted().toList();
		} catch (IOException notThere) {
			return List.of();
		}
	}

	void mark(String id) {
		try {
			Files.createDirectories(folder);
			Files.write(file(id), new byte[0]);
		} catch (IOException e) {
			LOG.warn("That model {} is deployed cannot be remembered: {}", id, e.toString());
		}
	}

	void unmark(String id) {
		try {
			Files.deleteIfExists(file(id));
		} catch (IOException e) {
			LOG.warn("{} cannot be deleted; model {} will be deployed again at the next start: {}", file(id), id, e.toString());
		}
	}

	private Path file(String id) {
		return folder.resolve(id + ENDING);
	}
}
