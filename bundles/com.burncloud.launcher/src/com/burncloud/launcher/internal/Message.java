package com.burncloud.launcher.internal;

import java.util.List;

/**
 * A sentence before its language is known: a key of {@code messages.properties} and what stands in its gaps. An argument may be a message itself.
 */
record Message(String key, List<Object> arguments) {

	public static Message of(String key, Object... arguments) {
		return new Message(key, List.of(arguments));
	}
}
