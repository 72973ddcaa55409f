package com.burncloud.models.internal.download;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.event.Topics;
import com.burncloud.api.model.Download;

/** Events of {@code com/burncloud/download/*}. */
final class News {
	private final EventAdmin events;

	News(EventAdmin events) {
		this.events = events;
	}

	void tell(Download download) {
		String topic = switch (download.state()) {
		case COMPLETED -> Topics.DOWNLOAD_COMPLETED;
		case FAILED -> Topics.DOWNLOAD_FAILED;
		default -> Topics.DOWNLOAD_PROGRESS;
		};
		Map<String, Object> properties = new HashMap<>();
		properties.put("id", download.id());
		properties.put("hub", download.hub());
		properties.put("repo", download.repository());
		properties.put("file", download.file());
		properties.put("state", download.state().name().toLowerCase(Locale.ROOT));
		properties.put("bytesDone", download.bytesDone());
		properties.put("bytesTotal", download.bytesTotal());
		properties.put("bytesPerSecond", download.bytesPerSecond());
		properties.put("error", download.error().orElse(""));
		download.modelId().ifPresent(model -> properties.put("modelId", model));
		events.postEvent(new Event(topic, properties));
	}
}
