package com.burncloud.api.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a GGUF header says (ggml, docs/gguf.md).
 *
 * @param architecture {@code general.architecture}, such as {@code qwen2}
 * @param quantization of {@code general.file_type}, such as {@code Q4_K_M}; where it is missing, of most tensors
 * @param contextLength tokens that the model was trained for
 * @param shards {@code split.count}; 1 for a single file
 */
public record ModelFacts(String architecture, Optional<String> name, Optional<String> quantization, OptionalLong parameters, OptionalInt contextLength,
		OptionalInt layers, Optional<String> chatTemplate, Optional<String> license, int shards) {

	public ModelFacts {
		Objects.requireNonNull(architecture);
		Objects.requireNonNull(name);
		Objects.requireNonNull(quantization);
		Objects.requireNonNull(parameters);
		Objects.requireNonNull(contextLength);
		Objects.requireNonNull(layers);
		Objects.requireNonNull(chatTemplate);
		Objects.requireNonNull(license);
	}
}
