package com.burncloud.models.internal.gguf;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.burncloud.models.internal.gguf.GgufException.Malformed;

/** Reads the list of tensors and keeps sums. */
final class TensorReader {
	/** The largest models have some thousand. */
	static final long TENSORS_AT_MOST = 65_536;
	/** llama.cpp refuses 64. */
	private static final int NAME_AT_MOST_BYTES = 127;
	private static final int DIMENSIONS_AT_MOST = 4;
	private static final int LAYER_AT_MOST = 9_999;

	private final Cursor cursor;
	private final long alignment;
	private final TreeMap<Integer, Long> layerBytes = new TreeMap<>();
	private final Map<GgmlType, Long> weightsByType = new EnumMap<>(GgmlType.class);
	private final Set<String> names = new HashSet<>();
	private long weights;
	private long bytes;
	private long inputBytes;
	private long outputBytes;
	private long otherBytes;
	private long unknownTypes;
	private long endByte;

	TensorReader(Cursor cursor, long alignment) {
		this.cursor = cursor;
		this.alignment = alignment;
	}

	Tensors read(long count) throws IOException, GgufException {
		for (long i = 0; i < count; i++) {
			String name = name();
			try {
				tensor(name);
			} catch (ArithmeticException e) {
				throw new Malformed("The tensor '" + name + "' is larger than any file: this is no sound GGUF file.");
			}
		}
		return new Tensors(count, weights, bytes, Collections.unmodifiableNavigableMap(layerBytes), inputBytes, outputBytes, otherBytes,
				Collections.unmodifiableMap(weightsByType), unknownTypes, endByte, names.contains("output.weight"));
	}

	private String name() throws IOException, GgufException {
		long from = cursor.position();
		long length = cursor.length("The length of a tensor's name");
		if (length > NAME_AT_MOST_BYTES) {
			throw new Malformed("A tensor's name of " + length + " bytes at byte " + from + ": this is no sound GGUF file.");
		}
		String name = cursor.text((int) length);
		for (int i = 0; i < name.length(); i++) {
			if (Character.isISOControl(name.charAt(i))) {
				throw new Malformed("A tensor's name at byte " + from + " has control characters: this is no sound GGUF file.");
			}
		}
		if (!names.add(name)) {
			throw new Malformed("The tensor '" + name + "' comes twice: this is no sound GGUF file.");
		}
		return name;
	}

	private void tensor(String name) throws IOException, GgufException {
		int dimensions = cursor.i32();
		if (dimensions < 0 || dimensions > DIMENSIONS_AT_MOST) {
			throw new Malformed("The tensor '" + name + "' has " + Integer.toUnsignedString(dimensions) + " dimensions; GGUF has at most " + DIMENSIONS_AT_MOST + ".");
		}
		long numbers = 1;
		long row = 1;
		for (int i = 0; i < dimensions; i++) {
			long length = cursor.length("A dimension of a tensor", name);
			row = i == 0 ? length : row;
			numbers = Math.multiplyExact(numbers, length);
		}
		Optional<GgmlType> type = GgmlType.of(cursor.i32());
		long offset = cursor.length("The place of a tensor", name);
		if (offset % alignment != 0) {
			throw new Malformed("The tensor '" + name + "' begins at " + offset + ", which is no multiple of " + alignment + ": this is no sound GGUF file.");
		}
		if (type.isPresent() && row % type.get().blockWeights() != 0) {
			throw new Malformed("The tensor '" + name + "' has rows of " + row + ", which is no multiple of the " + type.get().blockWeights() + " of its type " + type.get() + ".");
		}
		weights = Math.addExact(weights, numbers);
		add(name, type, numbers, offset);
	}

	private void add(String name, Optional<GgmlType> type, long numbers, long offset) {
		if (type.isEmpty()) {
			unknownTypes++;
			endByte = Math.max(endByte, offset);
			return;
		}
		long size = type.get().bytes(numbers);
		endByte = Math.max(endByte, Math.addExact(offset, size));
		bytes = Math.addExact(bytes, size);
		weightsByType.merge(type.get(), numbers, Long::sum);
		int layer = layer(name);
		if (layer >= 0) {
			layerBytes.merge(layer, size, Long::sum);
		} else if (name.startsWith("token_embd.") || name.startsWith("per_layer_token_embd.")) {
			inputBytes += size;
		} else if (name.equals("output.weight") || name.startsWith("output.") || name.startsWith("output_norm.")) {
			outputBytes += size;
		} else {
			otherBytes += size;
		}
	}

	/** The N of {@code blk.N.*}; -1 for others. */
	private static int layer(String name) {
		int end = name.indexOf('.', 4);
		if (!name.startsWith("blk.") || end <= 4 || end > 8) {
			return -1;
		}
		int layer = 0;
		for (int i = 4; i < end; i++) {
			int digit = name.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				return -1;
			}
			layer = 10 * layer + digit;
		}
		return layer <= LAYER_AT_MOST ? layer : -1;
	}
}
