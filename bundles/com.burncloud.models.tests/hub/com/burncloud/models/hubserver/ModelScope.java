package com.burncloud.models.hubserver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The API of ModelScope, as far as clients that look for models use it. */
final class ModelScope implements Listener.Handler {
	private static final Pattern MODEL = Pattern.compile("/api/v1/models/([^/]+/[^/]+)(/repo/files|/repo|/revisions)?");
	private static final Pattern RESOLVE = Pattern.compile("/models/([^/]+/[^/]+)/resolve/([^/]+)/(.+)");
	private static final Pattern FIELD = Pattern.compile("\"(Name|PageNumber|PageSize|SortBy)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\d+))");

	private final HubServer hub;

	ModelScope(HubServer hub) {
		this.hub = hub;
	}

	@Override
	public void answer(Request request, Reply reply) throws IOException {
		Matcher model = MODEL.matcher(request.path());
		Matcher resolve = RESOLVE.matcher(request.path());
		if (request.path().equals("/openapi/v1/models") && hub.modelScopeOpenApi()) {
			search(request, reply);
		} else if (request.path().equals("/api/v1/dolphin/models") && request.method().equals("PUT")) {
			siteSearch(request, reply);
		} else if (model.matches()) {
			model(request, reply, model.group(1), model.group(2) == null ? "" : model.group(2));
		} else if (resolve.matches()) {
			content(request, reply, resolve.group(1), resolve.group(2), resolve.group(3));
		} else {
			refuse(reply, 404, 10010200001L, "404 page not found");
		}
	}

	private void search(Request request, Reply reply) throws IOException {
		List<Repository> found = found(request.parameter("search").orElse(""), request.parameter("sort").orElse(""));
		int size = Integer.parseInt(request.parameter("page_size").orElse("10"));
		List<Object> models = page(found, Integer.parseInt(request.parameter("page_number").orElse("1")), size).stream()
				.<Object>map(repository -> Json.object("id", repository.id(), "display_name", repository.id().split("/")[1], "downloads", repository.downloads, "likes",
						repository.likes, "license", repository.license, "params", repository.parameters, "file_size", repository.sizeBytes(), "tasks",
						List.of("text-generation"), "created_at", repository.updatedAt.toString(), "last_modified", repository.updatedAt.toString()))
				.toList();
		reply.json(200, Json.object("success", true, "data", Json.object("models", models, "total_count", found.size(), "page_number", 1, "page_size", size), "request_id",
				"1"));
	}

	private void siteSearch(Request request, Reply reply) throws IOException {
		Map<String, String> fields = new HashMap<>();
		for (Matcher field = FIELD.matcher(request.body()); field.find();) {
			fields.put(field.group(1), field.group(2) == null ? field.group(3) : field.group(2));
		}
		List<Repository> found = found(fields.getOrDefault("Name", ""), fields.getOrDefault("SortBy", ""));
		int size = Integer.parseInt(fields.getOrDefault("PageSize", "10"));
		List<Object> models = page(found, Integer.parseInt(fields.getOrDefault("PageNumber", "1")), size).stream()
				.<Object>map(repository -> Json.object("Path", repository.id().split("/")[0], "Name", repository.id().split("/")[1], "Downloads", repository.downloads,
						"Stars", repository.likes, "License", repository.license, "StorageSize", repository.sizeBytes(), "LastUpdatedTime",
						repository.updatedAt.getEpochSecond(), "Libraries", List.of("gguf")))
				.toList();
		envelope(reply, Json.object("Model", Json.object("Models", models, "TotalCount", found.size())));
	}

	private List<Repository> found(String text, String sort) {
		Stream<Repository> found = hub.repositories().stream().filter(repository -> !repository.hidden);
		for (String word : text.toLowerCase(Locale.ROOT).split(" ")) {
			found = found.filter(repository -> repository.id().toLowerCase(Locale.ROOT).contains(word) || word.equals("gguf") && repository.hasGguf());
		}
		Comparator<Repository> order = switch (sort) {
		case "downloads", "DownloadsCount" -> Comparator.comparingLong(repository -> -repository.downloads);
		case "likes", "StarsCount" -> Comparator.comparingLong(repository -> -repository.likes);
		case "last_modified", "GmtModified" -> Comparator.comparing((Repository repository) -> repository.updatedAt).reversed();
		default -> Comparator.comparing(Repository::id);
		};
		return found.sorted(order).toList();
	}

