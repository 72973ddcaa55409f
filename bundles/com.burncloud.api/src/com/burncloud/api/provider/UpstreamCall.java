package com.burncloud.api.provider;

import java.util.Objects;

/**
 * One call as it goes upstream, already in a dialect that the provider speaks.
 *
 * @param model the upstream's name of the model; it stands in the body already where the dialect puts it there
 * @param contentType of the body, as the client sent it; empty when there is no body
 * @param body not copied: read it, do not change it
 */
public record UpstreamCall(Operation operation, String dialect, String model, boolean stream, String contentType, byte[] body) {

	public UpstreamCall {
		Objects.requireNonNull(operation);
		Objects.requireNonNull(dialect);
		Objects.requireNonNull(model);
		Objects.requireNonNull(contentType);
		Objects.requireNonNull(body);
	}
}
