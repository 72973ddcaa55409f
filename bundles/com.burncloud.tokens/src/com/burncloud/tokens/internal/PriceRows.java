package com.burncloud.tokens.internal;

import java.util.List;

import org.jdbi.v3.core.Jdbi;

import com.burncloud.api.usage.Price;

/** The operator's own prices. */
final class PriceRows {
	private final Jdbi jdbi;

	PriceRows(Jdbi jdbi) {
		this.jdbi = jdbi;
	}

	List<Price> load() {
		return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM tokens_price")
				.map((row, context) -> new Price(row.getString("model"), row.getLong("input_nanos"), row.getLong("output_nanos"), row.getLong("cache_read_nanos"),
						row.getLong("cache_write_nanos"), row.getLong("request_nanos")))
				.list());
	}

	void put(Price price) {
		jdbi.useTransaction(handle -> {
			Object[] values = { price.inputNanosPerToken(), price.outputNanosPerToken(), price.cacheReadNanosPerToken(), price.cacheWriteNanosPerToken(),
					price.perRequestNanos(), price.model() };
			if (handle.execute("UPDATE tokens_price SET input_nanos = ?, output_nanos = ?, cache_read_nanos = ?, cache_write_nanos = ?, request_nanos = ? "
					+ "WHERE model = ?", values) == 0) {
				handle.execute("INSERT INTO tokens_price (input_nanos, output_nanos, cache_read_nanos, cache_write_nanos, request_nanos, model) "
						+ "VALUES (?, ?, ?, ?, ?, ?)", values);
			}
		});
	}
}
