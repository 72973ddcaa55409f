package com.burncloud.remote.internal;

import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;

/** Rows of the log and sums of them, out of JSON. */
final class UsageJson {

	private UsageJson() {
	}

	static LogPage page(Fields page) {
		return new LogPage(page.list("items", UsageJson::row), page.optional("before"));
	}

	static UsageRecord row(Fields row) {
		Usage usage = new Usage(row.whole("promptTokens"), row.whole("completionTokens"), row.whole("cachedTokens"), row.whole("cacheWriteTokens"),
				row.whole("reasoningTokens"), row.flag("estimated"));
		return new UsageRecord(row.text("requestId"), row.text("clientRequestId"), row.time("at"), row.text("tokenId"), row.text("token"), row.text("model"),
				row.text("upstreamModel"), row.text("channelId"), row.text("channel"), row.text("dialectIn"), row.text("dialectOut"), row.flag("stream"),
				row.integer("status"), row.text("code"), row.text("error"), row.list("attempts", UsageJson::attempt), row.whole("ttfbMillis"), row.whole("millis"),
				usage, row.whole("costNanos"), row.texts("fidelity"));
	}

	private static Attempt attempt(Fields attempt) {
		return new Attempt(attempt.text("channel"), attempt.integer("status"), attempt.text("reason"), attempt.whole("millis"));
	}

	static UsageBucket bucket(Fields bucket) {
		return new UsageBucket(bucket.text("key"), bucket.whole("requests"), bucket.whole("errors"), bucket.whole("promptTokens"),
				bucket.whole("completionTokens"), bucket.whole("cachedTokens"), bucket.whole("costNanos"), bucket.whole("millis"));
	}
}
