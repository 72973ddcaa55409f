package com.burncloud.gateway.internal;

import java.io.IOException;
import java.time.Duration;

/** One of a channel's time limits is over. */
final class UpstreamTimeout extends IOException {
	private static final long serialVersionUID = 1L;

	/** @param what the limit's name and meaning: {@code no first byte within} */
	UpstreamTimeout(String what, Duration limit) {
		super("the upstream sent " + what + " " + limit.toMillis() + " ms");
	}
}
