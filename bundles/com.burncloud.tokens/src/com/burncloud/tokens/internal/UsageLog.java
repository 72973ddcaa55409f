package com.burncloud.tokens.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.JdbiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService;
import com.burncloud.tokens.internal.Balance.Charge;
import com.burncloud.tokens.internal.Hours.Key;
import com.burncloud.tokens.internal.Hours.Sum;

/** The log's service: the database and, on top of it, what it has not got yet. */
@Component
public final class UsageLog implements UsageService {
	private static final Logger log = LoggerFactory.getLogger(UsageLog.class);
	private final Books books;

	@Activate
	public UsageLog(@Reference Books books) {
		this.books = books;
	}

	@Override
	public LogPage logs(LogQuery query) {
		Filter filter = Filter.of(query);
		Map<String, UsageRecord> rows = new HashMap<>();
		// Memory first: a line that leaves it meanwhile is in the database by then, unless the gateway is busy: then its row comes later.
		books.ledger().recent().all().stream().filter(filter).forEach(row -> rows.put(row.requestId(), row));
		try {
			books.logTable().newest(filter, filter.limit() + 1).stream().filter(filter).forEach(row -> rows.put(row.requestId(), row));
		} catch (JdbiException away) {
			log.warn("The database does not answer; the log shows the newest {} rows from memory. {}", rows.size(), away.toString());
		}
		List<UsageRecord> sorted = rows.values().stream().sorted(Filter.NEWEST_FIRST).limit(filter.limit() + 1L).toList();
		boolean more = sorted.size() > filter.limit();
		List<UsageRecord> page = more ? sorted.subList(0, filter.limit()) : sorted;
		return new LogPage(page, more ? Optional.of(Filter.Cursor.of(page.getLast()).text()) : Optional.empty());
	}

	@Override
	public Optional<UsageRecord> find(String requestId) {
		return books.ledger().recent().find(requestId).or(() -> books.logTable().find(requestId));
	}

	@Override
	public List<UsageBucket> sums(Instant from, Instant to, By by) {
		if (from.isAfter(to)) {
			throw new InvalidFieldException("from", from + " is after the end, " + to + ".");
		}
		long start = Hours.floor(millis(from));
		long end = millis(to);
		Map<String, UsageBucket> sums = new LinkedHashMap<>();
		books.projector().between(() -> {
			books.hourTable().read(start, end, by, bucket -> add(sums, named(bucket, by)));
			books.ledger().recent().waiting(hours -> hours.forEach((key, sum) -> {
				if (key.hourMillis() >= start && key.hourMillis() < end) {
					add(sums, bucket(key, sum, by));
				}
			}));
		});
		Comparator<UsageBucket> byKey = Comparator.comparing(UsageBucket::key);
		Comparator<UsageBucket> order = by == By.HOUR || by == By.DAY ? byKey
				: Comparator.comparingLong(UsageBucket::costNanos).thenComparingLong(UsageBucket::requests).reversed().thenComparing(byKey);
		List<UsageBucket> sorted = new ArrayList<>(sums.values());
		sorted.sort(order);
		return sorted;
	}

	@Override
	public void declined(UsageRecord exchange) {
		books.ledger().book("", Charge.NONE, exchange.withCost(0));
	}

	/** Any time, also one that milliseconds cannot express. */
	private static long millis(Instant time) {
		try {
			return Math.clamp(time.toEpochMilli(), -Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);
		} catch (ArithmeticException farAway) {
			return time.isBefore(Instant.EPOCH) ? -Long.MAX_VALUE / 4 : Long.MAX_VALUE / 4;
		}
	}

	private static UsageBucket named(UsageBucket bucket, By by) {
		return by == By.HOUR || by == By.DAY ? renamed(bucket, time(Long.parseLong(bucket.key()), by)) : bucket;
	}

	private static UsageBucket bucket(Key key, Sum sum, By by) {
		String name = switch (by) {
		case HOUR, DAY -> time(key.hourMillis(), by);
		case TOKEN -> sum.token;
		case CHANNEL -> sum.channel;
		case MODEL -> key.model();
		};
		return new UsageBucket(name, sum.requests, sum.errors, sum.promptTokens, sum.completionTokens, sum.cachedTokens, sum.costNanos, sum.millis);
	}

	private static String time(long hourMillis, By by) {
		Instant hour = Instant.ofEpochMilli(hourMillis);
		return (by == By.DAY ? hour.truncatedTo(ChronoUnit.DAYS) : hour).toString();
	}

	private static UsageBucket renamed(UsageBucket b, String key) {
		return new UsageBucket(key, b.requests(), b.errors(), b.promptTokens(), b.completionTokens(), b.cachedTokens(), b.costNanos(), b.millis());
	}

	private static void add(Map<String, UsageBucket> sums, UsageBucket more) {
		sums.merge(more.key(), more, (a, b) -> new UsageBucket(a.key(), a.requests() + b.requests(), a.errors() + b.errors(),
				a.promptTokens() + b.promptTokens(), a.completionTokens() + b.completionTokens(), a.cachedTokens() + b.cachedTokens(),
				a.costNanos() + b.costNanos(), a.millis() + b.millis()));
	}
}
