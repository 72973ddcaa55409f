package com.burncloud.gateway.internal;

import java.util.List;
import java.util.Optional;

import org.apache.hc.core5.http.Header;

/**
 * The upstream's answer as far as it is known when the client's answer can be decided.
 *
 * @param stream whether it is a stream of events
 * @param bytes the body so far: all of it, or the first complete event, or a sizeable piece
 * @param ended whether that is all of it
 */
record Head(int status, List<Header> headers, boolean stream, byte[] bytes, boolean ended) {

	Optional<String> header(String name) {
		for (Header header : headers) {
			if (header.getName().equalsIgnoreCase(name)) {
				return Optional.ofNullable(header.getValue());
			}
		}
		return Optional.empty();
	}

	boolean isSuccess() {
		return status >= 200 && status < 300;
	}
}
