package com.burncloud.ui.internal.logs;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;

import com.burncloud.api.server.Server;
import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.Work;
import com.burncloud.ui.internal.exchange.Words;

/** Gets the history page by page, as far back as somebody looks, and looks for words in it. UI thread; asks beside it. */
final class History {
	private static final int PAGE = 300;
	/** A search goes on by itself through so many rows, or until it has found a screenful. */
	private static final int SEARCHED_BY_ITSELF = 6_000;
	private static final int SCREENFUL = 60;
	private static final int ID_FROM = 8;

	/** What the page does when there is something new. */
	interface Listener {
		/** Everything may be another. */
		void anew();

		/** There are more rows at the end. */
		void further();

		/** One row was found by its id. */
		void found(UsageRecord row);

		void failed(Exception failure);
	}

	private final Work work;
	private final Control owner;
	private final String title;
	private final BiFunction<Integer, Optional<String>, LogQuery> query;
	private final Listener listener;
	private final LoadedRows rows = new LoadedRows();
	private Optional<Server> server = Optional.empty();
	private Optional<String> before = Optional.empty();
	private String words = "";
	/** What comes back for a former filter is not shown any more. */
	private int generation;
	private boolean loading;
	private boolean loadedOnce;
	private boolean none;
	private int searchedFrom;

	/** @param none whether there is not one row, whatever is asked for */
	private record Loaded(LogPage page, boolean none) {
	}

	/** @param query of a page of so many rows that begins before something */
	History(Work work, Control owner, String title, BiFunction<Integer, Optional<String>, LogQuery> query, Listener listener) {
		this.work = work;
		this.owner = owner;
		this.title = title;
		this.query = query;
		this.listener = listener;
	}

	LoadedRows rows() {
		return rows;
	}

	/** Whether it is known what there is. */
	boolean isLoaded() {
		return loadedOnce;
	}

	/** Whether there are older rows than those that were loaded. */
	boolean hasMore() {
		return before.isPresent();
	}

	/** Whether there is not one row, whatever is asked for. */
	boolean isEmpty() {
		return none;
	}

	boolean isLoading() {
		return loading;
	}

	/** Begins again at the newest row. */
	void reload(Optional<Server> of) {
		generation++;
		server = of;
		loading = false;
		before = Optional.empty();
		searchedFrom = 0;
		if (server.isPresent()) {
			load(server.get(), true);
		} else {
			rows.clear();
			loadedOnce = false;
			listener.anew();
		}
	}

	/** Older rows, if there are any and they are not under way. */
	void more() {
		if (!loading && before.isPresent() && server.isPresent()) {
			load(server.get(), false);
		}
	}

	private void load(Server from, boolean anew) {
		loading = true;
		int mine = generation;
		LogQuery wanted = query.apply(PAGE, anew ? Optional.empty() : before);
		work.run(title, owner, () -> {
			LogPage page = from.usage().logs(wanted);
			return new Loaded(page, page.items().isEmpty() && from.usage().logs(LogQuery.newest(1)).items().isEmpty());
		}, loaded -> {
			if (mine == generation) {
				loaded(loaded, anew);
			}
		}, failure -> {
			if (mine == generation) {
				loading = false;
				listener.failed(failure);
			}
		});
	}

	private void loaded(Loaded loaded, boolean anew) {
		LogPage page = loaded.page;
		loading = false;
		loadedOnce = true;
		none = loaded.none;
		before = page.before();
		if (anew) {
			rows.clear();
		}
		rows.append(page.items());
		searchOnByItself();
		if (anew) {
			listener.anew();
		} else {
			listener.further();
		}
	}

	void search(String newWords) {
		words = newWords;
		rows.search(words.isEmpty() ? row -> true : new Words(words));
		searchedFrom = rows.loaded();
		searchOnByItself();
		listener.anew();
		if (words.length() >= ID_FROM && words.chars().noneMatch(Character::isWhitespace)) {
			findById(words);
		}
	}

	/** Somebody wants the next stretch to be searched. */
	void searchOn() {
		searchedFrom = rows.loaded();
		more();
	}

	/** While too little was found, older pages are gone through. */
	private void searchOnByItself() {
		if (!words.isEmpty() && rows.size() < SCREENFUL && rows.loaded() - searchedFrom < SEARCHED_BY_ITSELF) {
			more();
		}
	}

	private void findById(String requestId) {
		server.ifPresent(from -> work.run(title, owner, () -> from.usage().find(requestId), found -> {
			if (found.isPresent() && words.equals(requestId)) {
				rows.found(found.get());
				listener.found(found.get());
			}
		}, failure -> {
			// The search through the pages goes on.
		}));
	}
}
