package com.burncloud.api.model;

import java.util.Objects;

/** A hub did not give what was asked for. The message is the problem's, a sentence for a person. */
public final class HubException extends RuntimeException {
	private static final long serialVersionUID = 1L;
	private final transient HubProblem problem;

	public HubException(HubProblem problem) {
		super(problem.message());
		this.problem = Objects.requireNonNull(problem);
	}

	public HubProblem problem() {
		return problem;
	}
}
