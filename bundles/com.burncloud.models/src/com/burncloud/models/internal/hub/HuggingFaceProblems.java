package com.burncloud.models.internal.hub;

import java.net.URI;
import java.util.Optional;

import com.burncloud.api.model.HubAnswer;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubProblem.Kind;

/** What Hugging Face means by its refusals: {@code X-Error-Code} says more than the status. */
final class HuggingFaceProblems {

	private HuggingFaceProblems() {
	}

	static HubProblem of(HubInfo hub, HubAnswer answer, String repository, URI page) {
		String name = hub.name("en");
		String words = answer.header("x-error-message").orElse("");
		return switch (answer.header("x-error-code").orElse("")) {
		case "RepoNotFound" -> problem(Kind.NO_REPOSITORY, name + " has no repository '" + repository + "', or it is private; check the name"
				+ (hub.mirror() ? ". A mirror is never shown a token." : ", or set a token (HF_TOKEN) that may see it."));
		case "RevisionNotFound" -> Problems
				.with(problem(Kind.NO_REVISION, "The repository '" + repository + "' on " + name + " has no such revision; leave it empty for the newest."), words);
		case "EntryNotFound" -> problem(Kind.NO_FILE, "The repository '" + repository + "' on " + name + " has no such file any more; list its files again.");
		case "GatedRepo" -> problem(Kind.GATED, gated(hub, answer, repository, page));
		default -> Problems.with(byStatus(hub, answer, repository), words);
		};
	}

	private static String gated(HubInfo hub, HubAnswer answer, String repository, URI page) {
		if (hub.mirror()) {
			return "The repository '" + repository + "' needs a licence click, and " + hub.name("en") + " is a mirror, which is never shown a token; "
					+ "accept the terms on Hugging Face and choose the hub huggingface.";
		}
		return "The repository '" + repository + "' needs a licence click at " + page + (answer.status() == 401
				? ", and a token (HF_TOKEN) of the account that did it."
				: "; the account of the token that was sent (HF_TOKEN) has not been given access yet.");
	}

	private static HubProblem byStatus(HubInfo hub, HubAnswer answer, String repository) {
		String name = hub.name("en");
		String subject = repository.isEmpty() ? "" : " for '" + repository + "'";
		return switch (answer.status()) {
		case 401, 403 -> problem(Kind.TOKEN_REFUSED, name + " refuses access" + subject + " (" + answer.status() + "); check the token (HF_TOKEN).");
		case 404 -> problem(Kind.NO_REPOSITORY, name + " has nothing" + subject + " (404).");
		default -> Problems.ofStatus(name, answer.status());
		};
	}

	private static HubProblem problem(Kind kind, String message) {
		return new HubProblem(kind, message, Optional.empty());
	}
}
