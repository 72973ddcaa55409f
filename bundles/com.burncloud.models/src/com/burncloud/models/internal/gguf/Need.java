package com.burncloud.models.internal.gguf;

/**
 * What a model needs, for any number of layers on the GPU. A number of layers is llama-server's {@code -ngl}: the output counts as one more, so all are {@link #all}.
 */
final class Need {
	/** A million times what a large machine has; sums of a few such numbers still fit a long. */
	private static final long ABSURD_BYTES = 1L << 60;

	private final Weights weights;
	private final long weightsBytes;
	private final long[] cacheBytes;
	private final long computeBytes;
	/** Inputs and masks, which lie in main memory for the GPU to fetch. */
	private final long hostBytes;

	Need(Weights weights, long weightsBytes, long[] cacheBytes, long computeBytes, long hostBytes) {
		this.weights = weights;
		this.weightsBytes = weightsBytes;
		this.cacheBytes = cacheBytes;
		this.computeBytes = computeBytes;
		this.hostBytes = hostBytes;
	}

	/** @throws ArithmeticException when the header's numbers are beyond any machine */
	static Need of(Shards shards, KeyValueCache cache, long weightsBytes, long contextTokens, Manner manner) {
		var compute = new ComputeBuffer(shards.first(), cache);
		long[] cacheBytes = new long[cache.layers()];
		long all = 0;
		for (int layer = 0; layer < cacheBytes.length; layer++) {
			cacheBytes[layer] = cache.bytes(layer, contextTokens, ComputeBuffer.UBATCH, manner.cacheType());
			all = Math.addExact(all, cacheBytes[layer]);
		}
		long computeBytes = compute.bytes(contextTokens, manner);
		long sum = Math.addExact(Math.addExact(all, computeBytes), weightsBytes);
		for (Header header : shards.headers()) {
			sum = Math.addExact(sum, header.tensors().bytes());
		}
		if (sum > ABSURD_BYTES) {
			throw new ArithmeticException("more than any machine has");
		}
		long embedding = shards.first().own("embedding_length").orElse(0);
		long hostBytes = Math.multiplyExact((long) ComputeBuffer.UBATCH, Math.addExact(4 * embedding, 4 * contextTokens));
		return new Need(Weights.of(shards, cache.layers(), weightsBytes), weightsBytes, cacheBytes, computeBytes, hostBytes);
	}

	int all() {
		return weights.layers() + 1;
	}

	long weightsBytes() {
		return weightsBytes;
	}

	long cacheBytes() {
		return lastCache(cacheBytes.length);
	}

	long vramBytes(int gpuLayers) {
		return gpuLayers == 0 ? 0 : placedBytes(gpuLayers) + computeBytes;
	}

	/** Each further GPU reckons for itself. */
	long computeBytes() {
		return computeBytes;
	}

	long largestLayerBytes() {
		long largest = 0;
		for (int i = 0; i < cacheBytes.length; i++) {
			largest = Math.max(largest, weights.layerBytes()[i] + cacheBytes[i]);
		}
		return largest;
	}

	long ramBytes(int gpuLayers) {
		if (gpuLayers == all()) {
			return weights.inputBytes() + hostBytes;
		}
		int moved = Math.max(0, gpuLayers - 1); // newer builds move the output first
		long leftWeights = Math.max(weights.inputBytes(), weightsBytes - weights.last(moved));
		return leftWeights + cacheBytes() - lastCache(moved) + computeBytes;
	}

	/** Older builds move the output last, newer ones first: whichever is more. */
	private long placedBytes(int gpuLayers) {
		if (gpuLayers == all()) {
			return weights.last(weights.layers()) + weights.outputBytes() + lastCache(cacheBytes.length);
		}
		long outputLast = weights.last(gpuLayers) + lastCache(gpuLayers);
		long outputFirst = weights.last(gpuLayers - 1) + lastCache(gpuLayers - 1) + weights.outputBytes();
		return Math.max(outputLast, outputFirst);
	}

	private long lastCache(int layers) {
		long bytes = 0;
		for (int i = cacheBytes.length - layers; i < cacheBytes.length; i++) {
			bytes += cacheBytes[i];
		}
		return bytes;
	}
}
