package com.burncloud.api.usage;

import java.util.Objects;

/**
 * What a client sent.
 *
 * @param path such as {@code /v1/chat/completions}
 * @param body not copied: read it, do not change it
 */
public record SentRequest(String path, String contentType, byte[] body) {

	public SentRequest {
		Objects.requireNonNull(path);
		Objects.requireNonNull(contentType);
		Objects.requireNonNull(body);
	}

	/** Without the body: it is the client's own. */
	@Override
	public String toString() {
		return "SentRequest[" + path + ", " + body.length + " bytes]";
	}
}
