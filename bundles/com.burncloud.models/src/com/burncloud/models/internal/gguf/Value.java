package com.burncloud.models.internal.gguf;

/** A value of a header's metadata. */
public sealed interface Value {

	/** All integers; an unsigned one above 2^63 is negative here. */
	record Whole(long value) implements Value {
	}

	record Real(double value) implements Value {
	}

	record Truth(boolean value) implements Value {
	}

	record Text(String value) implements Value {
	}

	/** A short list of integers or of truths (0 and 1), such as one a layer. */
	record Wholes(long[] values) implements Value {
	}

	/**
	 * What was passed over, such as the tokens of a tokenizer or a text that is too long.
	 *
	 * @param length elements or bytes
	 */
	record Skipped(long length) implements Value {
	}
}
