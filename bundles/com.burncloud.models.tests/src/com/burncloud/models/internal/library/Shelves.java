package com.burncloud.models.internal.library;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** Libraries for tests. */
public final class Shelves {
	public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

	private Shelves() {
	}

	/** Looks at first bytes only. */
	public static Shelf open(Path folder) {
		return new Shelf(folder, new Magic(), InstantSource.fixed(NOW));
	}
}
