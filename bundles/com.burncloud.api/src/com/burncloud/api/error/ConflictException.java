package com.burncloud.api.error;

/** What was asked contradicts what is there, such as a name that is taken (409 on the management API). */
public final class ConflictException extends RuntimeException {
	private static final long serialVersionUID = 1L;

	public ConflictException(String message) {
		super(message);
	}
}
