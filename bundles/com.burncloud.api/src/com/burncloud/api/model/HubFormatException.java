package com.burncloud.api.model;

/** A hub's answer that cannot be read; the message says what was expected and what came, without secrets. */
public final class HubFormatException extends Exception {
	private static final long serialVersionUID = 1L;

	public HubFormatException(String message) {
		super(message);
	}
}
