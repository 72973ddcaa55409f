package com.burncloud.api.model;

import java.util.List;
import java.util.Objects;

/**
 * The memory of the machine that the gateway runs on.
 *
 * @param ramFreeBytes available to programs now, caches counted as free; within the container's limit where there is one
 */
public record Machine(long ramBytes, long ramFreeBytes, List<Gpu> gpus) {

	public Machine {
		gpus = List.copyOf(gpus);
	}

	/**
	 * A graphics card.
	 *
	 * @param source that told, such as {@code nvidia-smi}
	 */
	public record Gpu(String name, long vramBytes, long vramFreeBytes, String source) {

		public Gpu {
			Objects.requireNonNull(name);
			Objects.requireNonNull(source);
		}
	}
}
