package com.burncloud.models.internal.gguf;

import com.burncloud.api.model.Machine;

/** Knows the machine that the models run on. Any thread; may block for some seconds. */
@FunctionalInterface
public interface Machines {

	Machine machine();
}
