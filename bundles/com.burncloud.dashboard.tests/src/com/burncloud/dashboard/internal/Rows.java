package com.burncloud.dashboard.internal;

import java.time.Instant;
import java.util.List;

import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageRecord;

/** Exchanges to test with. */
final class Rows {

	private Rows() {
	}

	static UsageRecord row(String id) {
		return row(id, 200, 20, 100, 1000);
	}

	static UsageRecord row(String id, int status, long ttfbMillis, long millis, long costNanos) {
		return new UsageRecord(id, "c-" + id, Instant.parse("2026-01-31T08:00:00Z"), "tk_1", "demo", "gpt-4o", "gpt-4o-2024", "ch_1", "main", "openai-chat",
				"openai-chat", true, status, status < 400 ? "" : "upstream_error", status < 400 ? "" : "broken", List.of(new Attempt("main", status, "ok", 5)),
				ttfbMillis, millis, new Usage(30, 12, 4, 0, 2, true), costNanos, List.of("logit_bias"));
	}
}
