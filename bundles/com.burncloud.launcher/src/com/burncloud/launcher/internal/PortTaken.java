package com.burncloud.launcher.internal;

/** Somebody else has the port, or this user may not have it; another one is free. */
final class PortTaken extends Refusal {

	private static final long serialVersionUID = 1L;

	private final int freePort;
	private final boolean stoppable;
	private final transient Message reason;

	/** @param stoppable whether who has it could be stopped */
	PortTaken(int freePort, boolean stoppable, String key, Object... arguments) {
		this(freePort, stoppable, Message.of(key, arguments));
	}

	private PortTaken(int freePort, boolean stoppable, Message reason) {
		super(stoppable ? "port.stop" : "port.choose", reason, String.valueOf(freePort));
		this.freePort = freePort;
		this.stoppable = stoppable;
		this.reason = reason;
	}

	/** Why it cannot be had, without what to do on a command line. */
	Message reason() {
		return reason;
	}

	boolean isStoppable() {
		return stoppable;
	}

	/** One that can be had at this moment. */
	int freePort() {
		return freePort;
	}
}
