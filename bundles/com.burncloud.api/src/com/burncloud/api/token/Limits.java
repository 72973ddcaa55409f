package com.burncloud.api.token;

import java.util.OptionalInt;

/**
 * How fast a token may go; empty: no limit.
 *
 * @param rpm requests a minute
 * @param tpm tokens a minute, prompt and completion
 * @param concurrency requests at the same time
 */
public record Limits(OptionalInt rpm, OptionalInt tpm, OptionalInt concurrency) {

	public static final Limits NONE = new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
}
