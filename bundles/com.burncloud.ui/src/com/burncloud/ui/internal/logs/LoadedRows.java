package com.burncloud.ui.internal.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.widget.Rows;

/** The pages of the history that were loaded so far, newest first, and of them the rows that pass the search. UI thread. */
final class LoadedRows implements Rows<UsageRecord> {
	private final List<UsageRecord> all = new ArrayList<>();
	private List<UsageRecord> shown = new ArrayList<>();
	private Predicate<UsageRecord> search = row -> true;

	void clear() {
		all.clear();
		shown.clear();
	}

	/** Older ones. */
	void append(List<UsageRecord> page) {
		all.addAll(page);
		for (UsageRecord row : page) {
			if (search.test(row)) {
				shown.add(row);
			}
		}
	}

	void search(Predicate<UsageRecord> newSearch) {
		search = newSearch;
		shown = new ArrayList<>();
		for (UsageRecord row : all) {
			if (search.test(row)) {
				shown.add(row);
			}
		}
	}

	/** One that was found by its id, further back than what is loaded; until the next search. */
	void found(UsageRecord row) {
		if (shown.stream().noneMatch(each -> each.requestId().equals(row.requestId()))) {
			shown.addFirst(row);
		}
	}

	int loaded() {
		return all.size();
	}

	@Override
	public int size() {
		return shown.size();
	}

	@Override
	public UsageRecord get(int index) {
		return shown.get(index);
	}
}
