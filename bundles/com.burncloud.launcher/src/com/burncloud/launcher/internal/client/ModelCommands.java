package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.number;
import static com.burncloud.launcher.internal.client.Session.text;
import static com.burncloud.launcher.internal.client.Session.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code burncloud model …}: what clients may ask for, out of the channels; and local models, from a hub to a running llama-server. */
@Command(name = "model")
final class ModelCommands {
	private static final String DOWNLOADS = "/api/downloads";

	private final Session session;
	private final HubCommands hubs;
	private final LocalCommands local;
	@Mixin
	private Common help;

	ModelCommands(Session session, HubCommands hubs) {
		this.session = session;
		this.hubs = hubs;
		this.local = new LocalCommands(session);
	}

	/** One channel that serves a model, and under which name. */
	private record Offer(String channel, String group, String sent, boolean enabled) {
	}

	@Command(name = "list")
	int list(@Mixin Common common) {
		try (Api api = session.api(common)) {
			Map<String, List<Offer>> models = new TreeMap<>();
			for (JsonObject channel : Session.objects(api.get("/api/channels"))) {
				channel.getAsJsonArray("models").forEach(model -> offer(models, channel, model.getAsString(), model.getAsString()));
				channel.getAsJsonObject("modelMapping").entrySet().forEach(entry -> offer(models, channel, entry.getKey(), entry.getValue().getAsString()));
			}
			if (common.json) {
				session.json(json(models));
				return 0;
			}
			Table table = new Table(session.texts().headings("model", "sent", "channels", "groups", "enabled"));
			models.forEach((model, offers) -> table.row(model, joined(offers, Offer::sent), joined(offers, Offer::channel), joined(offers, Offer::group),
					session.texts().get(offers.stream().anyMatch(Offer::enabled) ? "yes" : "no")));
			table.print(session.out());
			return 0;
		}
	}

	@Command(name = "hubs")
	int hubs(@Mixin Common common) {
		return hubs.list(common);
	}

	@Command(name = "search")
	int search(@Mixin Common common, @Parameters(arity = "0..*", paramLabel = "WORDS", descriptionKey = "parameter.search") List<String> words,
			@Option(names = "--hub", descriptionKey = "option.hub") String hub,
			@Option(names = "--limit", defaultValue = "20", paramLabel = "N", descriptionKey = "option.limit") int limit,
			@Option(names = "--order", paramLabel = "downloads|likes|updated", descriptionKey = "option.order") String order) {
		return hubs.search(common, words == null ? "" : String.join(" ", words), hub, limit, order);
	}

	@Command(name = "files")
	int files(@Mixin Common common, @Parameters(paramLabel = "OWNER/NAME", descriptionKey = "parameter.repository") String repository,
			@Option(names = "--hub", descriptionKey = "option.hub") String hub) {
		return hubs.files(common, repository, hub);
	}

	@Command(name = "downloads")
	int downloads(@Mixin Common common) {
		try (Api api = session.api(common)) {
			JsonElement downloads = api.get(DOWNLOADS);
			if (common.json) {
				session.json(downloads);
				return 0;
			}
			Table table = new Table(session.texts().headings("id", "state", "done", "size", "speed", "left", "hub", "repository", "file", "error"));
			for (JsonObject one : Session.objects(downloads)) {
				long total = number(one, "bytesTotal");
				table.row(text(one, "id"), session.texts().get("download.state." + text(one, "state")), 100 * number(one, "bytesDone") / Math.max(1, total) + " %",
						Amounts.bytes(total), number(one, "bytesPerSecond") == 0 ? "-" : Amounts.bytes(number(one, "bytesPerSecond")) + "/s",
						value(one, "leftMillis").equals("-") ? "-" : Amounts.time(number(one, "leftMillis")), text(one, "hub"), text(one, "repo"), text(one, "file"),
						text(one, "error"));
			}
			table.print(session.out());
			return 0;
		}
	}

