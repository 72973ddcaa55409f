package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.number;
import static com.burncloud.launcher.internal.client.Session.value;
import static com.burncloud.launcher.internal.client.Session.text;

import java.time.Duration;
import java.util.concurrent.Callable;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code burncloud status}: how the server is, and each setting with where it came from. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {
	private final Session session;
	@Mixin
	private Common common;

	StatusCommand(Session session) {
		this.session = session;
	}

	@Override
	public Integer call() {
		try (Api api = session.api(common)) {
			JsonObject health = api.get("/health").getAsJsonObject();
			if (!common.json) {
				session.say("status.health", value(health, "status"), value(health, "version"), uptime(number(health, "uptimeMillis")),
						Table.plain(value(health, "database")), Table.plain(value(health, "journal")));
			}
			JsonElement settings = api.get("/api/settings");
			if (common.json) {
				JsonObject both = new JsonObject();
				both.add("health", health);
				both.add("settings", settings);
				session.json(both);
				return 0;
			}
			session.out().println();
			Table table = new Table(session.texts().headings("setting", "value", "source"));
			for (JsonObject setting : Session.objects(settings)) {
				String source = "source." + text(setting, "source");
				table.row(text(setting, "key"), value(setting, "value"),
						session.texts().bundle().containsKey(source) ? session.texts().get(source) : text(setting, "source"));
			}
			table.print(session.out());
			return 0;
		}
	}

	private static String uptime(long millis) {
		Duration uptime = Duration.ofMillis(millis);
		return uptime.toHours() > 0 ? uptime.toHours() + "h " + uptime.toMinutesPart() + "m" : uptime.toMinutes() + "m " + uptime.toSecondsPart() + "s";
	}
}
