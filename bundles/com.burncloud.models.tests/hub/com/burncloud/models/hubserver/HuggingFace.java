package com.burncloud.models.hubserver;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The API of Hugging Face, as far as clients that look for models use it; also spoken by its mirror. */
final class HuggingFace implements Listener.Handler {
	private static final Pattern API = Pattern.compile("/api/models/([^/]+/[^/]+)(?:/(revision|tree)/([^/]+)(?:/(.*))?)?");
	private static final Pattern RESOLVE = Pattern.compile("/([^/]+/[^/]+)/resolve/([^/]+)/(.+)");
	private static final Pattern CACHE = Pattern.compile("/api/resolve-cache/models/([^/]+/[^/]+)/([^/]+)/(.+)");

	private final HubServer hub;
	private final Place place;

	HuggingFace(HubServer hub, Place place) {
		this.hub = hub;
		this.place = place;
	}

	@Override
	public void answer(Request request, Reply reply) throws IOException {
		Matcher api = API.matcher(request.path());
		Matcher resolve = RESOLVE.matcher(request.path());
		Matcher cache = CACHE.matcher(request.path());
		if (request.path().startsWith("/api/") && !cache.matches() && !hub.rateLimit().takes(reply)) {
			reply.json(429, Json.object("error", "We had to rate limit you. Create an account or log in to raise the limit."));
		} else if (request.token().isPresent() && !hub.tokenKnown(request.token().get())) {
			reply.header("X-Error-Message", "Invalid credentials in Authorization header").json(401,
					Json.object("error", "Invalid credentials in Authorization header"));
		} else if (request.path().equals("/api/models")) {
			search(request, reply);
		} else if (cache.matches()) {
			cached(request, reply, cache.group(1), cache.group(2), cache.group(3));
		} else if (api.matches()) {
			api(request, reply, api);
		} else if (resolve.matches()) {
			resolve(request, reply, resolve.group(1), resolve.group(2), resolve.group(3));
		} else {
			refuse(reply, 404, "", "Sorry, we can't find the page you are looking for.");
		}
	}

	private void search(Request request, Reply reply) throws IOException {
		if (request.query().containsKey("full") && request.query().containsKey("expand[]")) {
			refuse(reply, 400, "", "full and expand cannot be combined");
			return;
		}
		Stream<Repository> found = hub.repositories().stream().filter(repository -> visible(repository, request));
		if (request.query().getOrDefault("filter", List.of()).contains("gguf")) {
			found = found.filter(Repository::hasGguf);
		}
		for (String word : request.parameter("search").orElse("").toLowerCase(Locale.ROOT).split(" ")) {
			found = found.filter(repository -> repository.id().toLowerCase(Locale.ROOT).contains(word));
		}
		Comparator<Repository> order = switch (request.parameter("sort").orElse("")) {
		case "downloads" -> Comparator.comparingLong(repository -> -repository.downloads);
		case "likes" -> Comparator.comparingLong(repository -> -repository.likes);
		case "lastModified" -> Comparator.comparing((Repository repository) -> repository.updatedAt).reversed();
		default -> Comparator.comparing(Repository::id);
		};
		List<Object> items = found.sorted(order).<Object>map(repository -> item(repository, request.query().getOrDefault("expand[]", List.of()))).toList();
		page(request, reply, items);
	}

	private static Map<String, Object> item(Repository repository, List<String> expand) {
		Map<String, Object> all = Json.object("id", repository.id(), "modelId", repository.id(), "author", repository.id().split("/")[0], "sha", repository.commit(),
				"lastModified", repository.updatedAt.toString(), "createdAt", repository.updatedAt.toString(), "private", repository.hidden, "gated",
				repository.gated ? (Object) "manual" : false, "disabled", false, "downloads", repository.downloads, "likes", repository.likes, "tags",
				tags(repository), "pipeline_tag", "text-generation", "library_name", "gguf");
		if (expand.isEmpty()) {
			return all;
		}
		Map<String, Object> chosen = new LinkedHashMap<>(Json.object("_id", Repository.sha1(repository.id()).substring(0, 24), "id", repository.id()));
		for (String name : expand) {
			switch (name) {
			case "gguf" -> chosen.put(name, Json.object("total", repository.parameters, "architecture", "qwen2", "context_length", 32_768));
			case "usedStorage" -> chosen.put(name, repository.sizeBytes());
			case "cardData" -> chosen.put(name, repository.license.isEmpty() ? Json.object() : Json.object("license", repository.license));
			default -> chosen.put(name, all.get(name));
			}
		}
		return chosen;
	}

