package com.burncloud.api.channel;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The channels. Any thread; reading does not block, writing waits for the database (milliseconds) and is seen by the next request.
 * Each change posts an event of {@code com/burncloud/channel/*}.
 */
@ProviderType
public interface ChannelService {

	/** All channels, highest priority first, then by name. */
	List<Channel> list();

	Optional<Channel> find(String id);

	/**
	 * @throws com.burncloud.api.error.InvalidFieldException for a field that cannot be; an unknown type is accepted and serves once its bundle is installed
	 * @throws com.burncloud.api.error.ConflictException when the name is taken
	 */
	Channel create(ChannelDraft draft);

	/**
	 * Replaces a channel's fields; its health starts anew.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such channel
	 */
	Channel update(String id, ChannelDraft draft);

	/** @throws com.burncloud.api.error.UnknownIdException when there is no such channel */
	void delete(String id);

	/** The worst of its models; disabled where the channel is, or where its type is not installed. */
	Health health(String id);

	/** By upstream model, for those that have been called since the start or the last change. */
	Map<String, Health> healthByModel(String id);
}
