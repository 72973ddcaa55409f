package com.burncloud.ui.internal.models;

import java.util.List;
import java.util.Optional;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.server.Server;

/** The models of a gateway's machine and those that are on their way. */
record Stock(List<LocalModel> models, List<Download> downloads) {
	static final Stock NONE = new Stock(List.of(), List.of());

	/** Asks the server; not for the UI thread. */
	static Stock of(Server server) {
		return new Stock(server.models().list(), server.downloads().list());
	}

	Optional<LocalModel> model(String id) {
		return models.stream().filter(each -> each.id().equals(id)).findFirst();
	}

	/** Those that are not models yet. */
	List<Download> underWay() {
		return downloads.stream().filter(each -> each.state() != Download.State.COMPLETED).toList();
	}

	/** The latest download of a file. */
	Optional<Download> download(String hub, String repository, String file) {
		return downloads.stream().filter(each -> each.hub().equals(hub) && each.repository().equals(repository) && each.files().contains(file)).reduce((former, later) -> later);
	}

	/** The model that a file of a repository has become. */
	Optional<LocalModel> model(String hub, String repository, String file) {
		return download(hub, repository, file).flatMap(Download::modelId).flatMap(this::model)
				.or(() -> models.stream().filter(each -> each.origin().equals(hub + ":" + repository) && Words.name(each.file()).equals(Words.name(file))).findFirst());
	}

	/** What could not be checked of a model that was downloaded. */
	Optional<String> doubt(LocalModel model) {
		return downloads.stream().filter(each -> each.state() == Download.State.COMPLETED && each.modelId().equals(Optional.of(model.id()))).findFirst().flatMap(Download::error);
	}

	boolean empty() {
		return models.isEmpty() && underWay().isEmpty();
	}

	/** Whether something moves that has no events, or seldom. */
	boolean lively() {
		return models.stream().anyMatch(each -> switch (each.deployment().state()) {
		case QUEUED, STARTING, RUNNING -> true;
		default -> false;
		}) || downloads.stream().anyMatch(each -> switch (each.state()) {
		case RUNNING, WAITING, VERIFYING -> true;
		default -> false;
		});
	}
}
