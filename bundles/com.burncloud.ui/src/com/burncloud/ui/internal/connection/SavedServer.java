package com.burncloud.ui.internal.connection;

import java.net.URI;
import java.util.Objects;

/** A gateway elsewhere that this window remembers; its admin key is not here but in {@link AdminKeys}. */
public record SavedServer(String name, URI address) {

	public SavedServer {
		Objects.requireNonNull(name);
		Objects.requireNonNull(address);
	}

	/** What to call it. */
	public String label() {
		return name.isBlank() ? address.getAuthority() : name;
	}
}
