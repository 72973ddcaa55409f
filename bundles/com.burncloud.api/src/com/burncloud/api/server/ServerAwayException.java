package com.burncloud.api.server;

/** The server did not answer, or not as a BurnCloud server does. The message says why and what to do. */
public final class ServerAwayException extends RuntimeException {
	private static final long serialVersionUID = 1L;

	public ServerAwayException(String message) {
		super(message);
	}

	public ServerAwayException(String message, Throwable cause) {
		super(message, cause);
	}
}