	private static List<String> tags(Repository repository) {
		return repository.license.isEmpty() ? List.of("gguf") : List.of("gguf", "license:" + repository.license);
	}

	private void api(Request request, Reply reply, Matcher api) throws IOException {
		Optional<Repository> repository = find(request, reply, api.group(1));
		if (repository.isEmpty()) {
			return;
		}
		Optional<String> commit = repository.get().commit(api.group(3) == null ? "" : api.group(3));
		if (commit.isEmpty()) {
			refuse(reply, 404, "RevisionNotFound", "Invalid rev id: " + api.group(3));
		} else if ("tree".equals(api.group(2))) {
			page(request, reply, tree(repository.get().files(commit.get()), api.group(4), request.parameter("recursive").filter("true"::equals).isPresent()));
		} else {
			Map<String, Object> detail = item(repository.get(), request.query().getOrDefault("expand[]", List.of()));
			detail.replace("sha", commit.get());
			if (!request.query().containsKey("expand[]")) {
				boolean blobs = request.parameter("blobs").filter("true"::equals).isPresent();
				List<Object> siblings = new ArrayList<>();
				repository.get().files(commit.get()).forEach((path, blob) -> siblings.add(blobs ? entry("rfilename", path, blob) : Json.object("rfilename", path)));
				detail.put("siblings", siblings);
			}
			reply.json(200, detail);
		}
	}

	private static List<Object> tree(Map<String, Blob> files, String folder, boolean recursive) {
		String prefix = folder == null || folder.isEmpty() ? "" : folder + "/";
		Map<String, Object> entries = new TreeMap<>();
		files.forEach((path, blob) -> {
			if (path.startsWith(prefix)) {
				for (int slash = path.indexOf('/', prefix.length()); slash >= 0; slash = path.indexOf('/', slash + 1)) {
					String directory = path.substring(0, slash);
					entries.put(directory, Json.object("type", "directory", "oid", Repository.sha1(directory), "size", 0, "path", directory));
					if (!recursive) {
						return;
					}
				}
				Map<String, Object> entry = Json.object("type", "file", "oid", Repository.sha1(blob.sha256()));
				entry.putAll(entry("path", path, blob));
				entries.put(path, entry);
			}
		});
		return List.copyOf(entries.values());
	}

	private static Map<String, Object> entry(String name, String path, Blob blob) {
		Map<String, Object> entry = Json.object(name, path, "size", blob.sizeBytes());
		if (Repository.lfs(path, blob)) {
			entry.put("lfs", Json.object("oid", blob.sha256(), "size", blob.sizeBytes(), "pointerSize", 134));
			entry.put("xetHash", blob.sha256());
		}
		return entry;
	}

	/** Some of a list, and in {@code Link} where the others are: at this hub, but a mirror repeats what its original says. */
	private void page(Request request, Reply reply, List<Object> items) throws IOException {
		int from = Integer.parseInt(request.parameter("cursor").orElse("0"));
		int limit = Math.min(hub.pageSize(), Integer.parseInt(request.parameter("limit").orElse("1000")));
		int to = Math.min(items.size(), from + limit);
		if (to < items.size()) {
			Map<String, List<String>> query = new LinkedHashMap<>(request.query());
			query.put("cursor", List.of(Integer.toString(to)));
			reply.header("Link", "<" + origin() + Addresses.target(request.path(), query) + ">; rel=\"next\"");
		}
		if (place == Place.MIRROR) {
			reply.withoutLength();
		}
		reply.json(200, items.subList(Math.min(from, to), to));
	}

	private URI origin() {
		return place == Place.MIRROR ? HubServer.FOREIGN : hub.huggingFace();
	}

