package com.burncloud.api.model;

import java.util.Objects;

/**
 * Whether a machine can run a model.
 *
 * @param gpuLayers that would lie on the GPU, as llama-server counts them: the output is one more; 0 without a GPU
 * @param contextTokens for which it was reckoned
 * @param ramBytes needed in main memory
 * @param vramBytes needed on the GPU
 * @param reason one English sentence: with what it was compared, and what would help
 */
public record Fit(Verdict verdict, int gpuLayers, int contextTokens, long weightsBytes, long cacheBytes, long ramBytes, long vramBytes, String reason) {

	public enum Verdict {
		/** All of it, on the GPU where there is one. */
		FITS,
		/** With {@link #gpuLayers} layers on the GPU and the others in main memory. */
		FITS_PARTLY, DOES_NOT_FIT,
		/** The architecture's memory is not understood. */
		UNKNOWN
	}

	public Fit {
		Objects.requireNonNull(verdict);
		Objects.requireNonNull(reason);
	}
}
