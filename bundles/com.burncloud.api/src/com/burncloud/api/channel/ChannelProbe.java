package com.burncloud.api.channel;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** Tries a channel with one small request (测试). Blocks for as long as the channel's time limits allow; never call it on a UI thread. */
@ProviderType
public interface ChannelProbe {

	/**
	 * @param model empty: the first that the channel lists
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such channel
	 */
	Result test(String channelId, Optional<String> model);

	/**
	 * What came of it.
	 *
	 * @param status of the upstream; 0 when it did not answer
	 * @param message the model's answer, or the error in plain words
	 */
	record Result(boolean ok, int status, String model, String message, long millis) {
	}
}
