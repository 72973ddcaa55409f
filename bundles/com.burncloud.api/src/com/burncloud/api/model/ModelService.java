package com.burncloud.api.model;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The models of this machine, and their llama-servers. Any thread but the UI's; reading does not block, the others wait for the disk. Starting and stopping
 * answer at once: the state tells how it goes on, and each change of it posts an event of {@code com/burncloud/model/*}.
 */
@ProviderType
public interface ModelService {

	/** All, by id. */
	List<LocalModel> list();

	Optional<LocalModel> find(String id);

	/**
	 * Takes in a GGUF file, all of a folder, or a Hugging Face cache, without copying.
	 *
	 * @param path absolute
	 * @return those that are new
	 * @throws com.burncloud.api.error.InvalidFieldException when there is no such path, or nothing that can be run
	 */
	List<LocalModel> adopt(String path);

	/**
	 * Stops it and removes its files; adopted ones stay where they are.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such model
	 */
	void delete(String id);

	/**
	 * Whether this machine can run it in another way.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such model
	 * @throws com.burncloud.api.error.InvalidFieldException when its header cannot be read
	 */
	ModelReport inspect(String id, FitQuestion question);

	/**
	 * Starts its llama-server; one that runs is stopped first. With {@link DeployOptions#onRequest} it only becomes callable.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such model
	 * @throws com.burncloud.api.error.InvalidFieldException for an option that cannot be, or that this build of llama-server does not have
	 * @throws com.burncloud.api.error.ConflictException when there is no llama-server, or the model's file is broken or gone
	 */
	LocalModel deploy(String id, DeployOptions options);

	/**
	 * Ends its llama-server: asks it, waits five seconds, then kills it.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such model
	 */
	LocalModel stop(String id);

	/**
	 * The last lines, at most 500, that its llama-server wrote, oldest first; of one that ended, too.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such model
	 */
	List<String> output(String id);

	/** Looks for the executable. */
	LlamaServer llamaServer();

	Machine machine();

	/** Files of downloads that nobody will finish, and how much room they take. */
	List<Leftover> leftovers();

	/** @throws com.burncloud.api.error.UnknownIdException when there is no such leftover */
	void removeLeftover(String name);

	/** A file or folder below {@code models/} that belongs to no model and no download. */
	record Leftover(String name, long sizeBytes) {
	}
}
