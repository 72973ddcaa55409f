package com.burncloud.api.error;

import java.util.Objects;

/** A field of what was sent cannot be accepted (400 on the management API). */
public final class InvalidFieldException extends RuntimeException {
	private static final long serialVersionUID = 1L;

	private final String field;

	/** @param field the JSON name of the field, dotted where nested: {@code timeouts.idleMillis} */
	public InvalidFieldException(String field, String message) {
		super(Objects.requireNonNull(message));
		this.field = Objects.requireNonNull(field);
	}

	public String field() {
		return field;
	}
}
