package com.burncloud.admin.internal;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The one error on the way out: a status and {@code {error: {code, message, field, retryAfterMillis}}}. An answer, not a defect, hence without a stack trace. */
final class Problem extends RuntimeException {
	private static final long serialVersionUID = 1L;

	private final int status;
	private final String code;
	private final String field;
	private final transient Optional<Duration> retryAfter;

	private Problem(int status, String code, String message, String field, Optional<Duration> retryAfter) {
		super(Objects.requireNonNull(message), null, false, false);
		this.status = status;
		this.code = code;
		this.field = field;
		this.retryAfter = retryAfter;
	}

	static Problem of(int status, String code, String message) {
		return new Problem(status, code, message, "", Optional.empty());
	}

	/** A field of the body, or a parameter of the query, that cannot be. */
	static Problem field(String field, String message) {
		return new Problem(400, "invalid_field", message, field, Optional.empty());
	}

	static Problem unknown(String kind, String id) {
		return of(404, "not_found", "There is no " + kind + " '" + id + "'.");
	}

	/** A bundle that is stopped. */
	static Problem away(String what) {
		return of(503, "service_unavailable", "The " + what + " service is not running; start its bundle, or wait until its update is done.");
	}

	/** @param retryAfter when another try may succeed, where that is known */
	static Problem later(int status, String code, String message, Optional<Duration> retryAfter) {
		return new Problem(status, code, message, "", retryAfter);
	}

	int status() {
		return status;
	}

	String code() {
		return code;
	}

	/** Empty when no single field is to blame. */
	String field() {
		return field;
	}

	Optional<Duration> retryAfter() {
		return retryAfter;
	}
}
