package com.burncloud.api.model;

import java.net.URI;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place on the network where models lie. Register one service for each; a jar in {@code providers/} may bring one. It describes requests and reads answers:
 * sockets, redirects, tokens, rate limits and retries are the caller's. All methods: any thread, pure, no blocking.
 */
@ConsumerType
public interface ModelHub {

	/** The same on every call. */
	HubInfo info();

	/** The first page of a search for repositories with GGUF files. */
	HubRequest search(HubQuery query);

	/** Another way to ask for the same, tried when {@link #search} is answered with an error or with something else; the answer goes to {@link #models}, too. */
	default Optional<HubRequest> otherSearch(HubQuery query) {
		return Optional.empty();
	}

	/** @throws HubFormatException when the answer is not what this hub answers */
	HubPage<HubModel> models(HubAnswer answer) throws HubFormatException;

	/** Asks which commit a revision is now, so that all that follows is of one state; empty for a hub that has no commits. */
	default Optional<HubRequest> commit(String repository, String revision) {
		return Optional.empty();
	}

	/**
	 * The commit that an answer to {@link #commit} names.
	 *
	 * @throws HubFormatException when the answer is not what this hub answers
	 */
	default String commit(HubAnswer answer) throws HubFormatException {
		throw new HubFormatException("This hub has no commits.");
	}

	/** The first page of all files of a repository at a revision; a blank revision means the hub's main one. */
	HubRequest files(String repository, String revision);

	/** @throws HubFormatException when the answer is not what this hub answers */
	HubPage<HubFile> files(HubAnswer answer) throws HubFormatException;

	/** The bytes of a file. {@code Range} is the caller's to add; the hub may answer with a redirect. */
	HubRequest content(String repository, String revision, String path);

	/**
	 * What an answer other than 2xx or 3xx means.
	 *
	 * @param repository that was asked for; empty for a search
	 */
	HubProblem problem(HubAnswer answer, String repository);

	/** The page that a person opens in a browser, where licences are accepted. */
	URI page(String repository);
}
