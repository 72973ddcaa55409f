package com.burncloud.models.internal.server;

import java.util.function.Supplier;

import com.burncloud.api.model.Machine;

/** The main memory of the machine. */
interface Memory {

	long totalBytes();

	/** Available to programs now, caches counted as free. */
	long freeBytes();

	static Memory of(Supplier<Machine> machine) {
		return new Memory() {
			@Override
			public long totalBytes() {
				return machine.get().ramBytes();
			}

			@Override
			public long freeBytes() {
				return machine.get().ramFreeBytes();
			}
		};
	}
}
