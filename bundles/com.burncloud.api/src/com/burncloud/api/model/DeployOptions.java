package com.burncloud.api.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a model is run.
 *
 * @param port that llama-server listens on, on loopback; the next free one is taken where it is not free; 0: any
 * @param contextTokens 0: what the model was trained for
 * @param gpuLayers -1: all
 * @param flashAttention {@code on}, {@code off} or {@code auto}
 * @param cacheType of keys and values, such as {@code q8_0}
 * @param projector path of an {@code mmproj} file
 * @param aliases further names by which clients may ask for it
 * @param groups of tokens that may use it
 * @param priority among the channels that serve one of its names
 * @param extraArguments handed to llama-server as they are, last
 * @param idleUnloadMinutes without a request until it is unloaded; 0: never
 * @param onRequest whether the first request for it starts it
 */
public record DeployOptions(int port, int contextTokens, int gpuLayers, OptionalInt threads, OptionalInt parallelSlots, Optional<String> flashAttention,
		Optional<String> cacheType, Optional<String> projector, List<String> aliases, Set<String> groups, int priority,
		List<String> extraArguments, int idleUnloadMinutes, boolean onRequest) {

	public static final DeployOptions DEFAULT = new DeployOptions(8080, 4096, -1, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(),
			Optional.empty(), List.of(), Set.of("default"), 0, List.of(), 0, false);

	public DeployOptions {
		Objects.requireNonNull(threads);
		Objects.requireNonNull(parallelSlots);
		Objects.requireNonNull(flashAttention);
		Objects.requireNonNull(cacheType);
		Objects.requireNonNull(projector);
		aliases = List.copyOf(aliases);
		groups = Set.copyOf(groups);
		extraArguments = List.copyOf(extraArguments);
	}
}
