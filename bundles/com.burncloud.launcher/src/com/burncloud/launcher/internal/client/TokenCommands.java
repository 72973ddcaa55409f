package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.number;
import static com.burncloud.launcher.internal.client.Session.value;
import static com.burncloud.launcher.internal.client.Session.text;
import static com.burncloud.launcher.internal.client.Session.usd;

import java.math.BigDecimal;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code burncloud token …}. */
@Command(name = "token")
final class TokenCommands {
	private static final String PATH = "/api/tokens";

	private final Session session;
	@Mixin
	private Common help;

	TokenCommands(Session session) {
		this.session = session;
	}

	@Command(name = "list")
	int list(@Mixin Common common) {
		try (Api api = session.api(common)) {
			var tokens = api.get(PATH);
			if (common.json) {
				session.json(tokens);
				return 0;
			}
			Table table = new Table(session.texts().headings("id", "name", "prefix", "quota", "used", "groups", "models", "expires", "enabled"));
			for (JsonObject token : Session.objects(tokens)) {
				table.row(text(token, "id"), text(token, "name"), text(token, "prefix"), quota(token.getAsJsonObject("quota")), used(token), value(token, "groups"),
						value(token, "models"), value(token, "expiresAt"), session.yesNo(token, "enabled"));
			}
			table.print(session.out());
			return 0;
		}
	}

	@Command(name = "show")
	int show(@Mixin Common common, @Parameters(paramLabel = "ID|NAME", descriptionKey = "parameter.token") String token) {
		try (Api api = session.api(common)) {
			return print(common, session.find(api, PATH, "token", token));
		}
	}

	@Command(name = "create")
	int create(@Mixin Common common, @Parameters(paramLabel = "NAME", descriptionKey = "parameter.token.name") String name, @Mixin TokenOptions options) {
		try (Api api = session.api(common)) {
			JsonObject body = options.body(session.texts());
			body.addProperty("name", name);
			return issued(common, api.send("POST", PATH, body).getAsJsonObject());
		}
	}

	@Command(name = "set")
	int set(@Mixin Common common, @Parameters(paramLabel = "ID|NAME", descriptionKey = "parameter.token") String token,
			@Option(names = "--name", descriptionKey = "option.name") String newName, @Mixin TokenOptions options) {
		JsonObject body = options.body(session.texts());
		if (newName != null) {
			body.addProperty("name", newName);
		}
		if (body.isEmpty()) {
			throw new Failure(Failure.USAGE, session.texts().get("failure.nothing"));
		}
		return change(common, token, body);
	}

	@Command(name = "rotate")
	int rotate(@Mixin Common common, @Parameters(paramLabel = "ID|NAME", descriptionKey = "parameter.token") String token) {
		try (Api api = session.api(common)) {
			String id = text(session.find(api, PATH, "token", token), "id");
			return issued(common, api.post(Api.path(PATH + "/", id, "/rotate")).getAsJsonObject());
		}
	}

	@Command(name = "remove")
	int remove(@Mixin Common common, @Parameters(paramLabel = "ID|NAME", descriptionKey = "parameter.token") String token) {
		try (Api api = session.api(common)) {
			JsonObject found = session.find(api, PATH, "token", token);
			api.delete(Api.path(PATH + "/", text(found, "id")));
			if (!common.json) {
				session.say("removed", text(found, "name"));
			}
			return 0;
		}
	}

	@Command(name = "enable")
	int enable(@Mixin Common common, @Parameters(paramLabel = "ID|NAME", descriptionKey = "parameter.token") String token) {
		return enabled(common, token, true);
	}

	@Command(name = "disable")
	int disable(@Mixin Common common, @Parameters(paramLabel = "ID|NAME", descriptionKey = "parameter.token") String token) {
		return enabled(common, token, false);
	}

	private int enabled(Common common, String token, boolean enabled) {
		JsonObject body = new JsonObject();
		body.addProperty("enabled", enabled);
		return change(common, token, body);
	}

