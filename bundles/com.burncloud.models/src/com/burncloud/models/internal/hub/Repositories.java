package com.burncloud.models.internal.hub;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.HubAnswer;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubPage;
import com.burncloud.api.model.HubRequest;
import com.burncloud.api.model.ModelHub;

/** Lists what repositories hold. Any thread but the UI's; waits for the network, half a minute at most. */
@Component(service = Repositories.class)
public final class Repositories {
	static final Duration LIMIT = Duration.ofSeconds(30);
	private static final int MAX_PAGES = 100;

	/**
	 * All files of a repository.
	 *
	 * @param revision the commit that was listed; what was asked for where the hub has no commits
	 * @param page for the browser
	 */
	public record Listing(String hub, String repository, String revision, URI page, List<HubFile> files) {

		public Listing {
			files = List.copyOf(files);
		}

		public Optional<HubFile> file(String path) {
			return files.stream().filter(file -> file.path().equals(path)).findFirst();
		}
	}

	private final HubSet hubs;
	private final HubClient client;

	@Activate
	public Repositories(@Reference HubSet hubs, @Reference HubClient client) {
		this.hubs = hubs;
		this.client = client;
	}

	/**
	 * Lists a revision, pinned to the commit that it is now.
	 *
	 * @param hub its id
	 * @param revision blank: the hub's main one
	 * @throws com.burncloud.api.model.HubException when the hub cannot or will not
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such hub
	 * @throws InvalidFieldException when the repository's name cannot be one
	 */
	public Listing list(String hub, String repository, String revision) {
		return list(hubs.hub(hub), repository, revision, Deadline.in(LIMIT));
	}

	Listing list(ModelHub hub, String repository, String revision, Deadline deadline) {
		if (!repository.matches("[^/\\s]+(/[^/\\s]+)?") || List.of(repository.split("/")).stream().anyMatch(part -> part.matches("\\.{1,2}"))) {
			throw new InvalidFieldException("repository", "'" + repository + "' is no repository; expected owner/name.");
		}
		Optional<HubRequest> asked = Strangers.call(hub, () -> hub.commit(repository, revision));
		String commit = revision;
		if (asked.isPresent()) {
			HubAnswer answer = client.ask(hub, asked.get(), repository, deadline);
			commit = Strangers.call(hub, () -> hub.commit(answer));
		}
		URI page = Strangers.call(hub, () -> hub.page(repository));
		return new Listing(hub.info().id(), repository, commit, page, files(hub, repository, commit, deadline));
	}

	private List<HubFile> files(ModelHub hub, String repository, String commit, Deadline deadline) {
		List<HubFile> files = new ArrayList<>();
		Optional<HubRequest> next = Optional.of(Strangers.call(hub, () -> hub.files(repository, commit)));
		for (int page = 0; next.isPresent(); page++) {
			if (page == MAX_PAGES) {
				throw Problems.other("The list of files of '" + repository + "' does not end: " + files.size() + " files on " + MAX_PAGES + " pages.");
			}
			HubAnswer answer = client.ask(hub, next.get(), repository, deadline);
			HubPage<HubFile> read = Strangers.call(hub, () -> hub.files(answer));
			files.addAll(read.items());
			next = read.next();
		}
		return files;
	}
}
