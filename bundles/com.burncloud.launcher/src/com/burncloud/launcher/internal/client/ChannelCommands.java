package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.value;
import static com.burncloud.launcher.internal.client.Session.text;

import java.io.IOException;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code burncloud channel …}. */
@Command(name = "channel")
final class ChannelCommands {
	private static final String PATH = "/api/channels";

	private final Session session;
	@Mixin
	private Common help;

	ChannelCommands(Session session) {
		this.session = session;
	}

	@Command(name = "list")
	int list(@Mixin Common common) {
		try (Api api = session.api(common)) {
			var channels = api.get(PATH);
			if (common.json) {
				session.json(channels);
				return 0;
			}
			Table table = new Table(session.texts().headings("id", "name", "type", "models", "groups", "priority", "weight", "enabled", "health", "latency"));
			for (JsonObject channel : Session.objects(channels)) {
				JsonObject health = channel.getAsJsonObject("health");
				table.row(text(channel, "id"), text(channel, "name"), text(channel, "type"), value(channel, "models"), value(channel, "groups"),
						value(channel, "priority"), value(channel, "weight"), session.yesNo(channel, "enabled"), text(health, "state"), value(health, "latencyMillis"));
			}
			table.print(session.out());
			return 0;
		}
	}

	@Command(name = "show")
	int show(@Mixin Common common, @Parameters(paramLabel = "ID|NAME", descriptionKey = "parameter.channel") String channel) {
		try (Api api = session.api(common)) {
			print(common, session.find(api, PATH, "channel", channel));
			return 0;
		}
	}

	@Command(name = "add")
	int add(@Mixin Common common, @Parameters(paramLabel = "NAME", descriptionKey = "parameter.channel.name") String name, @Mixin ChannelOptions options)
			throws IOException {
		try (Api api = session.api(common)) {
			JsonObject body = options.body(session);
			body.addProperty("name", name);
			JsonObject channel = api.send("POST", PATH, body).getAsJsonObject();
			print(common, channel);
			session.warn(channel);
			return 0;
		}
	}

	@Command(name = "set")
	int set(@Mixin Common common, @Parameters(paramLabel = "ID|NAME", descriptionKey = "parameter.channel") String channel,
			@Option(names = "--name", descriptionKey = "option.name") String newName, @Mixin ChannelOptions options) throws IOException {
		try (Api api = session.api(common)) {
			JsonObject body = options.body(session);
			if (newName != null) {
				body.addProperty("name", newName);
			}
			if (body.isEmpty()) {
				throw new Failure(Failure.USAGE, session.texts().get("failure.nothing"));
			}
			String id = text(session.find(api, PATH, "channel", channel), "id");
			JsonObject changed = api.send("PATCH", Api.path(PATH + "/", id), body).getAsJsonObject();
			print(common, changed);
			session.warn(changed);
			return 0;
		}
	}

	@Command(name = "remove")
	int remove(@Mixin Common common, @Parameters(paramLabel = "ID|NAME", descriptionKey = "parameter.channel") String channel) {
		try (Api api = session.api(common)) {
			JsonObject found = session.find(api, PATH, "channel", channel);
			api.delete(Api.path(PATH + "/", text(found, "id")));
			if (!common.json) {
				session.say("removed", text(found, "name"));
			}
			return 0;
		}
	}

	/** Ends with 1 when the upstream does not answer well: made for scripts. */
	@Command(name = "test")
	int test(@Mixin Common common, @Parameters(paramLabel = "ID|NAME", descriptionKey = "parameter.channel") String channel,
			@Option(names = "--model", descriptionKey = "option.test.model") String model) {
		try (Api api = session.api(common)) {
			JsonObject body = new JsonObject();
			if (model != null) {
				body.addProperty("model", model);
			}
			String id = text(session.find(api, PATH, "channel", channel), "id");
			JsonObject result = api.send("POST", Api.path(PATH + "/", id, "/test"), body).getAsJsonObject();
			boolean ok = result.get("ok").getAsBoolean();
			if (common.json) {
				session.json(result);
			} else {
				session.say(ok ? "channel.test.ok" : "channel.test.failed", text(result, "model"), value(result, "status"), value(result, "millis"),
						Table.plain(text(result, "message")));
			}
			return ok ? 0 : Failure.REFUSED;
		}
	}

	private void print(Common common, JsonObject channel) {
		if (common.json) {
			session.json(channel);
		} else {
			JsonObject shown = channel.deepCopy();
			shown.remove("warning");
			session.fields(shown);
		}
	}
}