	private void resolve(Request request, Reply reply, String id, String revision, String path) throws IOException {
		if (place == Place.MIRROR && hub.mirrorSendsHome()) {
			reply.header("Location", hub.huggingFace() + Addresses.target(request.path(), request.query())).text(308, "text/plain", "");
			return;
		}
		if (place == Place.MIRROR && request.parameter("mirrored").isEmpty()) {
			Map<String, List<String>> query = new LinkedHashMap<>(request.query());
			query.put("mirrored", List.of("1"));
			reply.header("Location", HubServer.FOREIGN + Addresses.target(request.path(), query)).text(308, "text/plain", "");
			return;
		}
		Optional<Repository> repository = find(request, reply, id);
		if (repository.isEmpty()) {
			return;
		}
		String url = hub.huggingFace() + "/" + id;
		if (repository.get().gated && !hub.tokenAccepted(request.token().orElse(""))) {
			refuse(reply, request.token().isEmpty() ? 401 : 403, "GatedRepo", request.token().isEmpty()
					? "Access to model " + id + " is restricted. You must have access to it and be authenticated to access it. Please log in."
					: "Access to model " + id + " is restricted and you are not in the authorized list. Visit " + url + " to ask for access.");
			return;
		}
		Optional<String> commit = repository.get().commit(revision);
		Optional<Blob> blob = commit.map(each -> repository.get().files(each).get(path));
		if (commit.isEmpty()) {
			refuse(reply, 404, "RevisionNotFound", "Invalid rev id: " + revision);
		} else if (blob.isEmpty()) {
			refuse(reply, 404, "EntryNotFound", "Entry not found");
		} else {
			redirect(reply, repository.get(), commit.get(), path, blob.get());
		}
	}

	private void redirect(Reply reply, Repository repository, String commit, String path, Blob blob) throws IOException {
		reply.header("X-Repo-Commit", commit).header("X-Linked-Size", Long.toString(blob.sizeBytes())).header("Accept-Ranges", "bytes");
		if (Repository.lfs(path, blob)) {
			reply.header("X-Linked-Etag", '"' + blob.sha256() + '"').header("Location", hub.cdnLink(blob).toString());
			reply.text(302, "text/plain", "Found. Redirecting");
		} else {
			String etag = Repository.sha1(blob.sha256());
			reply.header("X-Linked-Etag", '"' + etag + '"');
			reply.header("Location", Addresses.target("/api/resolve-cache/models/" + repository.id() + "/" + commit + "/" + path, Map.of("etag", List.of(etag))));
			reply.text(307, "text/plain", "Temporary Redirect");
		}
	}

	/** Small files come from the hub itself; only with the query of the redirect. */
	private void cached(Request request, Reply reply, String id, String commit, String path) throws IOException {
		Optional<Blob> blob = find(request, reply, id).map(repository -> repository.files(commit).get(path));
		if (blob.isEmpty() || request.parameter("etag").isEmpty()) {
			refuse(reply, 404, "EntryNotFound", "Entry not found");
			return;
		}
		reply.header("X-Repo-Commit", commit).header("ETag", '"' + request.parameter("etag").get() + '"');
		if (place == Place.MIRROR) {
			reply.withoutLength();
		}
		reply.file(blob.get());
	}

	/** Answers itself where there is none; without a token it does not tell whether it is private or missing. */
	private Optional<Repository> find(Request request, Reply reply, String id) throws IOException {
		Optional<Repository> repository = hub.repository(id).filter(each -> visible(each, request));
		if (repository.isEmpty() && request.token().isEmpty()) {
			refuse(reply, 401, "RepoNotFound", "Invalid username or password.");
		} else if (repository.isEmpty()) {
			refuse(reply, 404, "RepoNotFound", "Repository not found");
		}
		return repository;
	}

	private boolean visible(Repository repository, Request request) {
		return !repository.hidden || hub.tokenAccepted(request.token().orElse(""));
	}

	private static void refuse(Reply reply, int status, String code, String message) throws IOException {
		if (!code.isEmpty()) {
			reply.header("X-Error-Code", code);
		}
		reply.header("X-Error-Message", message).json(status, Json.object("error", message));
	}
}
