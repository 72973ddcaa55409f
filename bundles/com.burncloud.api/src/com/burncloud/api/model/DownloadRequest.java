package com.burncloud.api.model;

import java.util.Objects;

/**
 * What to fetch.
 *
 * @param hub its id; blank: as for a search
 * @param file path in the repository; of shards any, all are fetched
 * @param revision blank: the hub's main one
 */
public record DownloadRequest(String hub, String repository, String file, String revision) {

	public DownloadRequest {
		Objects.requireNonNull(hub);
		Objects.requireNonNull(repository);
		Objects.requireNonNull(file);
		Objects.requireNonNull(revision);
	}
}
