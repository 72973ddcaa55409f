package com.burncloud.ui.internal.models;

import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;

import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.ui.internal.Work;

/**
 * Keeps what the page shows up to date: soon after each event, and every second while something moves that is looked at. What the machine has is asked for less
 * often, since that may start programs. UI thread.
 */
final class Feed {
	private static final int NEWS_MILLIS = 250;
	private static final int BEAT_MILLIS = 1_000;
	private static final int QUIET_BEATS = 5;

	private final Work work;
	private final Words words;
	private final Control owner;
	private final Runnable changed;
	private final Consumer<Exception> failed;
	private Optional<Server> server = Optional.empty();
	private Optional<Stock> stock = Optional.empty();
	private Optional<House> house = Optional.empty();
	private boolean loading;
	private boolean again;
	private boolean soon;
	private boolean shown;
	private boolean looking;
	private int beats;

	/** @param changed there is something new, or time has passed for what counts down */
	Feed(Work work, Words words, Control owner, Runnable changed, Consumer<Exception> failed) {
		this.work = work;
		this.words = words;
		this.owner = owner;
		this.changed = changed;
		this.failed = failed;
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
			soon();
			if (event.topic().endsWith("/COMPLETED")) {
				look();
			}
		}
	}

	private void soon() {
		if (!soon) {
			soon = true;
			owner.getDisplay().timerExec(NEWS_MILLIS, () -> {
				soon = false;
				if (!owner.isDisposed()) {
					load();
				}
			});
		}
	}

	/** Everything, now. */
	void reload() {
		load();
		look();
	}

	void load() {
		if (server.isEmpty()) {
			return;
		}
		if (loading) {
			again = true;
			return;
		}
		loading = true;
		Server asked = server.get();
		work.run(words.get("job.load"), owner, () -> Stock.of(asked), loaded -> {
			loading = false;
			if (server.filter(each -> each == asked).isPresent()) {
				stock = Optional.of(loaded);
				changed.run();
			}
			next();
		}, failure -> {
			loading = false;
			if (server.filter(each -> each == asked).isPresent()) {
				failed.accept(failure);
			}
			next();
		});
	}

	private void next() {
		if (again) {
			again = false;
			load();
		}
	}

	/** What the machine has. */
	private void look() {
		if (server.isEmpty() || looking) {
			return;
		}
		looking = true;
		Server asked = server.get();
		work.run(words.get("job.look"), owner, () -> House.of(asked), found -> {
			looking = false;
			if (server.filter(each -> each == asked).isPresent()) {
				house = Optional.of(found);
				changed.run();
			}
		}, failure -> {
			looking = false; // the models could not be read either, which is told
		});
	}

	/** Empty before anything was read. */
	Optional<Stock> stock() {
		return stock;
	}

	Optional<House> house() {
		return house;
	}
}
