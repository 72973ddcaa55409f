package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.number;
import static com.burncloud.launcher.internal.client.Session.text;
import static com.burncloud.launcher.internal.client.Session.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** What lies on the hubs: asked for by several commands. */
final class HubCommands {
	private final Session session;

	HubCommands(Session session) {
		this.session = session;
	}

	int list(Common common) {
		try (Api api = session.api(common)) {
			JsonElement hubs = api.get("/api/hubs");
			if (common.json) {
				session.json(hubs);
				return 0;
			}
			Table table = new Table(session.texts().headings("hub", "name", "address", "mirror"));
			for (JsonObject hub : Session.objects(hubs)) {
				table.row(text(hub, "id"), name(hub.getAsJsonObject("names")), text(hub, "endpoint"), session.yesNo(hub, "mirror"));
			}
			table.print(session.out());
			return 0;
		}
	}

	private String name(JsonObject names) {
		String language = session.texts().bundle().getLocale().getLanguage();
		return names.has(language) ? text(names, language) : text(names, "en");
	}

	int search(Common common, String words, String hub, int limit, String order) {
		try (Api api = session.api(common)) {
			Map<String, String> query = new LinkedHashMap<>();
			query.put("q", words);
			query.put("hub", hub);
			query.put("limit", String.valueOf(limit));
			query.put("order", order);
			JsonElement found = api.get("/api/hubs/search" + Api.query(query));
			if (common.json) {
				session.json(found);
				return 0;
			}
			Table table = new Table(session.texts().headings("repository", "downloads", "likes", "parameters", "size", "license", "gated", "hub"));
			for (JsonObject model : Session.objects(found)) {
				table.row(text(model, "repo"), value(model, "downloads"), value(model, "likes"), amount(model, "parameters"), bytes(model, "sizeBytes"),
						value(model, "license"), session.yesNo(model, "gated"), text(model, "hub"));
			}
			table.print(session.out());
			return 0;
		}
	}

	private static String amount(JsonObject object, String name) {
		return value(object, name).equals("-") ? "-" : Amounts.count(number(object, name));
	}

	private static String bytes(JsonObject object, String name) {
		return value(object, name).equals("-") ? "-" : Amounts.bytes(number(object, name));
	}

	int files(Common common, String repository, String hub) {
		try (Api api = session.api(common)) {
			JsonElement files = files(api, hub(api, hub), repository);
			if (common.json) {
				session.json(files);
				return 0;
			}
			Table table = new Table(session.texts().headings("file", "kind", "quantization", "bits", "size", "parts"));
			for (JsonObject file : Session.objects(files)) {
				table.row(text(file, "file"), session.texts().get("kind." + text(file, "kind")), value(file, "quantization"), value(file, "bitsPerWeight"),
						Amounts.bytes(number(file, "sizeBytes")), String.valueOf(file.getAsJsonArray("files").size()));
			}
			table.print(session.out());
			return 0;
		}
	}

	private JsonElement files(Api api, String hub, String repository) {
		return api.get(path(hub, repository) + "/files");
	}

	private String path(String hub, String repository) {
		String[] parts = repository.split("/", -1);
		if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
			throw new Failure(Failure.USAGE, session.texts().get("failure.repository", repository));
		}
		return Api.path("/api/hubs/", hub, "/", parts[0], "/", parts[1]);
	}

	/** The one that was named, else the one that is asked by default. */
	String hub(Api api, String named) {
		if (named != null && !named.isEmpty()) {
			return named;
		}
		List<JsonObject> hubs = Session.objects(api.get("/api/hubs"));
		if (hubs.isEmpty()) {
			throw new Failure(Failure.REFUSED, session.texts().get("failure.hubs"));
		}
		return text(hubs.getFirst(), "id");
	}

	JsonObject inspect(Api api, String hub, String repository, String file, Map<String, String> question) {
		Map<String, String> query = new LinkedHashMap<>(question);
		String on = hub(api, hub);
		query.put("file", file(api, on, repository, file).file());
		return api.get(path(on, repository) + "/inspect" + Api.query(query)).getAsJsonObject();
	}

	/** A file of a repository, at the commit that was listed where it was looked for by its quantization. */
	record Chosen(String file, String revision) {
	}

	/** A name that is no file's is that of a quantization. */
	Chosen file(Api api, String hub, String repository, String named) {
		if (named.toLowerCase(Locale.ROOT).endsWith(".gguf")) {
			return new Chosen(named, "");
		}
		List<JsonObject> found = Session.objects(files(api, hub, repository)).stream()
				.filter(file -> text(file, "kind").equals("model") && text(file, "quantization").equalsIgnoreCase(named)).toList();
		if (found.size() != 1) {
			throw new Failure(Failure.REFUSED, session.texts().get(found.isEmpty() ? "failure.file.none" : "failure.file.many", repository, named));
		}
		return new Chosen(text(found.getFirst(), "file"), text(found.getFirst(), "revision"));
	}
}
