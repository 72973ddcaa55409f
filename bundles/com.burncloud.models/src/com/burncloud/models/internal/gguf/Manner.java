package com.burncloud.models.internal.gguf;

import java.util.Optional;

import com.burncloud.api.model.DeployOptions;

/**
 * What else of a deployment changes its memory.
 *
 * @param cacheType of keys and values
 */
public record Manner(GgmlType cacheType, boolean flashAttention) {
	/** llama-server's own choice. */
	public static final Manner DEFAULT = new Manner(GgmlType.F16, true);

	/** Of a deployment; a cache type that is none counts as the default, since llama-server will say so itself. */
	public static Manner of(DeployOptions options) {
		return new Manner(options.cacheType().flatMap(Manner::type).orElse(GgmlType.F16), !options.flashAttention().equals(Optional.of("off")));
	}

	private static Optional<GgmlType> type(String name) {
		for (GgmlType type : GgmlType.values()) {
			if (type.name().equalsIgnoreCase(name)) {
				return Optional.of(type);
			}
		}
		return Optional.empty();
	}
}
