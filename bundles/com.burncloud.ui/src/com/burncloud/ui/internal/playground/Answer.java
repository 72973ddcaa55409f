package com.burncloud.ui.internal.playground;

import java.util.OptionalLong;

/**
 * An answer as far as it has come.
 *
 * @param reasoning what the model thought before it spoke
 * @param status of HTTP; 0: none was got
 * @param code of the error as the gateway names it
 * @param error the error in the gateway's words; empty: none
 * @param firstMillis until the first piece of text; 0 while there is none
 * @param textMillis from the first piece to the last
 * @param promptTokens below 0 while it is not known; likewise {@code completionTokens}
 */
record Answer(String text, String reasoning, State state, int status, String code, String error, long firstMillis, long textMillis, long promptTokens,
		long completionTokens, OptionalLong costNanos) {

	enum State {
		WAITING, STREAMING, DONE, STOPPED, FAILED
	}

	boolean over() {
		return state.compareTo(State.STREAMING) > 0;
	}

	/** Tokens a second after the first; 0 where that cannot be said. */
	double tokensPerSecond() {
		return completionTokens > 1 && textMillis > 0 ? (completionTokens - 1) * 1000.0 / textMillis : 0;
	}
}
