package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

class PortsTest {
	private final Ports ports = new Ports();

	@Test
	void takesTheNextWhenOneIsTakenAndSaysSo() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int wanted = taken.getLocalPort();
			try (Ports.Lease lease = ports.take(wanted, Set.of())) {
				assertNotEquals(wanted, lease.port());
				assertEquals(Optional.of("Port " + wanted + " is taken; it listens on " + lease.port() + " instead."), lease.notice());
			}
		}
	}

	@Test
	void givesNoPortToTwo() throws Exception {
		int free;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			free = socket.getLocalPort();
		}
		try (Ports.Lease first = ports.take(free, Set.of())) {
			assertEquals(free, first.port());
			assertTrue(first.notice().isEmpty());
			try (Ports.Lease second = ports.take(free, Set.of()); Ports.Lease third = ports.take(free, Set.of(second.port()))) {
				assertEquals(3, Set.of(first.port(), second.port(), third.port()).size());
			}
		}
		try (Ports.Lease again = ports.take(free, Set.of())) {
			assertEquals(free, again.port());
		}
	}

	@Test
	void anyIsNothingToSayAnythingAbout() throws Exception {
		try (Ports.Lease lease = ports.take(0, Set.of())) {
			assertTrue(lease.port() > 0 && lease.notice().isEmpty());
		}
	}
}
