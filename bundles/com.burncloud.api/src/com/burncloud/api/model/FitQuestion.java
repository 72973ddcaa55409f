package com.burncloud.api.model;

/**
 * How a model would be run.
 *
 * @param contextTokens 0: what the model was trained for
 * @param gpuLayers -1: as many as fit
 */
public record FitQuestion(int contextTokens, int gpuLayers) {
	public static final FitQuestion DEFAULT = new FitQuestion(4096, -1);
}