	private int change(Common common, String token, JsonObject body) {
		try (Api api = session.api(common)) {
			String id = text(session.find(api, PATH, "token", token), "id");
			return print(common, api.send("PATCH", Api.path(PATH + "/", id), body).getAsJsonObject());
		}
	}

	private int issued(Common common, JsonObject token) {
		if (common.json) {
			session.json(token);
		} else {
			session.secret(token);
		}
		return 0;
	}

	private int print(Common common, JsonObject token) {
		if (common.json) {
			session.json(token);
		} else {
			session.fields(token);
		}
		return 0;
	}

	private String quota(JsonObject quota) {
		return switch (text(quota, "kind")) {
		case "amount" -> usd(number(quota, "limitNanos"));
		case "count" -> session.texts().get("quota.count", number(quota, "limit"));
		default -> session.texts().get("quota.unlimited");
		};
	}

	private String used(JsonObject token) {
		JsonObject used = token.getAsJsonObject("used");
		return usd(number(used, "nanos")) + " / " + number(used, "count");
	}

	/** The fields of a token; what is not given is not sent. An empty value resets. */
	static final class TokenOptions {
		@Option(names = "--amount", paramLabel = "USD", descriptionKey = "option.amount")
		private BigDecimal amount;
		@Option(names = "--count", descriptionKey = "option.count")
		private Long count;
		@Option(names = "--unlimited", descriptionKey = "option.unlimited")
		private boolean unlimited;
		@Option(names = "--groups", paramLabel = "A,B", descriptionKey = "option.token.groups")
		private String groups;
		@Option(names = "--models", paramLabel = "A,B", descriptionKey = "option.token.models")
		private String models;
		@Option(names = "--addresses", paramLabel = "A,B", descriptionKey = "option.addresses")
		private String addresses;
		@Option(names = "--expires", paramLabel = "TIME", descriptionKey = "option.expires")
		private String expires;
		@Option(names = "--rpm", descriptionKey = "option.rpm")
		private Integer rpm;
		@Option(names = "--tpm", descriptionKey = "option.tpm")
		private Integer tpm;
		@Option(names = "--concurrency", descriptionKey = "option.concurrency")
		private Integer concurrency;
		@Option(names = "--enabled", arity = "1", paramLabel = "true|false", descriptionKey = "option.token.enabled")
		private Boolean enabled;

		JsonObject body(Texts texts) {
			if ((amount == null ? 0 : 1) + (count == null ? 0 : 1) + (unlimited ? 1 : 0) > 1) {
				throw new Failure(Failure.USAGE, texts.get("failure.quota"));
			}
			JsonObject body = new JsonObject();
			JsonObject quota = new JsonObject();
			if (amount != null) {
				quota.addProperty("kind", "amount");
				quota.addProperty("limitNanos", PriceCommands.nanos(amount, 9, texts));
			} else if (count != null) {
				quota.addProperty("kind", "count");
				quota.addProperty("limit", count);
			} else if (unlimited) {
				quota.addProperty("kind", "unlimited");
			}
			if (!quota.isEmpty()) {
				body.add("quota", quota);
			}
			ChannelOptions.list(body, "groups", groups);
			ChannelOptions.list(body, "models", models);
			ChannelOptions.list(body, "allowedAddresses", addresses);
			ChannelOptions.text(body, "expiresAt", expires);
			ChannelOptions.number(body, "rpm", rpm);
			ChannelOptions.number(body, "tpm", tpm);
			ChannelOptions.number(body, "concurrency", concurrency);
			// 0 takes a limit away.
			for (String name : new String[] { "rpm", "tpm", "concurrency" }) {
				if (body.has(name) && body.get(name).getAsInt() == 0) {
					body.add(name, JsonNull.INSTANCE);
				}
			}
			if (enabled != null) {
				body.addProperty("enabled", enabled);
			}
			return body;
		}
	}
}
