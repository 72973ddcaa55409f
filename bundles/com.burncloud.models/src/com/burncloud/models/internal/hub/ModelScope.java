package com.burncloud.models.internal.hub;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.model.HubAnswer;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubFormatException;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubPage;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubProblem.Kind;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.HubRequest;
import com.burncloud.api.model.ModelHub;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** ModelScope (魔搭). Its revisions are branches and tags, so nothing can be pinned to a commit: the hashes tell when a file has changed. */
@Component(service = ModelHub.class)
public final class ModelScope implements ModelHub {
	private static final String MASTER = "master";

	private final HubInfo info;

	@Activate
	public ModelScope(@Reference Settings settings) {
		this(Uris.endpoint(settings.value(SettingKey.MODELSCOPE_ENDPOINT), "https://www.modelscope.cn"));
	}

	ModelScope(URI endpoint) {
		info = new HubInfo("modelscope", Map.of("en", "ModelScope", "zh", "魔搭 ModelScope"), endpoint, false);
	}

	@Override
	public HubInfo info() {
		return info;
	}

	/** The documented search knows no filter for libraries: the word finds what people call their repositories. */
	@Override
	public HubRequest search(HubQuery query) {
		String sort = switch (query.order()) {
		case DOWNLOADS -> "downloads";
		case LIKES -> "likes";
		case UPDATED -> "last_modified";
		};
		return get("/openapi/v1/models?search=" + Uris.part(words(query)) + "&sort=" + sort + "&page_number=1&page_size=" + query.limit());
	}

	private static String words(HubQuery query) {
		String text = query.text().strip();
		return text.toLowerCase(Locale.ROOT).contains("gguf") ? text : ("gguf " + text).strip();
	}

	/** What the site itself uses. */
	@Override
	public Optional<HubRequest> otherSearch(HubQuery query) {
		JsonObject body = new JsonObject();
		body.addProperty("Name", query.text().strip());
		body.addProperty("PageNumber", 1);
		body.addProperty("PageSize", query.limit());
		body.addProperty("SortBy", switch (query.order()) {
		case DOWNLOADS -> "DownloadsCount";
		case LIKES -> "StarsCount";
		case UPDATED -> "GmtModified";
		});
		body.addProperty("Target", "");
		JsonObject gguf = new JsonObject();
		gguf.addProperty("category", "libraries");
		gguf.addProperty("predicate", "contains");
		JsonArray values = new JsonArray();
		values.add("gguf");
		gguf.add("values", values);
		JsonArray criteria = new JsonArray();
		criteria.add(gguf);
		body.add("Criterion", criteria);
		body.add("SingleCriterion", new JsonArray());
		return Optional.of(new HubRequest("PUT", URI.create(info.endpoint() + "/api/v1/dolphin/models"), Map.of("Content-Type", "application/json"), body.toString()));
	}

	@Override
	public HubPage<HubModel> models(HubAnswer answer) throws HubFormatException {
		JsonObject envelope = Answers.object(answer);
		Optional<JsonObject> documented = Answers.member(envelope, "data").filter(data -> data.has("models"));
		if (documented.isPresent()) {
			return models(answer, documented.get().get("models") instanceof JsonArray models ? models : new JsonArray(), this::documented);
		}
		Optional<JsonObject> site = Answers.member(envelope, "Data").flatMap(data -> Answers.member(data, "Model"));
		if (site.isPresent()) {
			return models(answer, site.get().get("Models") instanceof JsonArray models ? models : new JsonArray(), this::ofSite);
		}
		throw Answers.unexpected(answer, "data.models or Data.Model.Models");
	}

	private interface Reading {
		Optional<HubModel> of(JsonObject item);
	}

	private static HubPage<HubModel> models(HubAnswer answer, JsonArray items, Reading reading) throws HubFormatException {
		List<HubModel> models = new ArrayList<>();
		for (JsonObject item : Answers.objects(items)) {
			models.add(reading.of(item).orElseThrow(() -> Answers.unexpected(answer, "models with a name")));
		}
		return new HubPage<>(models, Optional.empty()); // one page holds as many as may be asked for
	}

