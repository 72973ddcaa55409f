package com.burncloud.models.internal.hub;

import java.net.URI;
import java.util.Optional;

import com.burncloud.api.model.HubInfo;

/** Decides for each single request whether it carries the token. */
final class Tokens {
	private final HfSettings settings;

	Tokens(HfSettings settings) {
		this.settings = settings;
	}

	/** Only for the hub's own server, only where that is trusted; not for a mirror, not for where a redirect leads. */
	Optional<String> of(HubInfo hub, URI uri) {
		boolean own = Uris.origin(uri).equals(Uris.origin(hub.endpoint()));
		return own && !hub.mirror() && settings.trusts(uri) ? settings.token() : Optional.empty();
	}
}
