package com.burncloud.ui.internal.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import com.burncloud.api.usage.UsageRecord;

/**
 * Exchanges that have all the words looked for somewhere: in their token, model, channel, status, code, error or id. The same few names come again and again, so
 * what was found out about one is kept: a hundred thousand rows are gone through in a few milliseconds. One thread.
 */
public final class Words implements Predicate<UsageRecord> {
	private static final int MOST_KEPT = 20_000;

	private final List<String> words;
	private final Map<String, Integer> found = new HashMap<>();

	public Words(String text) {
		words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream().filter(word -> !word.isEmpty()).limit(30).toList();
	}

	@Override
	public boolean test(UsageRecord row) {
		int missing = (1 << words.size()) - 1;
		missing &= ~of(row.model());
		missing = missing == 0 ? 0 : missing & ~of(row.token());
		missing = missing == 0 ? 0 : missing & ~of(row.channel());
		missing = missing == 0 ? 0 : missing & ~of(row.upstreamModel()) & ~of(row.code()) & ~of(Integer.toString(row.status()));
		for (int i = 0; missing != 0 && i < row.attempts().size(); i++) {
			missing &= ~of(row.attempts().get(i).channel());
		}
		return missing == 0 || (missing & ~in(row.error()) & ~in(row.requestId()) & ~in(row.clientRequestId())) == 0;
	}

	private int of(String name) {
		if (found.size() > MOST_KEPT) {
			found.clear();
		}
		return found.computeIfAbsent(name, this::in);
	}

	/** A bit for each word that is in a text. */
	private int in(String text) {
		if (text.isEmpty()) {
			return 0;
		}
		String lower = text.toLowerCase(Locale.ROOT);
		int bits = 0;
		for (int i = 0; i < words.size(); i++) {
			bits |= lower.contains(words.get(i)) ? 1 << i : 0;
		}
		return bits;
	}
}
