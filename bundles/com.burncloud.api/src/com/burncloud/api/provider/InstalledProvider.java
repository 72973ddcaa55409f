package com.burncloud.api.provider;

import java.util.Objects;

/**
 * A type that is installed.
 *
 * @param name of the jar in {@code providers/} without {@code .jar}, by which it is removed; empty for a built-in one
 * @param bundle symbolic name of its bundle
 * @param version of its bundle
 * @param sha256 of the jar, lower-case hexadecimal; empty for a built-in one
 */
public record InstalledProvider(ProviderInfo info, String name, String bundle, String version, String sha256) {

	public InstalledProvider {
		Objects.requireNonNull(info);
		Objects.requireNonNull(name);
		Objects.requireNonNull(bundle);
		Objects.requireNonNull(version);
		Objects.requireNonNull(sha256);
	}
}
