package com.burncloud.launcher.internal;

/** Somebody else has the port, or this user may not have it; another one is free. */
final class PortTaken extends Refusal {

	private static final long serialVersionUID = 1L;

	private final int freePort;

	PortTaken(int freePort, String key, Object... arguments) {
		super(key, arguments);
		this.freePort = freePort;
	}

	/** One that can be had at this moment. */
	int freePort() {
		return freePort;
	}
}
