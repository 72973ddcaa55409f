package com.burncloud.api.model;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One choice of a repository: a model in one quantization, or a projector that goes with the models.
 *
 * @param quantization as in the file's name, such as {@code Q4_K_M}; empty where the name does not tell
 * @param bitsPerWeight of the quantization, where it is a known one
 * @param files of shards all, in order; the first is the one that {@code llama-server} is given
 */
public record Variant(Kind kind, String quantization, OptionalDouble bitsPerWeight, List<HubFile> files) {

	public enum Kind {
		MODEL,
		/** {@code mmproj-*}: what a model needs to see images or hear audio. */
		PROJECTOR
	}

	public Variant {
		Objects.requireNonNull(kind);
		Objects.requireNonNull(quantization);
		Objects.requireNonNull(bitsPerWeight);
		files = List.copyOf(files);
	}

	public long sizeBytes() {
		return files.stream().mapToLong(HubFile::sizeBytes).sum();
	}

	/** The path by which it is asked for. */
	public String file() {
		return files.getFirst().path();
	}
}
