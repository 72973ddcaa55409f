package com.burncloud.remote.internal;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param call until the answer to a plain call is there as a whole
 * @param patient the same for a call during which the server waits for somebody else: the test of a channel, the installation of a jar
 * @param look between two looks whether the server is there; each takes {@code call} at most
 * @param leastPause before a stream is asked for again; it doubles up to {@code mostPause}
 * @param silence after which a stream is given up: a server sends a comment every fifteen seconds
 */
record Pace(Duration call, Duration patient, Duration look, Duration leastPause, Duration mostPause, Duration silence) {

	static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofSeconds(3), Duration.ofMillis(500), Duration.ofSeconds(15),
			Duration.ofSeconds(45));
}
