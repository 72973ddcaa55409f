package com.burncloud.api.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A file of a repository.
 *
 * @param path within the repository, with {@code /}
 * @param sha256 64 lower-case hexadecimal digits, where the hub tells
 */
public record HubFile(String path, long sizeBytes, Optional<String> sha256) {

	public HubFile {
		Objects.requireNonNull(path);
		Objects.requireNonNull(sha256);
	}
}
