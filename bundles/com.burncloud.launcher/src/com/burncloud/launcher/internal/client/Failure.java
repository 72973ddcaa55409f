package com.burncloud.launcher.internal.client;

/** Why a command ended badly: what it says on stderr, and its exit code. */
final class Failure extends RuntimeException {
	private static final long serialVersionUID = 1L;
	static final int REFUSED = 1;
	static final int USAGE = 2;
	static final int UNREACHABLE = 3;

	private final int exitCode;

	Failure(int exitCode, String message) {
		super(message, null, false, false);
		this.exitCode = exitCode;
	}

	int exitCode() {
		return exitCode;
	}
}
