package com.burncloud.models.internal.gguf;

/**
 * How the weights of a model lie.
 *
 * @param layerBytes of each layer
 * @param inputBytes what stays in main memory in any case
 * @param outputBytes what follows the last layer
 */
record Weights(long[] layerBytes, long inputBytes, long outputBytes) {

	/**
	 * Of the whole model. What the headers that were read do not explain is spread over the layers where shards are missing or types are newer than this program;
	 * else it is a projector, which llama-server puts on the GPU, too.
	 *
	 * @param fileBytes of all its files
	 */
	static Weights of(Shards shards, int layers, long fileBytes) {
		long[] layerBytes = new long[layers];
		long input = 0;
		long output = 0;
		long headers = 0;
		boolean ownOutput = false;
		for (Header header : shards.headers()) {
			Tensors tensors = header.tensors();
			tensors.layerBytes().headMap(layers, false).forEach((layer, bytes) -> layerBytes[layer] += bytes);
			long beyond = tensors.layerBytes().tailMap(layers, true).values().stream().mapToLong(Long::longValue).sum();
			input += tensors.inputBytes();
			output += tensors.outputBytes() + tensors.otherBytes() + beyond;
			headers += header.dataFromByte();
			ownOutput |= tensors.ownOutput();
		}
		long known = input + output + headers + sum(layerBytes);
		long rest = Math.max(0, fileBytes - known);
		boolean all = shards.complete() && shards.headers().stream().allMatch(header -> header.tensors().unknownTypes() == 0);
		if (all) {
			output += rest + (ownOutput ? 0 : input); // the embedding serves as output, too, and is there twice
		} else {
			for (int i = 0; i < layers; i++) {
				layerBytes[i] += rest / layers;
			}
		}
		return new Weights(layerBytes, input, output);
	}

	int layers() {
		return layerBytes.length;
	}

	/** Of so many of the last ones. */
	long last(int layers) {
		long bytes = 0;
		for (int i = layerBytes.length - Math.min(layers, layerBytes.length); i < layerBytes.length; i++) {
			bytes += layerBytes[i];
		}
		return bytes;
	}

	private static long sum(long[] values) {
		long sum = 0;
		for (long value : values) {
			sum += value;
		}
		return sum;
	}
}
