package com.burncloud.ui.internal.tokens;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.api.token.Token;
import com.burncloud.ui.internal.Reader;
import com.burncloud.ui.internal.Soon;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Work;
import com.burncloud.ui.internal.Workbench;

/**
 * Keeps the page's tokens up to date: at once when the server tells of a change, though at most a few times a second, and every two seconds while they are looked
 * at, since what running requests use is no news. UI thread.
 */
final class TokenFeed {
	private static final int NEWS_MILLIS = 300;
	private static final int BEAT_MILLIS = 2_000;

	private record Loaded(List<Token> tokens, Optional<List<Channel>> channels) {
	}

	private final Work work;
	private final Texts texts;
	private final Control owner;
	private final Runnable changed;
	private final Reader<Loaded> reader;
	private final Soon soon;
	private Optional<Server> server = Optional.empty();
	private List<Token> tokens = List.of();
	private Offer offer = Offer.NOTHING;
	private boolean known;
	private boolean offerOld = true;
	private boolean shown;
	private Optional<Token> askedToday = Optional.empty();

	TokenFeed(Workbench workbench, Texts texts, Control owner, Runnable changed, Consumer<Exception> failed) {
		work = workbench.work();
		this.texts = texts;
		this.owner = owner;
		this.changed = changed;
		reader = new Reader<>(work, owner, texts.get("job.load"), this::took, failure -> {
			known = false;
			failed.accept(failure);
		});
		soon = new Soon(owner, NEWS_MILLIS, this::load);
		beat();
	}

	private void beat() {
		owner.getDisplay().timerExec(BEAT_MILLIS, () -> {
			if (!owner.isDisposed()) {
				if (shown) {
					load();
				}
				beat();
			}
		});
	}

	void server(Optional<Server> next) {
		server = next;
		reader.forget();
		tokens = List.of();
		known = false;
		offerOld = true;
		askedToday = Optional.empty();
		reload();
	}

	void shown(boolean now) {
		shown = now;
		if (now) {
			reload();
		}
	}

	void news(ServerEvent event) {
		offerOld |= event.topic().startsWith("com/burncloud/channel/");
		if (event.topic().startsWith("com/burncloud/token/")) {
			soon.ask();
		}
	}

	/** In a moment, with whatever else happens until then. */
	void soon() {
		soon.ask();
	}

	/** Everything, now. */
	void reload() {
		offerOld = true;
		askedToday = Optional.empty();
		load();
	}

	private void load() {
		server.ifPresent(asked -> {
			boolean withOffer = offerOld;
			reader.ask(() -> new Loaded(asked.tokens().list(), withOffer ? Optional.of(asked.channels().list()) : Optional.empty()));
		});
	}

	private void took(Loaded loaded) {
		boolean other = !known || !tokens.equals(loaded.tokens());
		if (loaded.channels().isPresent()) {
			offerOld = false;
			Offer fresh = new Offer(loaded.channels().get());
			other |= !fresh.equals(offer);
			offer = fresh;
		}
		known = true;
		tokens = loaded.tokens();
		if (other) {
			changed.run();
		}
	}

	/** What a token was used for today, unless that was asked already and nothing was settled since. */
	void today(Server from, Token token, Consumer<TodayUse> result) {
		if (askedToday.filter(former -> former.id().equals(token.id()) && former.used().equals(token.used())).isPresent()) {
			return;
		}
		askedToday = Optional.of(token);
		work.run(texts.get("job.today"), owner, () -> TodayUse.of(from.usage(), token, ZoneId.systemDefault()), use -> {
			if (askedToday.filter(former -> former.id().equals(token.id())).isPresent()) {
				result.accept(use);
			}
		}, failure -> askedToday = Optional.empty());
	}

	List<Token> tokens() {
		return tokens;
	}

	Offer offer() {
		return offer;
	}
}
