package com.burncloud.gateway.internal;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The connection of a client that waits. A closed one is noticed by reading only, and what is read belongs to the server: so it must not be asked unless the
 * request has been read completely, nor once the server may read again. One caller at a time.
 */
final class ClientConnection {
	/** What a look at a connection finds. */
	enum Look {
		QUIET, SPEAKING, CLOSED
	}

	private final HttpServletRequest request;
	private boolean speaking;

	ClientConnection(HttpServletRequest request) {
		this.request = request;
	}

	/** Returns at once. A client that sends its next request already is there, and is not looked at again. */
	boolean isGone() {
		if (speaking) {
			return false;
		}
		Look look = JettyAccess.look(request);
		speaking = look == Look.SPEAKING;
		return look == Look.CLOSED;
	}
}
