package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.text;

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

/** {@code burncloud model list}: what clients may ask for, out of the channels. */
@Command(name = "model")
final class ModelCommands {
	private final Session session;
	@Mixin
	private Common help;

	ModelCommands(Session session) {
		this.session = session;
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
