package com.burncloud.api.channel;

import java.time.Duration;
import java.util.Objects;

/**
 * The four time limits of a channel.
 *
 * @param connect until the TCP and TLS handshakes are done
 * @param firstByte from sending the request until the answer's first byte; a slow model thinks here
 * @param idle between two bytes of an answer
 * @param total of the whole attempt; zero: none
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {

	/** 10 s, 300 s, 120 s, none. */
	public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(300), Duration.ofSeconds(120), Duration.ZERO);

	public Timeouts {
		Objects.requireNonNull(connect);
		Objects.requireNonNull(firstByte);
		Objects.requireNonNull(idle);
		Objects.requireNonNull(total);
	}
}
