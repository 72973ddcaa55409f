package com.burncloud.gateway.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.gson.JsonPrimitive;

/** The bounds within which the gateway reads JSON of strangers, and the one way in which it writes a string. */
final class Json {
	static final int MAX_DEPTH = 200;

	/** Stateless and shared by all threads. */
	static final JsonFactory FACTORY = new JsonFactoryBuilder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxStringLength(Integer.MAX_VALUE).build()).build();

	private Json() {
	}

	static String quote(String text) {
		return new JsonPrimitive(text).toString();
	}
}
