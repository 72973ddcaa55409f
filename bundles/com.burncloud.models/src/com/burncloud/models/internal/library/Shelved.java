package com.burncloud.models.internal.library;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.ModelFacts;

/**
 * A model in the library; its fields are those of {@link com.burncloud.api.model.LocalModel}.
 *
 * @param files of shards all, in order
 */
public record Shelved(String id, String title, List<Path> files, long sizeBytes, Optional<ModelFacts> facts, String quantization, String sha256, String origin,
		boolean adopted, List<Path> projectors, Optional<String> error, Instant addedAt, DeployOptions options) {

	public Shelved {
		files = List.copyOf(files);
		projectors = List.copyOf(projectors);
	}

	/** The one that llama-server is given. */
	public Path file() {
		return files.getFirst();
	}
}
