package com.burncloud.api.event;

import java.util.HashMap;
import java.util.Map;

import com.burncloud.api.usage.UsageRecord;

/** The properties of {@code com/burncloud/request/*}. */
public final class RequestEvents {

	private RequestEvents() {
	}

	/** Of a request that has begun. */
	public static Map<String, Object> started(String requestId, String token, String model, boolean stream) {
		return Map.of("requestId", requestId, "token", token, "model", model, "stream", stream);
	}

	/** Of one that has ended. {@code attempts} is their number; who wants each asks {@code UsageService.find} by {@code requestId}. */
	public static Map<String, Object> ended(UsageRecord exchange) {
		Map<String, Object> properties = new HashMap<>(48);
		properties.put("requestId", exchange.requestId());
		properties.put("clientRequestId", exchange.clientRequestId());
		properties.put("at", exchange.at().toString());
		properties.put("tokenId", exchange.tokenId());
		properties.put("token", exchange.token());
		properties.put("model", exchange.model());
		properties.put("upstreamModel", exchange.upstreamModel());
		properties.put("channelId", exchange.channelId());
		properties.put("channel", exchange.channel());
		properties.put("dialectIn", exchange.dialectIn());
		properties.put("dialectOut", exchange.dialectOut());
		properties.put("stream", exchange.stream());
		properties.put("status", exchange.status());
		properties.put("code", exchange.code());
		properties.put("error", exchange.error());
		properties.put("attempts", exchange.attempts().size());
		properties.put("ttfbMillis", exchange.ttfbMillis());
		properties.put("millis", exchange.millis());
		properties.put("promptTokens", exchange.usage().promptTokens());
		properties.put("completionTokens", exchange.usage().completionTokens());
		properties.put("cachedTokens", exchange.usage().cacheReadTokens());
		properties.put("reasoningTokens", exchange.usage().reasoningTokens());
		properties.put("estimated", exchange.usage().estimated());
		properties.put("costNanos", exchange.costNanos());
		return properties;
	}
}
