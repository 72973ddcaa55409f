package com.burncloud.channels.internal;

import java.util.Optional;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.OfferedChannel;

/**
 * A channel with its key.
 *
 * @param apiKey empty without one
 * @param keyLost a key is stored that cannot be unsealed: the master key is another one
 * @param offer where it is not stored but offered by somebody
 */
record Account(Channel channel, String apiKey, boolean keyLost, Optional<OfferedChannel> offer) {

	Account(Channel channel, String apiKey, boolean keyLost) {
		this(channel, apiKey, keyLost, Optional.empty());
	}

	/** Without the key. */
	@Override
	public String toString() {
		return "Account[" + channel.id() + ", " + channel.name() + "]";
	}

	/** {@code sk-…abcd}: enough to recognise a key, too little to use it. Short ones show nothing. */
	static String masked(String apiKey) {
		if (apiKey.isEmpty()) {
			return "";
		}
		return apiKey.length() < 16 ? "…" : apiKey.substring(0, 3) + "…" + apiKey.substring(apiKey.length() - 4);
	}
}
