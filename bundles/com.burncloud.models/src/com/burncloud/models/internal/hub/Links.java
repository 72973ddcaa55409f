package com.burncloud.models.internal.hub;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Where the bytes of files lie, for some minutes: so the many pieces of a file cost its hub one request, and not one each. Any thread. */
final class Links {
	/** Less than any link lives; a revision that is no commit may mean another file afterwards. */
	static final Duration KEPT = Duration.ofMinutes(5);

	/**
	 * What the hub said.
	 *
	 * @param uri signed: it must not be shown
	 * @param sha256 of the file
	 * @param totalBytes of the file
	 */
	record Link(URI uri, Optional<String> sha256, OptionalLong totalBytes, Deadline until) {
	}

	private final Map<FileAddress, Link> links = new ConcurrentHashMap<>();

	Optional<Link> find(FileAddress address) {
		return Optional.ofNullable(links.get(address)).filter(link -> !link.until().over());
	}

	void put(FileAddress address, Link link) {
		links.values().removeIf(other -> other.until().over());
		links.put(address, link);
	}

	/** Another thread may have put a newer one, which stays. */
	void forget(FileAddress address, Link link) {
		links.remove(address, link);
	}
}
