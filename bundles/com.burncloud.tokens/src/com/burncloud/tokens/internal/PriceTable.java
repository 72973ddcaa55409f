package com.burncloud.tokens.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.burncloud.api.usage.Price;

/** The prices that apply, by the exact name of the model: that a dated variant costs the same would be a guess. Reading takes no lock. */
final class PriceTable {
	private volatile Map<String, Price> prices;

	/** @param operators the operator's own, which win over the built-in ones */
	PriceTable(Collection<Price> operators) {
		Map<String, Price> all = builtIn();
		operators.forEach(price -> all.put(price.model(), price));
		prices = Map.copyOf(all);
	}

	Optional<Price> find(String model) {
		return Optional.ofNullable(prices.get(model));
	}

	List<Price> all() {
		return prices.values().stream().sorted(Comparator.comparing(Price::model)).toList();
	}

	synchronized void put(Price price) {
		Map<String, Price> all = new HashMap<>(prices);
		all.put(price.model(), price);
		prices = Map.copyOf(all);
	}

	private static Map<String, Price> builtIn() {
		Map<String, Price> table = new HashMap<>();
		table.put("echo", new Price("echo", 0, 0, 0, 0, 0));
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(PriceTable.class.getResourceAsStream("prices.csv"), StandardCharsets.UTF_8))) {
			lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(",")).forEach(row -> table.put(row[0],
					new Price(row[0], Long.parseLong(row[1]), Long.parseLong(row[2]), Long.parseLong(row[3]), Long.parseLong(row[4]), 0)));
		} catch (IOException unreadable) {
			throw new UncheckedIOException(unreadable);
		}
		return table;
	}
}
