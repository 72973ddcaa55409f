package com.burncloud.models.internal.server;

import com.burncloud.api.model.DeployOptions;
import com.burncloud.models.internal.library.Shelved;

/** Reckons how much main memory a model takes. */
@FunctionalInterface
interface MemoryNeed {

	/** The weights alone. */
	MemoryNeed FILES = (model, options) -> model.sizeBytes();

	long bytes(Shelved model, DeployOptions options);
}