	@Command(name = "pause")
	int pause(@Mixin Common common, @Parameters(paramLabel = "ID", descriptionKey = "parameter.download") String id) {
		return change(common, id, "/pause");
	}

	@Command(name = "resume")
	int resume(@Mixin Common common, @Parameters(paramLabel = "ID", descriptionKey = "parameter.download") String id) {
		return change(common, id, "/resume");
	}

	private int change(Common common, String id, String what) {
		try (Api api = session.api(common)) {
			JsonObject download = api.post(Api.path(DOWNLOADS + "/", id, what)).getAsJsonObject();
			if (common.json) {
				session.json(download);
			} else {
				session.say("download.now", id, session.texts().get("download.state." + text(download, "state")));
			}
			return 0;
		}
	}

	@Command(name = "cancel")
	int cancel(@Mixin Common common, @Parameters(paramLabel = "ID", descriptionKey = "parameter.download") String id) {
		try (Api api = session.api(common)) {
			api.delete(Api.path(DOWNLOADS + "/", id));
			if (!common.json) {
				session.say("removed", id);
			}
			return 0;
		}
	}

	@Command(name = "local")
	int local(@Mixin Common common) {
		return local.local(common);
	}

	@Command(name = "show")
	int show(@Mixin Common common, @Parameters(paramLabel = "MODEL", descriptionKey = "parameter.model") String model) {
		return local.show(common, model);
	}

	@Command(name = "stop")
	int stop(@Mixin Common common, @Parameters(paramLabel = "MODEL", descriptionKey = "parameter.model") String model) {
		return local.stop(common, model);
	}

	@Command(name = "delete")
	int delete(@Mixin Common common, @Parameters(paramLabel = "MODEL", descriptionKey = "parameter.model") String model) {
		return local.delete(common, model);
	}

	@Command(name = "log")
	int log(@Mixin Common common, @Parameters(paramLabel = "MODEL", descriptionKey = "parameter.model") String model) {
		return local.log(common, model);
	}

	@Command(name = "adopt")
	int adopt(@Mixin Common common, @Parameters(paramLabel = "PATH", descriptionKey = "parameter.adopt") String path) {
		return local.adopt(common, path);
	}

	@Command(name = "machine")
	int machine(@Mixin Common common) {
		return local.machine(common);
	}

	@Command(name = "leftovers")
	int leftovers(@Mixin Common common, @Option(names = "--remove", paramLabel = "NAME", descriptionKey = "option.leftovers.remove") List<String> remove) {
		return local.leftovers(common, remove);
	}

	private static void offer(Map<String, List<Offer>> models, JsonObject channel, String asked, String listed) {
		// A redirect applies to a model that is listed too.
		JsonElement redirect = channel.getAsJsonObject("modelMapping").get(asked);
		Offer offer = new Offer(text(channel, "name"), Session.value(channel, "groups"), redirect == null ? listed : redirect.getAsString(),
				channel.get("enabled").getAsBoolean());
		List<Offer> offers = models.computeIfAbsent(asked, key -> new ArrayList<>());
		if (!offers.contains(offer)) {
			offers.add(offer);
		}
	}

	private static String joined(List<Offer> offers, Function<Offer, String> part) {
		return String.join(",", new TreeSet<>(offers.stream().map(part).toList()));
	}

	private static JsonArray json(Map<String, List<Offer>> models) {
		JsonArray array = new JsonArray();
		models.forEach((model, offers) -> {
			JsonObject object = new JsonObject();
			object.addProperty("model", model);
			JsonArray channels = new JsonArray();
			for (Offer offer : offers) {
				JsonObject channel = new JsonObject();
				channel.addProperty("channel", offer.channel());
				channel.addProperty("upstreamModel", offer.sent());
				channel.addProperty("enabled", offer.enabled());
				channels.add(channel);
			}
			object.add("channels", channels);
			array.add(object);
		});
		return array;
	}
}
