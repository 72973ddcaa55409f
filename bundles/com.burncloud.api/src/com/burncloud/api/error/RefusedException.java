package com.burncloud.api.error;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A data-plane request is declined. Cheap to throw: it carries no stack trace, for it is an answer and not a defect. */
public final class RefusedException extends Exception {
	private static final long serialVersionUID = 1L;

	private final RefusalCode code;
	private final transient Duration retryAfter;

	/** @param message what happened, with which value, and what to do; shown to the client as it is */
	public RefusedException(RefusalCode code, String message) {
		this(code, message, Optional.empty());
	}

	/** @param retryAfter when the client may try again; becomes {@code retry-after} */
	public RefusedException(RefusalCode code, String message, Optional<Duration> retryAfter) {
		super(Objects.requireNonNull(message), null, false, false);
		this.code = Objects.requireNonNull(code);
		this.retryAfter = retryAfter.orElse(null);
	}

	public RefusalCode code() {
		return code;
	}

	public Optional<Duration> retryAfter() {
		return Optional.ofNullable(retryAfter);
	}
}
