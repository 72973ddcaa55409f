package com.burncloud.api.provider;

import java.util.List;
import java.util.Objects;

/**
 * A jar in {@code providers/}.
 *
 * @param name without {@code .jar}, by which it is removed
 * @param bundle symbolic name of its bundle
 * @param version of its bundle
 * @param sha256 lower-case hexadecimal; empty when the file is gone already
 * @param brings what is there of it now; none when its bundle does not run
 */
public record InstalledJar(String name, String bundle, String version, String sha256, List<Brought> brings) {

	public InstalledJar {
		Objects.requireNonNull(name);
		Objects.requireNonNull(bundle);
		Objects.requireNonNull(version);
		Objects.requireNonNull(sha256);
		brings = List.copyOf(brings);
	}

	/**
	 * One thing that a jar brings.
	 *
	 * @param kind {@code provider} or {@code hub}; more may come
	 * @param id its word in the API: the type of channel, the id of the hub
	 */
	public record Brought(String kind, String id) {
		public Brought {
			Objects.requireNonNull(kind);
			Objects.requireNonNull(id);
		}
	}
}
