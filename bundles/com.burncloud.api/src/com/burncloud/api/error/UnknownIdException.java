package com.burncloud.api.error;

/** Nothing has the id that was asked for (404 on the management API). */
public final class UnknownIdException extends RuntimeException {
	private static final long serialVersionUID = 1L;

	/** @param kind what was looked for, such as {@code channel} */
	public UnknownIdException(String kind, String id) {
		super("There is no " + kind + " with the id '" + id + "'.");
	}
}
