package com.burncloud.api.channel;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a form or a script submits. The service checks it; this record does not.
 *
 * @param apiKey empty: none on creation, keep the stored one on update; present but blank: remove it
 */
public record ChannelDraft(String name, String type, Optional<URI> baseUrl, Optional<String> apiKey, List<String> models, Map<String, String> modelMapping,
		Set<String> groups, int priority, int weight, boolean enabled, Map<String, String> headers, Map<String, String> options, Timeouts timeouts) {

	public ChannelDraft {
		Objects.requireNonNull(name);
		Objects.requireNonNull(type);
		Objects.requireNonNull(baseUrl);
		Objects.requireNonNull(apiKey);
		models = List.copyOf(models);
		modelMapping = Map.copyOf(modelMapping);
		groups = Set.copyOf(groups);
		headers = Map.copyOf(headers);
		options = Map.copyOf(options);
		Objects.requireNonNull(timeouts);
	}

	/** A draft with the defaults: group {@code default}, priority 0, weight 1, enabled. */
	public static ChannelDraft of(String name, String type) {
		return new ChannelDraft(name, type, Optional.empty(), Optional.empty(), List.of(), Map.of(), Set.of("default"), 0, 1, true, Map.of(), Map.of(),
				Timeouts.DEFAULT);
	}

	/** The draft that changes nothing: the starting point of an edit. */
	public static ChannelDraft of(Channel channel) {
		return new ChannelDraft(channel.name(), channel.type(), channel.baseUrl(), Optional.empty(), channel.models(), channel.modelMapping(), channel.groups(),
				channel.priority(), channel.weight(), channel.enabled(), channel.headers(), channel.options(), channel.timeouts());
	}

	/** Without the key. */
	@Override
	public String toString() {
		return "ChannelDraft[" + name + ", " + type + "]";
	}
}
