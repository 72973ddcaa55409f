package com.burncloud.ui.internal.playground;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.eclipse.swt.widgets.Control;

import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.api.token.Token;
import com.burncloud.ui.internal.Soon;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.playground.Chooser.Choice;

/** The tokens that can be used and the models that the chosen one can call now. UI thread, but for what runs as a job. */
final class Callables {
	private static final int NEWS_MILLIS = 500;
	private static final String TOKEN = "playground.token";

	private record Loaded(List<Token> tokens, Optional<Token> token, List<String> models) {
	}

	private final Workbench workbench;
	private final Texts texts;
	private final Control owner;
	private final Runnable changed;
	private final Soon soon;
	private final Keys keys = new Keys();
	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).executor(threads).build();
	private Optional<Server> server = Optional.empty();
	private List<Choice> tokens = List.of();
	private Optional<Choice> token = Optional.empty();
	private List<Choice> models = List.of();
	private Optional<String> problem = Optional.empty();
	private boolean known;
	private boolean shown;
	private int asked;

	Callables(Workbench workbench, Texts texts, Control owner, Runnable changed) {
		this.workbench = workbench;
		this.texts = texts;
		this.owner = owner;
		this.changed = changed;
		soon = new Soon(owner, NEWS_MILLIS, this::reload);
	}

	void server(Optional<Server> next) {
		if (!next.equals(server)) {
			keys.clear();
			known = false;
			models = List.of();
		}
		server = next;
		changed.run();
		reload();
	}

	void shown(boolean now) {
		shown = now;
		if (now) {
			reload();
		}
	}

	/** Which models can be called hangs on the channels as much as on the token. */
	void news(ServerEvent event) {
		if (shown && (event.topic().startsWith("com/burncloud/token/") || event.topic().startsWith("com/burncloud/channel/"))) {
			soon.ask();
		}
	}

	/** Chooses one, and asks what it can call. */
	void token(String id) {
		workbench.preferences().set(TOKEN, id);
		reload();
	}

	void reload() {
		if (server.isEmpty()) {
			return;
		}
		Server from = server.get();
		String wanted = workbench.preferences().get(TOKEN, "");
		int number = ++asked;
		workbench.work().run(texts.get("job.models"), owner, () -> {
			Instant now = Instant.now();
			List<Token> usable = from.tokens().list().stream().filter(each -> each.enabled() && each.expiresAt().filter(expiry -> !expiry.isAfter(now)).isEmpty()).toList();
			Optional<Token> chosen = usable.stream().filter(each -> each.id().equals(wanted)).findFirst().or(() -> usable.stream().findFirst());
			return new Loaded(usable, chosen, chosen.isPresent() ? keys.models(http, from, chosen.get().id()) : List.of());
		}, loaded -> {
			if (number == asked) {
				took(loaded);
			}
		}, failure -> {
			if (number == asked) {
				problem = Optional.of(workbench.work().sentence(failure));
				changed.run();
			}
		});
	}

	private void took(Loaded loaded) {
		List<Choice> nextTokens = loaded.tokens().stream().map(Callables::choice).toList();
		List<Choice> nextModels = loaded.models().stream().map(each -> new Choice(each, each)).toList();
		Optional<Choice> nextToken = loaded.token().map(Callables::choice);
		boolean same = known && problem.isEmpty() && nextTokens.equals(tokens) && nextModels.equals(models) && nextToken.equals(token);
		known = true;
		problem = Optional.empty();
		tokens = nextTokens;
		models = nextModels;
		token = nextToken;
		if (!same) {
			changed.run();
		}
	}

	private static Choice choice(Token token) {
		return new Choice(token.id(), token.name());
	}

	/** Ready to be run; empty while there is no server or no token. */
	Optional<Exchange> ask(Call call) {
		return server.flatMap(to -> token.map(as -> new Exchange(http, to, keys, as.id(), call)));
	}

	List<Choice> tokens() {
		return tokens;
	}

	Optional<Choice> token() {
		return token;
	}

	List<Choice> models() {
		return models;
	}

	/** Whether the server has said what there is. */
	boolean known() {
		return known;
	}

	boolean online() {
		return server.isPresent();
	}

	/** Why the models are not known, as a sentence. */
	Optional<String> problem() {
		return problem;
	}

	void close() {
		http.shutdownNow();
		threads.shutdownNow();
	}
}
