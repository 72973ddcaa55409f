package com.burncloud.api.model;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Fetches models. A file that is there is whole and has the hub's hash; whatever happens before, it is not there. Survives the end of the program: what was
 * running goes on with the next start. Any thread but the UI's; {@link #start} asks the hub and waits, half a minute at most, the others milliseconds.
 * Each change posts an event of {@code com/burncloud/download/*}, progress at most twice a second.
 */
@ProviderType
public interface DownloadService {

	/** All that are not finished, and those that finished or failed since the start; in the order of the queue. */
	List<Download> list();

	Optional<Download> find(String id);

	/**
	 * Begins, or queues.
	 *
	 * @throws HubException when the hub cannot or will not tell about the file
	 * @throws com.burncloud.api.error.InvalidFieldException when the file is no GGUF file of the repository, or the disk has not the room
	 * @throws com.burncloud.api.error.ConflictException when the same file is being downloaded or is there already
	 */
	Download start(DownloadRequest request);

	/** @throws com.burncloud.api.error.UnknownIdException when there is no such download */
	Download pause(String id);

	/**
	 * Goes on with what is there.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such download
	 * @throws com.burncloud.api.error.ConflictException when it is completed
	 */
	Download resume(String id);

	/**
	 * Stops it and removes what was fetched; a completed one is only taken off the list.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such download
	 */
	void remove(String id);
}
