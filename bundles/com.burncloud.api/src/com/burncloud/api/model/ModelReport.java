package com.burncloud.api.model;

import java.util.Objects;

/** What a model is, and whether it runs here. */
public record ModelReport(ModelFacts facts, Fit fit, Machine machine) {

	public ModelReport {
		Objects.requireNonNull(facts);
		Objects.requireNonNull(fit);
		Objects.requireNonNull(machine);
	}
}