	private static List<Repository> page(List<Repository> all, int number, int size) {
		return all.stream().skip((number - 1L) * size).limit(size).toList();
	}

	private void model(Request request, Reply reply, String id, String what) throws IOException {
		Optional<Repository> repository = hub.repository(id).filter(each -> !each.hidden);
		String revision = request.parameter("Revision").orElse("master");
		if (what.equals("/repo")) {
			content(request, reply, id, revision, request.parameter("FilePath").orElse(""));
			return;
		}
		Optional<String> commit = repository.flatMap(each -> each.commit(revision));
		if (repository.isEmpty()) {
			refuse(reply, 404, 10010205001L, "record not found");
		} else if (commit.isEmpty()) {
			refuse(reply, 404, 10010205002L, "Invalid revision: " + revision);
		} else if (what.equals("/repo/files")) {
			envelope(reply, Json.object("Files", files(repository.get(), commit.get()), "IsVisual", 0, "LatestCommitter", Json.object("Id", commit.get())));
		} else if (what.equals("/revisions")) {
			envelope(reply, Json.object("RevisionMap", Json.object("Branches", List.of(Json.object("Revision", "master")), "Tags", List.of())));
		} else {
			envelope(reply, Json.object("Path", id.split("/")[0], "Name", id.split("/")[1], "Downloads", repository.get().downloads, "Stars", repository.get().likes,
					"License", repository.get().license, "Revision", "master", "StorageSize", repository.get().sizeBytes()));
		}
	}

	private static List<Object> files(Repository repository, String commit) {
		List<Object> files = new ArrayList<>();
		repository.files(commit).forEach((path, blob) -> {
			String name = path.substring(path.lastIndexOf('/') + 1);
			if (name.length() < path.length()) {
				String folder = path.substring(0, path.length() - name.length() - 1);
				files.add(Json.object("Name", folder, "Path", folder, "Size", 0, "Sha256", "", "Type", "tree", "Revision", commit, "IsLFS", false));
			}
			files.add(Json.object("Name", name, "Path", path, "Size", blob.sizeBytes(), "Sha256", blob.sha256(), "Type", "blob", "Revision", commit, "IsLFS",
					Repository.lfs(path, blob)));
		});
		return files;
	}

	/** Large files lie on the CDN, as those of Hugging Face. */
	private void content(Request request, Reply reply, String id, String revision, String path) throws IOException {
		Optional<Repository> repository = hub.repository(id).filter(each -> !each.hidden);
		Optional<Blob> blob = repository.flatMap(each -> each.commit(revision)).map(commit -> repository.get().files(commit).get(path));
		if (repository.isPresent() && repository.get().gated && !hub.tokenAccepted(request.token().orElse(""))) {
			refuse(reply, 403, 10010101004L, "You have no access to this gated repository; apply for it on its page.");
		} else if (blob.isEmpty()) {
			refuse(reply, 404, 10010205003L, repository.isEmpty() ? "record not found" : "file not found: " + path);
		} else if (Repository.lfs(path, blob.get()) && hub.modelScopeRedirects()) {
			reply.header("X-Linked-Etag", blob.get().sha256()).header("Location", hub.cdnLink(blob.get()).toString()).text(302, "text/plain", "");
		} else {
			reply.header("ETag", '"' + blob.get().sha256() + '"').file(blob.get());
		}
	}

	private static void envelope(Reply reply, Object data) throws IOException {
		reply.json(200, Json.object("Code", 200, "Data", data, "Message", "success", "RequestId", "1", "Success", true));
	}

	private static void refuse(Reply reply, int status, long code, String message) throws IOException {
		reply.json(status, Json.object("Code", code, "Data", null, "Message", message, "RequestId", "1", "Success", false));
	}
}
