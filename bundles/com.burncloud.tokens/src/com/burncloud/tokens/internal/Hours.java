package com.burncloud.tokens.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.usage.UsageRecord;

/** Sums by hour, token, channel and model. Not safe for threads. */
final class Hours {
	static final long MILLIS = 3_600_000;
	private final Map<Key, Sum> sums = new HashMap<>();

	void add(UsageRecord exchange) {
		sum(exchange).add(exchange, 1);
	}

	/** Less of what is somewhere else: what these are added to gets smaller. */
	void takeBack(UsageRecord exchange) {
		sum(exchange).add(exchange, -1);
	}

	/** Takes back what was added. */
	void subtract(UsageRecord exchange) {
		Key key = Key.of(exchange);
		Sum sum = sums.get(key);
		if (sum != null) {
			sum.add(exchange, -1);
			if (sum.requests == 0) {
				sums.remove(key);
			}
		}
	}

	private Sum sum(UsageRecord exchange) {
		return sums.computeIfAbsent(Key.of(exchange), key -> new Sum(exchange.token(), exchange.channel()));
	}

	void forEach(BiConsumer<Key, Sum> action) {
		sums.forEach(action);
	}

	boolean isEmpty() {
		return sums.isEmpty();
	}

	static long floor(long millis) {
		return Math.floorDiv(millis, MILLIS) * MILLIS;
	}

	/** A row of sums. What came without a token has no model, and what no channel offers is one: strangers, and mistaken clients, invent models without end. */
	record Key(long hourMillis, String tokenId, String channelId, String model) {
		private static final String UNKNOWN = "(unknown)";

		static Key of(UsageRecord exchange) {
			return new Key(floor(exchange.at().toEpochMilli()), exchange.tokenId(), exchange.channelId(), exchange.tokenId().isEmpty() ? "" : model(exchange));
		}

		private static String model(UsageRecord exchange) {
			boolean invented = exchange.code().equals(RefusalCode.MODEL_NOT_FOUND.code()) || exchange.code().equals(RefusalCode.MODEL_NOT_ALLOWED.code());
			return invented ? UNKNOWN : exchange.model();
		}
	}

	/** What a row adds up. */
	static final class Sum {
		final String token;
		final String channel;
		long requests;
		long errors;
		long promptTokens;
		long completionTokens;
		long cachedTokens;
		long costNanos;
		long millis;

		Sum(String token, String channel) {
			this.token = token;
			this.channel = channel;
		}

		private void add(UsageRecord exchange, int sign) {
			requests += sign;
			errors += exchange.status() >= 400 ? sign : 0;
			promptTokens += sign * exchange.usage().promptTokens();
			completionTokens += sign * exchange.usage().completionTokens();
			cachedTokens += sign * exchange.usage().cacheReadTokens();
			costNanos += sign * exchange.costNanos();
			millis += sign * exchange.millis();
		}
	}
}
