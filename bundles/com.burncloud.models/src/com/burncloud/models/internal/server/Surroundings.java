package com.burncloud.models.internal.server;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The system that the gateway runs on.
 *
 * @param os {@code os.name}
 * @param userHome the user's folder
 * @param variables the environment
 */
record Surroundings(String os, Path userHome, Map<String, String> variables) {

	static Surroundings own() {
		return new Surroundings(System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")), System.getenv());
	}

	boolean windows() {
		return os.toLowerCase(Locale.ROOT).startsWith("windows");
	}

	boolean mac() {
		return os.toLowerCase(Locale.ROOT).startsWith("mac");
	}

	Optional<String> variable(String name) {
		return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
	}

	String[] path() {
		String value = variables.getOrDefault("PATH", variables.getOrDefault("Path", ""));
		return Arrays.stream(value.split(Pattern.quote(windows() ? ";" : ":"))).map(String::strip).filter(entry -> !entry.isEmpty()).toArray(String[]::new);
	}
}
