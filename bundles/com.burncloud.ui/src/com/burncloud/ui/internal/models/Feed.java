package com.burncloud.ui.internal.models;

import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;

import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.ui.internal.Reader;
import com.burncloud.ui.internal.Soon;
import com.burncloud.ui.internal.Work;

/**
 * Keeps what the page shows up to date: soon after each event, and every second while something moves that is looked at. What the machine has is asked for less
 * often, since that may start programs. UI thread.
 */
final class Feed {
	private static final int NEWS_MILLIS = 250;
	private static final int BEAT_MILLIS = 1_000;
	private static final int QUIET_BEATS = 5;

	private final Control owner;
	private final Reader<Stock> stockReader;
	private final Reader<House> houseReader;
	private final Soon soon;
	private Optional<Server> server = Optional.empty();
	private Optional<Stock> stock = Optional.empty();
	private Optional<House> house = Optional.empty();
	private boolean shown;
	private int beats;

	/** @param changed there is something new, or time has passed for what counts down */
	Feed(Work work, Words words, Control owner, Runnable changed, Consumer<Exception> failed) {
		this.owner = owner;
		stockReader = new Reader<>(work, owner, words.get("job.load"), read -> {
			stock = Optional.of(read);
			changed.run();
		}, failed);
		houseReader = new Reader<>(work, owner, words.get("job.look"), found -> {
			house = Optional.of(found);
			changed.run();
		}, failure -> {
			// The models could not be read either, which is told.
		});
		soon = new Soon(owner, NEWS_MILLIS, this::load);
		beat();
	}

	private void beat() {
		owner.getDisplay().timerExec(BEAT_MILLIS, () -> {
			if (!owner.isDisposed()) {
				beats++;
				if (shown && (beats % QUIET_BEATS == 0 || stock.filter(Stock::lively).isPresent())) {
					load();
				}
				beat();
			}
		});
	}

	/** @param next empty while none can be reached; what is known of the same one stays */
	void server(Optional<Server> next, boolean other) {
		server = next;
		stockReader.forget();
		houseReader.forget();
		if (other) {
			stock = Optional.empty();
			house = Optional.empty();
		}
		reload();
	}

	void shown(boolean now) {
		shown = now;
		if (now) {
			reload();
		}
	}

	void news(ServerEvent event) {
		boolean models = event.topic().startsWith("com/burncloud/model/");
		if (models || event.topic().startsWith("com/burncloud/download/")) {
			soon.ask();
			if (event.topic().endsWith("/COMPLETED")) {
				look();
			}
		}
	}

	/** Everything, now. */
	void reload() {
		load();
		look();
	}

	void load() {
		server.ifPresent(asked -> stockReader.ask(() -> Stock.of(asked)));
	}

	/** What the machine has. */
	private void look() {
		server.ifPresent(asked -> houseReader.ask(() -> House.of(asked)));
	}

	/** Empty before anything was read. */
	Optional<Stock> stock() {
		return stock;
	}

	Optional<House> house() {
		return house;
	}
}
