package com.burncloud.channels.internal;

import com.burncloud.api.channel.Channel;

/**
 * A channel with its key.
 *
 * @param apiKey empty without one
 * @param keyLost a key is stored that cannot be unsealed: the master key is another one
 */
record Account(Channel channel, String apiKey, boolean keyLost) {

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
