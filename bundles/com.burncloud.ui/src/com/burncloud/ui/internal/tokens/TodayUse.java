package com.burncloud.ui.internal.tokens;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.burncloud.api.token.Token;
import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService;

/**
 * What a token was used for since midnight.
 *
 * @param whole whether every request of the day was counted; else the newest only
 */
record TodayUse(List<OfModel> models, boolean whole) {
	static final TodayUse NONE = new TodayUse(List.of(), true);
	/** Enough to tell what it is used for, and quick from afar too. */
	private static final int ROWS = 1000;

	record OfModel(String model, long requests, long tokens, long costNanos) {

		OfModel plus(UsageRecord row) {
			return new OfModel(model, requests + 1, tokens + row.usage().promptTokens() + row.usage().completionTokens(), costNanos + row.costNanos());
		}
	}

	/** Waits for the database. */
	static TodayUse of(UsageService usage, Token token, ZoneId zone) {
		Instant midnight = LocalDate.now(zone).atStartOfDay(zone).toInstant();
		LogPage page = usage.logs(new LogQuery(ROWS, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(token.id()), Optional.empty(),
				Optional.of(midnight), Optional.empty()));
		Map<String, OfModel> sums = new LinkedHashMap<>();
		for (UsageRecord row : page.items()) {
			sums.merge(row.model(), new OfModel(row.model(), 0, 0, 0).plus(row), (sum, one) -> sum.plus(row));
		}
		Comparator<OfModel> costliest = Comparator.comparingLong(OfModel::costNanos).thenComparingLong(OfModel::requests).reversed();
		return new TodayUse(sums.values().stream().sorted(costliest).toList(), page.before().isEmpty());
	}
}
