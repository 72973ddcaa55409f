package com.burncloud.api.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A download as it stands.
 *
 * @param file the first of {@code files}
 * @param bytesDone on the disk
 * @param bytesPerSecond over the last seconds; 0 when it is not running
 * @param error why it failed, why it waits, or, when it is completed, what could not be checked; one English sentence
 * @param retryAt when it goes on by itself
 * @param modelId of the model that it became
 */
public record Download(String id, String hub, String repository, String revision, String file, List<String> files, State state, long bytesDone, long bytesTotal,
		long bytesPerSecond, OptionalLong millisLeft, Optional<String> error, Optional<Instant> retryAt, Optional<String> modelId, Instant createdAt) {

	public enum State {
		/** Another one is running; it begins by itself. */
		QUEUED, RUNNING,
		/** The hub asked for patience, or the network is away: it goes on by itself at {@link Download#retryAt}. */
		WAITING, PAUSED,
		/** All bytes are there and are being compared with the hub's hash. */
		VERIFYING, COMPLETED,
		/** It will not go on by itself; {@code resume} tries again with what is there. */
		FAILED
	}

	public Download {
		Objects.requireNonNull(id);
		Objects.requireNonNull(hub);
		Objects.requireNonNull(repository);
		Objects.requireNonNull(revision);
		Objects.requireNonNull(file);
		files = List.copyOf(files);
		Objects.requireNonNull(state);
		Objects.requireNonNull(millisLeft);
		Objects.requireNonNull(error);
		Objects.requireNonNull(retryAt);
		Objects.requireNonNull(modelId);
		Objects.requireNonNull(createdAt);
	}
}
