package com.burncloud.models.internal.hub;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.burncloud.api.model.HubAnswer;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubFormatException;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubPage;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.HubRequest;
import com.burncloud.api.model.ModelHub;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** The protocol of Hugging Face, at any endpoint that speaks it. */
class HuggingFace implements ModelHub {
	static final String MAIN = "main";
	private static final String EXPAND = "&expand[]=downloads&expand[]=likes&expand[]=gated&expand[]=lastModified&expand[]=tags&expand[]=gguf&expand[]=usedStorage"
			.replace("[]", "%5B%5D");
	private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*rel=\"?next\"?");
	private static final String LICENSE = "license:";

	private final HubInfo info;

	HuggingFace(HubInfo info) {
		this.info = info;
	}

	@Override
	public HubInfo info() {
		return info;
	}

	@Override
	public HubRequest search(HubQuery query) {
		String sort = switch (query.order()) {
		case DOWNLOADS -> "downloads";
		case LIKES -> "likes";
		case UPDATED -> "lastModified";
		};
		return get("/api/models?search=" + Uris.part(query.text().strip()) + "&filter=gguf&sort=" + sort + "&limit=" + query.limit() + EXPAND);
	}

	@Override
	public HubPage<HubModel> models(HubAnswer answer) throws HubFormatException {
		List<HubModel> models = new ArrayList<>();
		for (JsonObject item : Answers.objects(Answers.array(answer))) {
			String id = Answers.text(item, "id").orElseThrow(() -> Answers.unexpected(answer, "models with an id"));
			OptionalLong parameters = Answers.member(item, "gguf").map(gguf -> Answers.size(gguf, "total")).orElse(OptionalLong.empty());
			models.add(new HubModel(info.id(), id, Answers.number(item, "downloads").orElse(0), Answers.number(item, "likes").orElse(0), parameters,
					Answers.size(item, "usedStorage"), license(item), Answers.truth(item, "gated"), Answers.time(item, "lastModified")));
		}
		return new HubPage<>(models, next(answer));
	}

	private static Optional<String> license(JsonObject item) {
		if (item.has("tags") && item.get("tags").isJsonArray()) {
			for (var tag : item.getAsJsonArray("tags")) {
				if (tag instanceof JsonPrimitive text && text.getAsString().startsWith(LICENSE)) {
					return Optional.of(text.getAsString().substring(LICENSE.length()));
				}
			}
		}
		return Optional.empty();
	}

	@Override
	public Optional<HubRequest> commit(String repository, String revision) {
		return Optional.of(get("/api/models/" + Uris.path(repository) + "/revision/" + Uris.part(revision.isBlank() ? MAIN : revision) + "?expand%5B%5D=sha"));
	}

	@Override
	public String commit(HubAnswer answer) throws HubFormatException {
		return Answers.text(Answers.object(answer), "sha").orElseThrow(() -> Answers.unexpected(answer, "an object with sha"));
	}

	@Override
	public HubRequest files(String repository, String revision) {
		return get("/api/models/" + Uris.path(repository) + "/tree/" + Uris.part(revision.isBlank() ? MAIN : revision) + "?recursive=true");
	}

	@Override
	public HubPage<HubFile> files(HubAnswer answer) throws HubFormatException {
		List<HubFile> files = new ArrayList<>();
		for (JsonObject entry : Answers.objects(Answers.array(answer))) {
			if (Answers.text(entry, "type").filter("file"::equals).isPresent()) {
				String path = Answers.text(entry, "path").orElseThrow(() -> Answers.unexpected(answer, "files with a path"));
				Optional<JsonObject> lfs = Answers.member(entry, "lfs"); // without it oid is git's hash, a SHA-1 of something else
				long size = lfs.map(each -> Answers.number(each, "size")).filter(OptionalLong::isPresent).orElseGet(() -> Answers.number(entry, "size"))
						.orElseThrow(() -> Answers.unexpected(answer, "files with a size"));
				files.add(new HubFile(path, size, lfs.flatMap(each -> Answers.text(each, "oid")).flatMap(Answers::sha256)));
			}
		}
		return new HubPage<>(files, next(answer));
	}

	/** The next page is asked of this endpoint, whatever host the answer names: mirrors repeat their original's address. */
	private Optional<HubRequest> next(HubAnswer answer) throws HubFormatException {
		Matcher link = NEXT.matcher(String.join(", ", answer.headers().getOrDefault("link", List.of())));
		if (!link.find()) {
			return Optional.empty();
		}
		try {
			return Optional.of(HubRequest.get(Uris.at(info.endpoint(), answer.uri().resolve(Uris.lenient(link.group(1))))));
		} catch (IllegalArgumentException e) {
			throw new HubFormatException("The next page's address cannot be read: " + link.group(1));
		}
	}

	@Override
	public HubRequest content(String repository, String revision, String path) {
		return get("/" + Uris.path(repository) + "/resolve/" + Uris.part(revision.isBlank() ? MAIN : revision) + "/" + Uris.path(path));
	}

	@Override
	public HubProblem problem(HubAnswer answer, String repository) {
		return HuggingFaceProblems.of(info, answer, repository, page(repository));
	}

	@Override
	public URI page(String repository) {
		return URI.create(info.endpoint() + "/" + Uris.path(repository));
	}

	private HubRequest get(String target) {
		return HubRequest.get(URI.create(info.endpoint() + target));
	}
}
