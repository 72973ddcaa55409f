package com.burncloud.remote.internal;

import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.Timeouts;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A channel to and from JSON. */
final class ChannelJson {

	private ChannelJson() {
	}

	/** Every field but the key, which is left out where the draft keeps the stored one. */
	static JsonObject write(ChannelDraft draft) {
		JsonObject object = new JsonObject();
		object.addProperty("name", draft.name());
		object.addProperty("type", draft.type());
		object.addProperty("baseUrl", draft.baseUrl().map(URI::toString).orElse(null));
		draft.apiKey().ifPresent(key -> object.addProperty("apiKey", key));
		object.add("models", texts(draft.models()));
		object.add("modelMapping", map(draft.modelMapping()));
		object.add("groups", texts(draft.groups()));
		object.addProperty("priority", draft.priority());
		object.addProperty("weight", draft.weight());
		object.addProperty("enabled", draft.enabled());
		object.add("headers", map(draft.headers()));
		object.add("options", map(draft.options()));
		JsonObject timeouts = new JsonObject();
		timeouts.addProperty("connectMillis", draft.timeouts().connect().toMillis());
		timeouts.addProperty("firstByteMillis", draft.timeouts().firstByte().toMillis());
		timeouts.addProperty("idleMillis", draft.timeouts().idle().toMillis());
		timeouts.addProperty("totalMillis", draft.timeouts().total().toMillis());
		object.add("timeouts", timeouts);
		return object;
	}

	static JsonArray texts(Collection<String> texts) {
		JsonArray array = new JsonArray();
		texts.forEach(array::add);
		return array;
	}

	private static JsonObject map(Map<String, String> entries) {
		JsonObject object = new JsonObject();
		entries.forEach(object::addProperty);
		return object;
	}

	static Channel read(Fields channel) {
		return new Channel(channel.text("id"), channel.text("name"), channel.text("type"), channel.optional("baseUrl").map(URI::create), channel.text("apiKey"),
				channel.texts("models"), channel.map("modelMapping"), new HashSet<>(channel.texts("groups")), channel.integer("priority"),
				channel.integer("weight"), channel.flag("enabled"), channel.map("headers"), channel.map("options"), timeouts(channel.inner("timeouts")),
				channel.flag("offered"), channel.time("createdAt"));
	}

	private static Timeouts timeouts(Fields timeouts) {
		return new Timeouts(Duration.ofMillis(timeouts.whole("connectMillis")), Duration.ofMillis(timeouts.whole("firstByteMillis")),
				Duration.ofMillis(timeouts.whole("idleMillis")), Duration.ofMillis(timeouts.whole("totalMillis")));
	}

	static Health health(Fields health) {
		return new Health(Health.State.valueOf(health.text("state").toUpperCase(Locale.ROOT)),
				health.optional("until").map(until -> OffsetDateTime.parse(until).toInstant()), health.optional("lastError"),
				health.given("latencyMillis") ? OptionalLong.of(health.whole("latencyMillis")) : OptionalLong.empty());
	}

	static ChannelProbe.Result result(Fields result) {
		return new ChannelProbe.Result(result.flag("ok"), result.integer("status"), result.text("model"), result.text("message"), result.whole("millis"));
	}

	static ChannelProbe.ModelList models(Fields list) {
		List<String> models = list.texts("models");
		return new ChannelProbe.ModelList(list.flag("ok"), list.integer("status"), models, list.text("message"), list.whole("millis"));
	}
}
