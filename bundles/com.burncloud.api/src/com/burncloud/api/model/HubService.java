package com.burncloud.api.model;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** Looks for models on the hubs that are installed. Any thread but the UI's: every call but {@link #hubs} waits for the network, half a minute at most. */
@ProviderType
public interface HubService {

	/** All hubs, the one that is asked by default first. Does not block. */
	List<HubInfo> hubs();

	/**
	 * Repositories with GGUF files.
	 *
	 * @param hub its id; blank: the one that the setting names, else the fastest that answers
	 * @throws HubException when the hub cannot or will not
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such hub
	 */
	List<HubModel> search(String hub, HubQuery query);

	/**
	 * What a repository holds for llama.cpp, shards as one.
	 *
	 * @throws HubException when the hub cannot or will not
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such hub
	 */
	HubListing files(String hub, String repository);

	/**
	 * Reads a file's header from the hub, a few megabytes at most, and says whether this machine can run it.
	 *
	 * @param file its path in the repository; of shards, any
	 * @throws HubException when the hub cannot or will not
	 * @throws com.burncloud.api.error.InvalidFieldException when the file is no GGUF; the message says what is wrong with it
	 */
	ModelReport inspect(String hub, String repository, String file, FitQuestion question);
}
