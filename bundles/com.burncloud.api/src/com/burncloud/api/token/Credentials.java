package com.burncloud.api.token;

import java.net.InetAddress;
import java.util.Objects;

/**
 * Who knocks.
 *
 * @param secret as the client sent it; empty when it sent none
 * @param address of the connection's other end
 * @param forwarded whether a proxy's header says that the client is somewhere else than that end
 */
public record Credentials(String secret, InetAddress address, boolean forwarded) {

	public Credentials {
		Objects.requireNonNull(secret);
		Objects.requireNonNull(address);
	}

	/** Without the secret. */
	@Override
	public String toString() {
		return "Credentials[" + address + "]";
	}
}
