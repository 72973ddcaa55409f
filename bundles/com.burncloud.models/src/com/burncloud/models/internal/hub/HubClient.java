package com.burncloud.models.internal.hub;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.model.HubAnswer;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubRequest;
import com.burncloud.api.model.ModelHub;
import com.burncloud.api.settings.Settings;
import com.burncloud.models.internal.hub.Patience.Kind;

/** Asks a hub: redirects, the token, patience and further tries are its job. Any thread but the UI's. */
@Component(service = HubClient.class)
public final class HubClient {
	private static final Logger LOG = LoggerFactory.getLogger(HubClient.class);
	private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;
	private static final int TRIES = 3;
	private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
	private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT");

	private final Hops hops;
	private final Patience patience = new Patience();

	@Activate
	public HubClient(@Reference Wire wire, @Reference Settings settings) {
		this(wire, HfSettings.of(settings));
	}

	HubClient(Wire wire, HfSettings settings) {
		hops = new Hops(wire, new Tokens(settings), patience);
	}

	Hops hops() {
		return hops;
	}

	/**
	 * Asks until there is an answer of 2xx.
	 *
	 * @param repository that it is about; empty for a search
	 * @throws HubException when the hub will not, or cannot before the deadline
	 */
	HubAnswer ask(ModelHub hub, HubRequest request, String repository, Deadline deadline) {
		HubInfo info = hub.info();
		String name = info.name("en");
		int tries = IDEMPOTENT.contains(request.method()) ? TRIES : 1;
		for (int attempt = 1;; attempt++) {
			boolean last = attempt == tries;
			try {
				Received received = hops.follow(info, Kind.LIST, request, Map.of(), deadline).received();
				HubAnswer answer = received.answer(MAX_BODY_BYTES, deadline);
				if (received.successful()) {
					return answer;
				}
				if (last || !mayChange(answer.status())) {
					throw refusal(hub, answer, repository, Kind.LIST);
				}
				LOG.debug("{} answered {}, attempt {}", Uris.shown(request.uri()), answer.status(), attempt);
				if (answer.status() == 429) {
					continue; // the next try has the patience that it asked for
				}
			} catch (Received.TooLong e) {
				throw Problems.other(e.getMessage() + ", which cannot be a list of models.");
			} catch (IOException e) {
				LOG.debug("{} cannot be asked, attempt {}: {}", Uris.shown(request.uri()), attempt, e.toString());
				if (last || deadline.over()) {
					throw Problems.unavailable(unreachable(info, e));
				}
			}
			pause(attempt, name, deadline);
		}
	}

	private static boolean mayChange(int status) {
		return status == 408 || status == 429 || status >= 500;
	}

	private static void pause(int attempt, String name, Deadline deadline) {
		Duration pause = FIRST_PAUSE.multipliedBy((long) Math.pow(3, attempt - 1.0));
		if (deadline.allows(pause)) {
			Patience.pause(pause, name);
		}
	}

	/** What a refusal means, with the time that is to be waited. */
	HubException refusal(ModelHub hub, HubAnswer answer, String repository, Kind kind) {
		Duration wait = patience.left(kind, answer.uri());
		if (answer.status() == 429) {
			return Problems.patience(hub.info().name("en"), wait);
		}
		HubProblem problem = Strangers.call(hub, () -> hub.problem(answer, repository));
		return new HubException(new HubProblem(problem.kind(), problem.message(), wait.isZero() ? problem.retryAfter() : Optional.of(wait)));
	}

	/** @param name whose server it is */
	HubException patience(String name, URI uri, Kind kind) {
		return Problems.patience(name, patience.left(kind, uri));
	}

	static String unreachable(HubInfo hub, IOException cause) {
		String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
		return hub.name("en") + " (" + Uris.host(hub.endpoint()) + ") cannot be reached: " + why + ". Check the network and the proxy, or choose another hub.";
	}
}
