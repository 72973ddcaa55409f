package com.burncloud.remote.internal;

/** 404: becomes an {@code UnknownIdException}, or nothing, where it is known what was looked for. */
final class NotFound extends RuntimeException {
	private static final long serialVersionUID = 1L;

	NotFound(String message) {
		super(message, null, false, false);
	}
}
