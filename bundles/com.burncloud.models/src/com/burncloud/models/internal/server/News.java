package com.burncloud.models.internal.server;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.event.Topics;
import com.burncloud.api.model.Deployment;
import com.burncloud.models.internal.library.Shelved;

/** Events of models: flat scalars. What is not known is left out. */
final class News {
	private final EventAdmin events;

	News(EventAdmin events) {
		this.events = events;
	}

	void changed(Shelved model, Deployment now) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("id", model.id());
		properties.put("gatewayModel", Launch.gatewayModel(model));
		properties.put("state", now.state().name().toLowerCase(Locale.ROOT));
		properties.put("restarts", now.restarts());
		now.port().ifPresent(port -> properties.put("port", port));
		now.pid().ifPresent(pid -> properties.put("pid", pid));
		now.loadProgress().ifPresent(progress -> properties.put("loadProgress", progress));
		now.notice().ifPresent(notice -> properties.put("notice", notice));
		now.error().ifPresent(error -> properties.put("error", error));
		events.postEvent(new Event(topic(now.state()), properties));
	}

	private static String topic(Deployment.State state) {
		return switch (state) {
		case QUEUED, STARTING -> Topics.MODEL_STARTING;
		case RUNNING -> Topics.MODEL_RUNNING;
		case STOPPED, ASLEEP -> Topics.MODEL_STOPPED;
		case FAILED -> Topics.MODEL_FAILED;
		};
	}
}
