package com.burncloud.remote.internal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService;

/** {@code /api/logs} and {@code /api/usage}. */
final class RemoteUsage implements UsageService {
	private static final String LOGS = "/api/logs";

	private final ManagementApi api;

	RemoteUsage(ManagementApi api) {
		this.api = api;
	}

	@Override
	public LogPage logs(LogQuery query) {
		return api.get(new Query(LOGS).with("limit", query.limit()).with("before", query.before()).with("status", query.status())
				.with("channel", query.channel()).with("token", query.token()).with("model", query.model()).with("from", query.from()).with("to", query.to())
				.toString(), Fields.one(UsageJson::page));
	}

	@Override
	public Optional<UsageRecord> find(String requestId) {
		return new Item(api, "request", LOGS, requestId).find(Fields.one(UsageJson::row));
	}

	@Override
	public List<UsageBucket> sums(Instant from, Instant to, By by) {
		return api.get(new Query("/api/usage").with("from", from).with("to", to).with("by", by.name().toLowerCase(Locale.ROOT)).toString(),
				Fields.list(UsageJson::bucket));
	}

	/** Only the gateway that declined a request can tell of it. */
	@Override
	public void declined(UsageRecord exchange) {
		throw new UnsupportedOperationException("A far-away server books its own requests.");
	}
}
