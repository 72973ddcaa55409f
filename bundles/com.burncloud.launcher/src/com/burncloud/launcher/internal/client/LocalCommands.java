package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.number;
import static com.burncloud.launcher.internal.client.Session.text;
import static com.burncloud.launcher.internal.client.Session.value;

import java.nio.file.Path;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** The models on the server's machine: what {@code burncloud model …} does with them. */
final class LocalCommands {
	private static final String PATH = "/api/models";
	private static final String LEFTOVERS = PATH + "/leftovers";

	private final Session session;

	LocalCommands(Session session) {
		this.session = session;
	}

	int local(Common common) {
		try (Api api = session.api(common)) {
			return print(common, api.get(PATH));
		}
	}

	private int print(Common common, JsonElement models) {
		if (common.json) {
			session.json(models);
			return 0;
		}
		Table table = new Table(session.texts().headings("id", "title", "quantization", "size", "state", "port", "context", "speed", "called", "error"));
		for (JsonObject model : Session.objects(models)) {
			JsonObject deployment = model.getAsJsonObject("deployment");
			String speed = value(deployment, "tokensPerSecond");
			table.row(text(model, "id"), value(model, "title"), value(model, "quantization"), Amounts.bytes(number(model, "sizeBytes")),
					session.texts().get("deploy.state." + text(deployment, "state")), value(deployment, "port"), value(deployment, "contextSize"),
					speed.equals("-") ? speed : session.texts().get("tokens.speed", Math.round(Double.parseDouble(speed))), text(deployment, "gatewayModel"),
					text(model, "error").isEmpty() ? text(deployment, "error") : text(model, "error"));
		}
		table.print(session.out());
		return 0;
	}

	int show(Common common, String model) {
		try (Api api = session.api(common)) {
			JsonObject found = session.model(api, model);
			if (common.json) {
				session.json(found);
			} else {
				if (found.get("facts") instanceof JsonObject facts) {
					facts.remove("chatTemplate"); // a page of code
				}
				session.fields(found);
			}
			return 0;
		}
	}

	/** A relative path is one of this machine, which is the server's unless it is said to be another. */
	int adopt(Common common, String path) {
		JsonObject body = new JsonObject();
		boolean absolute = path.startsWith("/") || path.startsWith("\\\\") || path.matches("[A-Za-z]:[\\\\/].*");
		body.addProperty("path", absolute ? path : Path.of(path).toAbsolutePath().normalize().toString());
		try (Api api = session.api(common)) {
			return print(common, api.send("POST", PATH, body));
		}
	}

	int stop(Common common, String model) {
		try (Api api = session.api(common)) {
			String id = text(session.model(api, model), "id");
			JsonObject stopped = api.post(Api.path(PATH + "/", id, "/stop")).getAsJsonObject();
			if (common.json) {
				session.json(stopped);
			} else {
				session.say("download.now", id, session.texts().get("deploy.state." + text(stopped.getAsJsonObject("deployment"), "state")));
			}
			return 0;
		}
	}

	int delete(Common common, String model) {
		try (Api api = session.api(common)) {
			String id = text(session.model(api, model), "id");
			api.delete(Api.path(PATH + "/", id));
			if (!common.json) {
				session.say("removed", id);
			}
			return 0;
		}
	}

	int log(Common common, String model) {
		try (Api api = session.api(common)) {
			JsonArray lines = api.get(Api.path(PATH + "/", text(session.model(api, model), "id"), "/output")).getAsJsonArray();
			if (common.json) {
				session.json(lines);
			} else {
				lines.forEach(line -> session.out().println(Table.plain(line.getAsString())));
			}
			return 0;
		}
	}

	int machine(Common common) {
		try (Api api = session.api(common)) {
			JsonObject both = new JsonObject();
			both.add("machine", api.get("/api/machine"));
			both.add("llamaServer", api.get("/api/llama-server"));
			if (common.json) {
				session.json(both);
				return 0;
			}
			JsonObject machine = both.getAsJsonObject("machine");
			session.say("machine.ram", Amounts.bytes(number(machine, "ramBytes")), Amounts.bytes(number(machine, "ramFreeBytes")));
			for (JsonObject gpu : Session.objects(machine.get("gpus"))) {
				session.say("machine.gpu", Table.plain(text(gpu, "name")), Amounts.bytes(number(gpu, "vramBytes")), Amounts.bytes(number(gpu, "vramFreeBytes")),
						text(gpu, "source"));
			}
			JsonObject llama = both.getAsJsonObject("llamaServer");
			session.say(text(llama, "path").isEmpty() ? "machine.llama.none" : "machine.llama",
					text(llama, "path").isEmpty() ? value(llama, "places") : Table.plain(text(llama, "path")), value(llama, "version"));
			if (!text(llama, "error").isEmpty()) {
				session.out().println(Table.plain(text(llama, "error")));
			}
			return 0;
		}
	}

	int leftovers(Common common, List<String> remove) {
		try (Api api = session.api(common)) {
			for (String name : remove == null ? List.<String> of() : remove) {
				api.delete(Api.path(LEFTOVERS + "/", name));
			}
			JsonElement leftovers = api.get(LEFTOVERS);
			if (common.json) {
				session.json(leftovers);
				return 0;
			}
			Table table = new Table(session.texts().headings("name", "size"));
			Session.objects(leftovers).forEach(leftover -> table.row(text(leftover, "name"), Amounts.bytes(number(leftover, "sizeBytes"))));
			table.print(session.out());
			return 0;
		}
	}
}
