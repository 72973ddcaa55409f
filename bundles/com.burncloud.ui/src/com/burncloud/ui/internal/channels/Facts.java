package com.burncloud.ui.internal.channels;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.burncloud.api.channel.Health;
import com.burncloud.api.server.Server;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageRecord;

/**
 * What only the details of a channel show.
 *
 * @param models by upstream model
 * @param lastError the newest exchange that ended badly at it
 */
record Facts(String channelId, Map<String, Health> models, Optional<UsageRecord> lastError) {

	/** Asks the server; not for the UI thread. */
	static Facts of(Server server, String channelId) {
		LogQuery errors = new LogQuery(1, Optional.empty(), Optional.of("error"), Optional.of(channelId), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
		return new Facts(channelId, new TreeMap<>(server.channels().healthByModel(channelId)), server.usage().logs(errors).items().stream().findFirst());
	}
}
