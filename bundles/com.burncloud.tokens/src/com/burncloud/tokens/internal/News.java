package com.burncloud.tokens.internal;

import java.util.Map;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.event.Topics;

/** What others are told about tokens. */
final class News {
	private final EventAdmin events;

	News(EventAdmin events) {
		this.events = events;
	}

	void created(Terms token) {
		post(Topics.TOKEN_CREATED, token);
	}

	void changed(Terms token) {
		post(Topics.TOKEN_CHANGED, token);
	}

	void deleted(Terms token) {
		post(Topics.TOKEN_DELETED, token);
	}

	void exhausted(Terms token) {
		post(Topics.TOKEN_EXHAUSTED, token);
	}

	private void post(String topic, Terms token) {
		events.postEvent(new Event(topic, Map.of("id", token.id(), "name", token.name(), "prefix", token.prefix(), "enabled", token.enabled())));
	}
}
