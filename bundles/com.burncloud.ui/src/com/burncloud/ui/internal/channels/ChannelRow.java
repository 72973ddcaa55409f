package com.burncloud.ui.internal.channels;

import java.util.Optional;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.Health;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.ui.internal.style.Palette.Role;

/**
 * A channel and how it is doing: a row of the table.
 *
 * @param typeName as people call the type
 * @param installed whether the type is
 * @param today since local midnight; empty before its first request
 */
record ChannelRow(Channel channel, Health health, String typeName, boolean installed, Optional<UsageBucket> today) {

	String id() {
		return channel.id();
	}

	String name() {
		return channel.name();
	}

	/** Whether it belongs to a local model, and goes with it: nobody can change it here. */
	boolean offered() {
		return channel.offered();
	}

	boolean available() {
		return health.state() == Health.State.HEALTHY;
	}

	long requestsToday() {
		return today.map(UsageBucket::requests).orElse(0L);
	}

	/** Unknown latencies come last. */
	long latencyMillis() {
		return health.latencyMillis().orElse(Long.MAX_VALUE);
	}

	Role dot() {
		return switch (health.state()) {
		case HEALTHY -> Role.GOOD;
		case COOLING -> Role.WARN;
		case DISABLED -> channel.enabled() ? Role.BAD : Role.MUTED;
		};
	}
}
