package com.burncloud.api.model;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A repository's GGUF files.
 *
 * @param revision the commit that was listed, so that a download takes what was seen; blank, which means the hub's main one, where it has no commits
 * @param page for the browser
 * @param variants models first, by size; then projectors
 */
public record HubListing(String hub, String repository, String revision, URI page, List<Variant> variants) {

	public HubListing {
		Objects.requireNonNull(hub);
		Objects.requireNonNull(repository);
		Objects.requireNonNull(revision);
		Objects.requireNonNull(page);
		variants = List.copyOf(variants);
	}
}
