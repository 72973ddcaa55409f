package com.burncloud.models.internal.hub;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Until when servers have asked not to be asked; each counts lists and files apart. Any thread. */
final class Patience {
	/** Waits up to this are waited for in silence; longer ones are told to the caller. */
	static final Duration SHORT = Duration.ofSeconds(5);
	private static final Duration UNTOLD = Duration.ofSeconds(30);
	private static final Duration LONGEST = Duration.ofHours(1);
	/** {@code "api";r=0;t=55}: none left, and seconds until the window ends. */
	private static final Pattern WINDOW = Pattern.compile("\"[^\"]*\"\\s*;\\s*r=(\\d{1,9})\\s*;\\s*t=(\\d{1,9})");

	/** What a request is for. */
	enum Kind {
		LIST, FILE
	}

	private record Place(Kind kind, String origin) {
	}

	private final Map<Place, Long> until = new ConcurrentHashMap<>();

	/** What an answer says about the next request. */
	void note(Kind kind, Received answer) {
		told(answer).ifPresent(wait -> until.merge(new Place(kind, Uris.origin(answer.uri())), System.nanoTime() + wait.toNanos(), (one, other) -> one - other > 0 ? one : other));
	}

	private static Optional<Duration> told(Received answer) {
		boolean refused = answer.status() == 429 || answer.status() == 503;
		Optional<Duration> wait = refused ? answer.header("retry-after").flatMap(Patience::retryAfter) : Optional.empty();
		wait = wait.or(() -> answer.header("ratelimit").flatMap(Patience::window));
		if (wait.isEmpty() && answer.status() == 429) {
			wait = Optional.of(UNTOLD);
		}
		return wait.map(told -> told.compareTo(LONGEST) > 0 ? LONGEST : told);
	}

	private static Optional<Duration> retryAfter(String value) {
		String text = value.strip();
		if (text.matches("\\d{1,9}")) {
			return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
		}
		try {
			Duration wait = Duration.between(ZonedDateTime.now(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
			return wait.isNegative() ? Optional.empty() : Optional.of(wait);
		} catch (DateTimeException noDate) {
			return Optional.empty();
		}
	}

	private static Optional<Duration> window(String value) {
		Optional<Duration> longest = Optional.empty();
		for (Matcher window = WINDOW.matcher(value); window.find();) {
			Duration wait = Duration.ofSeconds(Long.parseLong(window.group(2)));
			if (Long.parseLong(window.group(1)) == 0 && longest.filter(other -> other.compareTo(wait) >= 0).isEmpty()) {
				longest = Optional.of(wait);
			}
		}
		return longest;
	}

	Duration left(Kind kind, URI uri) {
		Long at = until.get(new Place(kind, Uris.origin(uri)));
		return at == null ? Duration.ZERO : new Deadline(at).left();
	}

	/**
	 * Waits for a while that is short; a longer one is the caller's.
	 *
	 * @param name whose server it is, for the message
	 * @throws com.burncloud.api.model.HubException of the kind RATE_LIMITED
	 */
	void await(Kind kind, URI uri, String name, Deadline deadline) {
		Duration wait = left(kind, uri);
		if (wait.isZero()) {
			return;
		}
		if (wait.compareTo(SHORT) > 0 || !deadline.allows(wait)) {
			throw Problems.patience(name, wait);
		}
		pause(wait, name);
	}

	static void pause(Duration wait, String name) {
		try {
			Thread.sleep(wait);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw Problems.unavailable("The request to " + name + " was given up, because the program stops.");
		}
	}
}
