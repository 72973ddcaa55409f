package com.burncloud.channels.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.Outcome;
import com.burncloud.api.event.Topics;
import com.burncloud.api.provider.InstalledProvider;

/** Events: flat scalars, no key and no header among them. */
final class News {
	private final EventAdmin events;

	News(EventAdmin events) {
		this.events = events;
	}

	void channel(String topic, Channel channel) {
		events.postEvent(new Event(topic, described(channel)));
	}

	void cooling(Channel channel, Candidate candidate, Outcome.Failed failure, Instant until) {
		Map<String, Object> properties = described(channel, candidate);
		properties.put("state", "cooling");
		properties.put("until", until.toString());
		properties.put("kind", failure.kind().name().toLowerCase(Locale.ROOT));
		properties.put("lastError", failure.reason());
		events.postEvent(new Event(Topics.CHANNEL_COOLING, properties));
	}

	void healthy(Channel channel, Candidate candidate) {
		Map<String, Object> properties = described(channel, candidate);
		properties.put("state", "healthy");
		events.postEvent(new Event(Topics.CHANNEL_HEALTHY, properties));
	}

	void provider(String topic, InstalledProvider provider) {
		events.postEvent(new Event(topic,
				Map.of("type", provider.info().type(), "name", provider.name(), "bundle", provider.bundle(), "version", provider.version())));
	}

	private static Map<String, Object> described(Channel channel, Candidate candidate) {
		Map<String, Object> properties = described(channel);
		properties.put("model", candidate.model());
		properties.put("upstreamModel", candidate.upstreamModel());
		return properties;
	}

	private static Map<String, Object> described(Channel channel) {
		var properties = new HashMap<String, Object>();
		properties.put("id", channel.id());
		properties.put("name", channel.name());
		properties.put("type", channel.type());
		properties.put("priority", channel.priority());
		properties.put("weight", channel.weight());
		properties.put("enabled", channel.enabled());
		return properties;
	}
}
