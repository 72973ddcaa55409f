package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

import com.google.gson.JsonObject;

/**
 * {@code /api/events}: what changes about channels, tokens, types, downloads and models, as server-sent events. A client that is too far behind is cut off: so it comes again and
 * reads everything anew, where one that missed an event would show for ever what is no longer so.
 */
@Component(service = { Resource.class, EventHandler.class }, property = { "event.topics=com/burncloud/channel/*", "event.topics=com/burncloud/token/*",
		"event.topics=com/burncloud/provider/*", "event.topics=com/burncloud/download/*", "event.topics=com/burncloud/model/*" })
public final class EventsResource implements Resource, EventHandler {
	static final int MOST_WAITING = 1000;

	private final Streams streams;

	@Activate
	public EventsResource(BundleContext context) {
		streams = new Streams(context, "streams of events", MOST_WAITING);
	}

	@Override
	public List<Route> routes() {
		return List.of(Route.of("GET", "/api/events", this::stream));
	}

	private void stream(Call call) throws IOException {
		streams.serve(call, stream -> () -> {
			// the set of open streams is all there is to it
		});
	}

	@Override
	public void handleEvent(Event event) {
		if (streams.open().isEmpty()) {
			return;
		}
		String text = "event: " + event.getTopic() + "\ndata: " + Call.toJson(properties(event)) + "\n\n";
		for (EventStream stream : streams.open()) {
			if (!stream.offer(text)) {
				stream.close();
			}
		}
	}

	private static JsonObject properties(Event event) {
		JsonObject object = new JsonObject();
		for (String name : event.getPropertyNames()) {
			if (name.equals(EventConstants.EVENT_TOPIC)) {
				continue;
			}
			switch (event.getProperty(name)) {
			case null -> object.add(name, null);
			case Number number -> object.addProperty(name, number);
			case Boolean flag -> object.addProperty(name, flag);
			case Object other -> object.addProperty(name, other.toString());
			}
		}
		return object;
	}

	@Deactivate
	void deactivate() {
		streams.close();
	}
}
