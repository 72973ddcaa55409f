package com.burncloud.launcher.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import com.burncloud.api.settings.SettingKey;

/** Tries the address before anything is started, since it can say what a bundle's bind exception cannot: who has the port, and which one is free. */
final class PortCheck {

	private PortCheck() {
	}

	static void pass(EffectiveSettings settings) throws Refusal {
		String host = settings.value(SettingKey.HOST);
		int port = settings.port();
		InetAddress address;
		try {
			address = InetAddress.getByName(host);
			if (!address.isAnyLocalAddress() && !address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) == null) {
				throw new Refusal("port.address", host);
			}
		} catch (UnknownHostException e) {
			throw new Refusal("port.host", host);
		} catch (IOException e) {
			throw new Refusal("port.failed", host, port, e.toString());
		}
		Optional<IOException> failure = bind(address, port);
		if (failure.isEmpty()) {
			return;
		}
		int free = IntStream.rangeClosed(port + 1, Math.min(port + 100, 65_535)).filter(p -> p > 1023 && bind(address, p).isEmpty()).findFirst()
				.orElse(18_300);
		Optional<PortOwner> owner = PortOwner.of(port);
		if (owner.isPresent() && owner.get().pid() != 0) {
			throw new PortTaken(free, true, "port.owner", port, owner.get().name(), owner.get().pid());
		}
		if (owner.isPresent()) {
			throw new PortTaken(free, true, "port.user", port, owner.get().name());
		}
		if (PortOwner.reserved(port)) {
			throw new PortTaken(free, false, "port.reserved", port);
		}
		String reason = String.valueOf(failure.get().getMessage());
		if (reason.toLowerCase(Locale.ROOT).contains("permission denied")) {
			throw new PortTaken(free, false, "port.denied", port);
		}
		if (reason.toLowerCase(Locale.ROOT).contains("in use")) {
			throw new PortTaken(free, true, "port.used", port);
		}
		throw new Refusal("port.failed", host, port, reason);
	}

	/** Why the server could not listen there; nothing when it can. */
	private static Optional<IOException> bind(InetAddress address, int port) {
		// macOS lets a loopback address be bound beside a wildcard that somebody else holds: only a call tells
		if (System.getProperty("os.name").startsWith("Mac")) {
			try (Socket call = new Socket()) {
				call.connect(new InetSocketAddress(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port), 300);
				return Optional.of(new IOException("Address already in use"));
			} catch (IOException e) {
				// nobody answers
			}
		}
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(address, port), 1);
			return Optional.empty();
		} catch (IOException e) {
			return Optional.of(e);
		}
	}
}
