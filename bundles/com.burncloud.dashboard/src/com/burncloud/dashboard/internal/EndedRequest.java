package com.burncloud.dashboard.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

import org.osgi.service.event.Event;

import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageRecord;

/** Reads {@code com/burncloud/request/COMPLETED|FAILED}: all of a row but its attempts and what a translation lost. */
final class EndedRequest {

	private EndedRequest() {
	}

	static UsageRecord read(Event event) {
		return new UsageRecord(text(event, "requestId"), text(event, "clientRequestId"), time(text(event, "at")), text(event, "tokenId"), text(event, "token"),
				text(event, "model"), text(event, "upstreamModel"), text(event, "channelId"), text(event, "channel"), text(event, "dialectIn"),
				text(event, "dialectOut"), flag(event, "stream"), (int) number(event, "status"), text(event, "code"), text(event, "error"), List.of(),
				number(event, "ttfbMillis"), number(event, "millis"), new Usage(number(event, "promptTokens"), number(event, "completionTokens"),
						number(event, "cachedTokens"), 0, number(event, "reasoningTokens"), flag(event, "estimated")),
				number(event, "costNanos"), List.of());
	}

	static String text(Event event, String name) {
		return event.getProperty(name) instanceof String text ? text : "";
	}

	private static long number(Event event, String name) {
		return event.getProperty(name) instanceof Number number ? number.longValue() : 0;
	}

	private static boolean flag(Event event, String name) {
		return Boolean.TRUE.equals(event.getProperty(name));
	}

	private static Instant time(String text) {
		try {
			return Instant.parse(text);
		} catch (DateTimeException missing) {
			return Instant.now();
		}
	}
}
