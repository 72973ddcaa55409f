package com.burncloud.models.internal.gguf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How numbers are stored in a tensor (ggml.h, {@code ggml_type}; sizes by ggml-common.h). */
public enum GgmlType {
	F32(0, 1, 4), F16(1, 1, 2), Q4_0(2, 32, 18), Q4_1(3, 32, 20), Q5_0(6, 32, 22), Q5_1(7, 32, 24), Q8_0(8, 32, 34), Q8_1(9, 32, 36), Q2_K(10, 256, 84),
	Q3_K(11, 256, 110), Q4_K(12, 256, 144), Q5_K(13, 256, 176), Q6_K(14, 256, 210), Q8_K(15, 256, 292), IQ2_XXS(16, 256, 66), IQ2_XS(17, 256, 74),
	IQ3_XXS(18, 256, 98), IQ1_S(19, 256, 50), IQ4_NL(20, 32, 18), IQ3_S(21, 256, 110), IQ2_S(22, 256, 82), IQ4_XS(23, 256, 136), I8(24, 1, 1), I16(25, 1, 2),
	I32(26, 1, 4), I64(27, 1, 8), F64(28, 1, 8), IQ1_M(29, 256, 56), BF16(30, 1, 2), TQ1_0(34, 256, 54), TQ2_0(35, 256, 66), MXFP4(39, 32, 17),
	NVFP4(40, 64, 36), Q1_0(41, 128, 18), Q2_0(42, 64, 18);

	private static final List<Optional<GgmlType>> BY_NUMBER = IntStream.rangeClosed(0, Q2_0.number)
			.mapToObj(number -> Arrays.stream(values()).filter(type -> type.number == number).findFirst()).toList();

	private final int number;
	private final int blockWeights;
	private final int blockBytes;

	GgmlType(int number, int blockWeights, int blockBytes) {
		this.number = number;
		this.blockWeights = blockWeights;
		this.blockBytes = blockBytes;
	}

	/** Empty for those that were withdrawn (4_2, 4_3, 4_0_4_4 and the like) and those newer than this table. */
	static Optional<GgmlType> of(int number) {
		return number < 0 || number >= BY_NUMBER.size() ? Optional.empty() : BY_NUMBER.get(number);
	}

	/** Weights that are stored together; a row is a multiple of it. */
	public int blockWeights() {
		return blockWeights;
	}

	public double bitsPerWeight() {
		return 8.0 * blockBytes / blockWeights;
	}

	/**
	 * Of so many weights; what does not fill a block takes a whole one.
	 *
	 * @throws ArithmeticException when that is more than a long
	 */
	public long bytes(long weights) {
		return Math.multiplyExact(Math.ceilDiv(weights, (long) blockWeights), (long) blockBytes);
	}
}
