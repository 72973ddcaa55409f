package com.burncloud.remote.internal;

/** The cause of a {@code ServerAwayException} when the server is there and the key is wrong. */
final class KeyRefused extends Exception {
	private static final long serialVersionUID = 1L;

	KeyRefused() {
		super("401", null, false, false);
	}
}
