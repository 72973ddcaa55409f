package com.burncloud.models.internal.download;

import java.time.Duration;
import java.util.Optional;

import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubProblem;

/** Why bytes do not come. The message is one English sentence. */
final class Trouble extends Exception {
	private static final long serialVersionUID = 1L;

	enum Kind {
		/** Another try may help. */
		PASSING,
		/** This hub will not give the file; another one may. */
		REFUSED,
		/** What the hub gives is another file than the one that was begun. */
		CHANGED,
		/** The disk takes no more. */
		DISK,
		/** Neither patience nor another hub helps. */
		FATAL
	}

	private final Kind kind;
	private final transient Optional<Duration> retryAfter;

	Trouble(Kind kind, String message) {
		this(kind, message, Optional.empty());
	}

	private Trouble(Kind kind, String message, Optional<Duration> retryAfter) {
		super(message, null, false, false);
		this.kind = kind;
		this.retryAfter = retryAfter;
	}

	static Trouble of(HubException e) {
		HubProblem problem = e.problem();
		return switch (problem.kind()) {
		case RATE_LIMITED, UNAVAILABLE -> new Trouble(Kind.PASSING, problem.message(), problem.retryAfter());
		default -> new Trouble(Kind.REFUSED, problem.message());
		};
	}

	Kind kind() {
		return kind;
	}

	Optional<Duration> retryAfter() {
		return retryAfter;
	}
}
