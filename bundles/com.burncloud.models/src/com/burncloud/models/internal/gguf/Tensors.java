package com.burncloud.models.internal.gguf;

import java.util.Map;
import java.util.NavigableMap;

/**
 * The tensors of one file, summed up.
 *
 * @param weights numbers in all of them: the model's parameters
 * @param bytes of all whose type is known
 * @param layerBytes of {@code blk.N.*}
 * @param inputBytes of the token embedding, which llama-server leaves in main memory
 * @param outputBytes of the output matrix and its norm
 * @param otherBytes of the rest
 * @param weightsByType numbers stored in each type
 * @param unknownTypes tensors of types newer than this program or withdrawn
 * @param endByte of the last one, from where the data begins
 * @param ownOutput whether there is an output matrix; without one the token embedding serves as it
 */
public record Tensors(long count, long weights, long bytes, NavigableMap<Integer, Long> layerBytes, long inputBytes, long outputBytes, long otherBytes,
		Map<GgmlType, Long> weightsByType, long unknownTypes, long endByte, boolean ownOutput) {
}
