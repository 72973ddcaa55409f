package com.burncloud.models.internal.hub;

import java.time.Duration;
import java.util.Optional;

import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubProblem.Kind;

/** What any hub means by a status, and what happened where none came. */
final class Problems {

	private Problems() {
	}

	static HubProblem ofStatus(String hub, int status) {
		if (status == 429) {
			return new HubProblem(Kind.RATE_LIMITED, hub + " asks for patience (429): too many requests in the last minutes.", Optional.empty());
		}
		if (status == 408 || status >= 500) {
			return new HubProblem(Kind.UNAVAILABLE, hub + " is out of order (" + status + "); try again later or choose another hub.", Optional.empty());
		}
		return new HubProblem(Kind.OTHER, hub + " answered with status " + status + ".", Optional.empty());
	}

	/** @param words the hub's own; blank where it said none */
	static HubProblem with(HubProblem problem, String words) {
		return words.isBlank() ? problem : new HubProblem(problem.kind(), problem.message() + " It says: " + words, problem.retryAfter());
	}

	static HubException unavailable(String message) {
		return new HubException(new HubProblem(Kind.UNAVAILABLE, message, Optional.empty()));
	}

	static HubException other(String message) {
		return new HubException(new HubProblem(Kind.OTHER, message, Optional.empty()));
	}

	static HubException patience(String hub, Duration wait) {
		long seconds = Math.max(1, Math.ceilDiv(wait.toMillis(), 1000));
		return new HubException(new HubProblem(Kind.RATE_LIMITED, hub + " asks for patience: the next request may be sent in " + seconds
				+ " s. A token raises the limit; another hub has its own.", Optional.of(Duration.ofSeconds(seconds))));
	}
}
