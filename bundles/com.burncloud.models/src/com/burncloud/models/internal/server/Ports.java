package com.burncloud.models.internal.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds ports on loopback that are free, and gives none of them to two. Between looking and listening a stranger may still take one: whoever starts must check. */
final class Ports {
	private static final int NEXT = 100;
	private static final int LAST = 65_535;

	/** Why a port cannot be had. */
	private enum Obstacle {
		TAKEN, RESERVED
	}

	/** Taken until it is closed. */
	final class Lease implements AutoCloseable {
		private final int port;
		private final Optional<String> notice;

		private Lease(int port, Optional<String> notice) {
			this.port = port;
			this.notice = notice;
		}

		int port() {
			return port;
		}

		/** What is otherwise than asked for. */
		Optional<String> notice() {
			return notice;
		}

		@Override
		public void close() {
			synchronized (Ports.this) {
				leased.remove(port);
			}
		}
	}

	private final Set<Integer> leased = new HashSet<>();

	/**
	 * The wanted port, or the next that is free.
	 *
	 * @param wanted 0: any
	 * @param taken ports that looked free and were not
	 */
	synchronized Lease take(int wanted, Set<Integer> taken) throws IOException {
		if (wanted > 0) {
			Optional<Obstacle> obstacle = taken.contains(wanted) || leased.contains(wanted) ? Optional.of(Obstacle.TAKEN) : obstacle(wanted);
			if (obstacle.isEmpty()) {
				return lease(wanted, Optional.empty());
			}
			for (int port = wanted + 1; port <= Math.min(LAST, wanted + NEXT); port++) {
				if (!taken.contains(port) && !leased.contains(port) && obstacle(port).isEmpty()) {
					return lease(port, Optional.of(obstacle.get() == Obstacle.TAKEN ? "Port " + wanted + " is taken; it listens on " + port + " instead."
							: "Port " + wanted + " is reserved by the system; it listens on " + port + " instead."));
				}
			}
		}
		return any(wanted);
	}

	private Lease any(int wanted) throws IOException {
		for (int attempt = 0; attempt < NEXT; attempt++) {
			try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				int port = socket.getLocalPort();
				if (!leased.contains(port)) {
					return lease(port, wanted == 0 ? Optional.empty()
							: Optional.of("Port " + wanted + " and the " + NEXT + " after it cannot be used; it listens on " + port + " instead."));
				}
			}
		}
		throw new IOException("There is no free port on loopback; end some programs");
	}

	private Lease lease(int port, Optional<String> notice) {
		leased.add(port);
		return new Lease(port, notice);
	}

	/** Windows keeps whole ranges for Hyper-V: nobody listens there, and nobody may. */
	private static Optional<Obstacle> obstacle(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
			return Optional.empty();
		} catch (IOException e) {
			String message = String.valueOf(e.getMessage());
			return Optional.of(message.contains("ermission denied") ? Obstacle.RESERVED : Obstacle.TAKEN);
		}
	}
}
