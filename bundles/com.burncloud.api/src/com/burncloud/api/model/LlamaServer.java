package com.burncloud.api.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The llama-server executable of this machine.
 *
 * @param path empty where none was found
 * @param version as it prints it
 * @param places that were looked at, first to last
 * @param error why the one that was found cannot be used; one English sentence
 */
public record LlamaServer(Optional<String> path, String version, List<String> places, Optional<String> error) {

	public LlamaServer {
		Objects.requireNonNull(path);
		Objects.requireNonNull(version);
		places = List.copyOf(places);
		Objects.requireNonNull(error);
	}
}
