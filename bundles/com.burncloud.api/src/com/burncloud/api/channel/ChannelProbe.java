package com.burncloud.api.channel;

import java.util.List;
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
	 * Asks the upstream for its models, before or after the channel is saved.
	 *
	 * @param channelId whose stored key is used where the draft brings none
	 */
	ModelList models(ChannelDraft draft, Optional<String> channelId);

	/**
	 * What the upstream offers.
	 *
	 * @param models sorted; empty when it did not answer well
	 * @param message the error in plain words; empty when all is well
	 */
	record ModelList(boolean ok, int status, List<String> models, String message, long millis) {

		public ModelList {
			models = List.copyOf(models);
		}
	}

	/**
	 * What came of it.
	 *
	 * @param status of the upstream; 0 when it did not answer
	 * @param message the model's answer, or the error in plain words
	 */
	record Result(boolean ok, int status, String model, String message, long millis) {
	}
}
