package com.burncloud.api.server;

import java.util.Map;
import java.util.Objects;

/**
 * News of a server.
 *
 * @param topic as in {@link com.burncloud.api.event.Topics}, or {@link #REACHED} and {@link #LOST}
 * @param properties flat scalars, named as in the management API
 */
public record ServerEvent(String topic, Map<String, Object> properties) {
	/** The server answers again; what is shown of it may be old. */
	public static final String REACHED = "com/burncloud/server/REACHED";
	/** The server does not answer any more; {@link Place#error()} says why. */
	public static final String LOST = "com/burncloud/server/LOST";

	public ServerEvent {
		Objects.requireNonNull(topic);
		properties = Map.copyOf(properties);
	}
}
