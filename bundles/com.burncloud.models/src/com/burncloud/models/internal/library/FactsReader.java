package com.burncloud.models.internal.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import com.burncloud.api.model.ModelFacts;

/** Reads a GGUF file's header. Blocks for the disk. */
@FunctionalInterface
public interface FactsReader {

	/**
	 * @return empty where the header is good as far as it was looked at, and tells nothing
	 * @throws IOException when it is none, is broken or cannot be read; the message is one English sentence
	 */
	Optional<ModelFacts> read(Path file) throws IOException;
}