	private Optional<HubModel> documented(JsonObject item) {
		return Answers.text(item, "id").map(id -> new HubModel(info.id(), id, Answers.number(item, "downloads").orElse(0), Answers.number(item, "likes").orElse(0),
				Answers.size(item, "params"), Answers.size(item, "file_size"), Answers.text(item, "license"), Answers.truth(item, "gated"),
				Answers.time(item, "last_modified")));
	}

	private Optional<HubModel> ofSite(JsonObject item) {
		OptionalLong updated = Answers.size(item, "LastUpdatedTime");
		return Answers.text(item, "Path").flatMap(owner -> Answers.text(item, "Name").map(name -> owner + "/" + name))
				.map(id -> new HubModel(info.id(), id, Answers.number(item, "Downloads").orElse(0), Answers.number(item, "Stars").orElse(0), OptionalLong.empty(),
						Answers.size(item, "StorageSize"), Answers.text(item, "License"), Answers.truth(item, "ApprovalMode"),
						updated.isPresent() ? Optional.of(Instant.ofEpochSecond(updated.getAsLong())) : Optional.empty()));
	}

	@Override
	public HubRequest files(String repository, String revision) {
		return get("/api/v1/models/" + Uris.path(repository) + "/repo/files?Revision=" + revision(revision) + "&Recursive=True&Root=");
	}

	@Override
	public HubPage<HubFile> files(HubAnswer answer) throws HubFormatException {
		JsonArray files = Answers.member(Answers.object(answer), "Data").filter(data -> data.get("Files") instanceof JsonArray)
				.orElseThrow(() -> Answers.unexpected(answer, "Data.Files")).getAsJsonArray("Files");
		List<HubFile> found = new ArrayList<>();
		for (JsonObject file : Answers.objects(files)) {
			if (Answers.text(file, "Type").filter("tree"::equals).isEmpty()) {
				String path = Answers.text(file, "Path").orElseThrow(() -> Answers.unexpected(answer, "files with a Path"));
				found.add(new HubFile(path, Answers.number(file, "Size").orElseThrow(() -> Answers.unexpected(answer, "files with a Size")),
						Answers.text(file, "Sha256").flatMap(Answers::sha256)));
			}
		}
		return new HubPage<>(found, Optional.empty());
	}

	@Override
	public HubRequest content(String repository, String revision, String path) {
		return get("/api/v1/models/" + Uris.path(repository) + "/repo?Revision=" + revision(revision) + "&FilePath=" + Uris.part(path));
	}

	private static String revision(String revision) {
		return Uris.part(revision.isBlank() ? MASTER : revision);
	}

	@Override
	public HubProblem problem(HubAnswer answer, String repository) {
		String words = said(answer);
		return Problems.with(switch (answer.status()) {
		case 401, 403 -> new HubProblem(Kind.GATED, "ModelScope does not give '" + repository + "' to everybody; ask for access at " + page(repository)
				+ ", or take another hub.", Optional.empty());
		case 404 -> new HubProblem(words.contains("revision") ? Kind.NO_REVISION : words.contains("file") ? Kind.NO_FILE : Kind.NO_REPOSITORY,
				"ModelScope has nothing for '" + repository + "' (404); check the name.", Optional.empty());
		default -> Problems.ofStatus("ModelScope", answer.status());
		}, words);
	}

	private static String said(HubAnswer answer) {
		try {
			JsonObject envelope = Answers.object(answer);
			return Answers.text(envelope, "Message").or(() -> Answers.text(envelope, "message")).orElse("");
		} catch (HubFormatException noEnvelope) {
			return "";
		}
	}

	@Override
	public URI page(String repository) {
		return URI.create(info.endpoint() + "/models/" + Uris.path(repository));
	}

	private HubRequest get(String target) {
		return HubRequest.get(URI.create(info.endpoint() + target));
	}
}
