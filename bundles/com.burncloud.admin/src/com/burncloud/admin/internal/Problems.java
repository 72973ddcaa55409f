package com.burncloud.admin.internal;

import java.util.Locale;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.DiskException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubProblem;
import com.google.gson.JsonObject;

/** The one place where a failure becomes an answer. */
final class Problems {
	private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

	private static final Pattern LONG_VALUE = Pattern.compile("'([^']{200})[^']+'");

	private Problems() {
	}

	static Problem of(Throwable failure, String request) {
		return switch (failure) {
		case Problem problem -> problem;
		case InvalidFieldException invalid -> Problem.field(invalid.field(), invalid.getMessage());
		case UnknownIdException unknown -> Problem.of(404, "not_found", unknown.getMessage());
		case HubException hub -> of(hub.problem());
		case ConflictException conflict -> Problem.of(409, "conflict", conflict.getMessage());
		case DiskException disk -> Problem.of(507, "not_written", disk.getMessage());
		default -> {
			LOG.error("{} failed", request, failure);
			// What broke may hold a path, an SQL statement or a secret: it goes to the log and not to the client.
			yield Problem.of(500, "internal_error", "The server failed to answer " + request + "; its log says why.");
		}
		};
	}

	/** The code tells the kind, so that a client far away has all that a near one has. */
	private static Problem of(HubProblem problem) {
		int status = switch (problem.kind()) {
		case NO_REPOSITORY, NO_REVISION, NO_FILE -> 404;
		case GATED, TOKEN_REFUSED -> 403;
		case RATE_LIMITED -> 429;
		case UNAVAILABLE, OTHER -> 502;
		};
		return Problem.later(status, "hub_" + problem.kind().name().toLowerCase(Locale.ROOT), problem.message(), problem.retryAfter());
	}

	/** Messages repeat what was sent, so that people find it; a novel they need not find again. */
	private static String shortened(String message) {
		return LONG_VALUE.matcher(message).replaceAll("'$1…'");
	}

	static JsonObject json(Problem problem) {
		JsonObject error = new JsonObject();
		error.addProperty("code", problem.code());
		error.addProperty("message", shortened(problem.getMessage()));
		if (!problem.field().isEmpty()) {
			error.addProperty("field", problem.field());
		}
		problem.retryAfter().ifPresent(pause -> error.addProperty("retryAfterMillis", pause.toMillis()));
		JsonObject body = new JsonObject();
		body.add("error", error);
		return body;
	}
}
