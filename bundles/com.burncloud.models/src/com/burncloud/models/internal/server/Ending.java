package com.burncloud.models.internal.server;

import java.time.Duration;

/** Why a process is no longer there, or was never begun. */
sealed interface Ending {

	/** Somebody wanted it so. */
	record Told() implements Ending {
	}

	/** Somebody else listens on its port. */
	record PortTaken() implements Ending {
	}

	/** @param error one sentence */
	record NoRoom(String error) implements Ending {
	}

	/**
	 * @param again whether another start may help
	 * @param ran since it was ready
	 */
	record Crashed(String error, boolean again, Duration ran) implements Ending {
	}
}
