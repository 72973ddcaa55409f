package com.burncloud.admin.internal;

import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** A row of the log, and a sum of rows, as JSON. */
final class UsageJson {

	private UsageJson() {
	}

	static JsonElement write(UsageRecord row) {
		JsonObject object = new JsonObject();
		object.addProperty("requestId", row.requestId());
		object.addProperty("clientRequestId", row.clientRequestId());
		object.add("at", Json.time(row.at()));
		object.addProperty("tokenId", row.tokenId());
		object.addProperty("token", row.token());
		object.addProperty("model", row.model());
		object.addProperty("upstreamModel", row.upstreamModel());
		object.addProperty("channelId", row.channelId());
		object.addProperty("channel", row.channel());
		object.addProperty("dialectIn", row.dialectIn());
		object.addProperty("dialectOut", row.dialectOut());
		object.addProperty("stream", row.stream());
		object.addProperty("status", row.status());
		object.addProperty("code", row.code());
		object.addProperty("error", row.error());
		object.add("attempts", Json.array(row.attempts(), UsageJson::write));
		object.addProperty("ttfbMillis", row.ttfbMillis());
		object.addProperty("millis", row.millis());
		object.addProperty("promptTokens", row.usage().promptTokens());
		object.addProperty("completionTokens", row.usage().completionTokens());
		object.addProperty("cachedTokens", row.usage().cacheReadTokens());
		object.addProperty("cacheWriteTokens", row.usage().cacheWriteTokens());
		object.addProperty("reasoningTokens", row.usage().reasoningTokens());
		object.addProperty("estimated", row.usage().estimated());
		object.addProperty("costNanos", row.costNanos());
		object.add("fidelity", Json.texts(row.fidelity()));
		return object;
	}

	private static JsonElement write(Attempt attempt) {
		JsonObject object = new JsonObject();
		object.addProperty("channel", attempt.channel());
		object.addProperty("status", attempt.status());
		object.addProperty("reason", attempt.reason());
		object.addProperty("millis", attempt.millis());
		return object;
	}

	static JsonElement write(UsageBucket bucket) {
		JsonObject object = new JsonObject();
		object.addProperty("key", bucket.key());
		object.addProperty("requests", bucket.requests());
		object.addProperty("errors", bucket.errors());
		object.addProperty("promptTokens", bucket.promptTokens());
		object.addProperty("completionTokens", bucket.completionTokens());
		object.addProperty("cachedTokens", bucket.cachedTokens());
		object.addProperty("costNanos", bucket.costNanos());
		object.addProperty("millis", bucket.millis());
		return object;
	}
}
