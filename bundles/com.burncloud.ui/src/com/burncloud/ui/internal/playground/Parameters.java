package com.burncloud.ui.internal.playground;

import java.util.Optional;
import java.util.OptionalInt;

/** How a model is asked; empty: as the model has it. */
record Parameters(Optional<Double> temperature, Optional<Double> topP, OptionalInt maxTokens, String system) {
	static final Parameters NONE = new Parameters(Optional.empty(), Optional.empty(), OptionalInt.empty(), "");
}
