package com.burncloud.remote.internal;

import java.util.List;

import com.burncloud.api.usage.UsageRecord;

/** Rows of the log as a server sends them. */
final class Rows {

	private Rows() {
	}

	static String json(String requestId) {
		return """
				{"requestId":"%s","clientRequestId":"mine","at":"2026-01-31T08:00:00Z","tokenId":"tk_1","token":"demo","model":"gpt-4o","upstreamModel":"gpt-4o-2024",\
				"channelId":"ch_1","channel":"主渠道","dialectIn":"openai-chat","dialectOut":"anthropic-messages","stream":true,"status":200,"code":"","error":"",\
				"attempts":[{"channel":"first","status":500,"reason":"server error","millis":31}],"ttfbMillis":17,"millis":99,"promptTokens":11,"completionTokens":22,\
				"cachedTokens":3,"cacheWriteTokens":4,"reasoningTokens":5,"estimated":true,"costNanos":123456,"fidelity":["logit_bias"]}""".formatted(requestId);
	}

	static String event(String requestId) {
		return "id: " + requestId + "\ndata: " + json(requestId) + "\n\n";
	}

	static List<String> ids(List<UsageRecord> rows) {
		return rows.stream().map(UsageRecord::requestId).toList();
	}
}
