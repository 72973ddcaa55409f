package com.burncloud.admin.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.Timeouts;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** A channel as JSON. */
final class ChannelJson {
	/** What holds for a field that is not given, or given as null. */
	static final ChannelDraft NEW = ChannelDraft.of("", "");

	private static final Set<String> FIELDS = Set.of("id", "name", "type", "baseUrl", "apiKey", "models", "modelMapping", "groups", "priority", "weight",
			"enabled", "headers", "options", "timeouts", "health", "offered", "createdAt", "warning");
	private static final Set<String> TIMEOUTS = Set.of("connectMillis", "firstByteMillis", "idleMillis", "totalMillis");
	/** A hundred years: more would overflow somewhere behind. */
	private static final long LONGEST_MILLIS = Duration.ofDays(36_500).toMillis();

	private ChannelJson() {
	}

	static JsonObject write(Channel channel, Health health, Map<String, Health> byModel, Collection<String> secretOptions) {
		JsonObject object = new JsonObject();
		object.addProperty("id", channel.id());
		object.addProperty("name", channel.name());
		object.addProperty("type", channel.type());
		object.add("baseUrl", Json.text(channel.baseUrl()));
		object.addProperty("apiKey", channel.maskedKey());
		object.add("models", Json.texts(channel.models()));
		object.add("modelMapping", Json.map(channel.modelMapping()));
		object.add("groups", Json.texts(new TreeSet<>(channel.groups())));
		object.addProperty("priority", channel.priority());
		object.addProperty("weight", channel.weight());
		object.addProperty("enabled", channel.enabled());
		object.add("headers", Json.map(Mask.values(channel.headers(), Set.of())));
		object.add("options", Json.map(Mask.values(channel.options(), secretOptions)));
		JsonObject timeouts = new JsonObject();
		timeouts.addProperty("connectMillis", channel.timeouts().connect().toMillis());
		timeouts.addProperty("firstByteMillis", channel.timeouts().firstByte().toMillis());
		timeouts.addProperty("idleMillis", channel.timeouts().idle().toMillis());
		timeouts.addProperty("totalMillis", channel.timeouts().total().toMillis());
		object.add("timeouts", timeouts);
		JsonObject state = write(health);
		JsonObject models = new JsonObject();
		new TreeMap<>(byModel).forEach((model, each) -> models.add(model, write(each)));
		state.add("models", models);
		object.add("health", state);
		object.addProperty("offered", channel.offered());
		object.add("createdAt", Json.time(channel.createdAt()));
		return object;
	}

	private static JsonObject write(Health health) {
		JsonObject state = new JsonObject();
		state.addProperty("state", health.state().name().toLowerCase(Locale.ROOT));
		state.add("until", Json.text(health.until()));
		state.add("lastError", Json.text(health.lastError()));
		state.add("latencyMillis", Json.number(health.latencyMillis()));
		return state;
	}

	/**
	 * @param missing what holds where a field is not given
	 * @param stored the channel that is changed, if any
	 */
	static ChannelDraft read(JsonElement body, ChannelDraft missing, Optional<Channel> stored, Function<String, List<String>> secretOptions) {
		Fields fields = Fields.of(body, FIELDS);
		String type = fields.required("type", missing.type());
		Map<String, String> headers = fields.read("headers", missing.headers(), NEW.headers(), Fields::map);
		Map<String, String> options = fields.read("options", missing.options(), NEW.options(), Fields::map);
		return new ChannelDraft(fields.required("name", missing.name()), type,
				fields.read("baseUrl", missing.baseUrl(), NEW.baseUrl(), ChannelJson::address),
				apiKey(fields, stored),
				fields.read("models", missing.models(), NEW.models(), Fields::texts),
				fields.read("modelMapping", missing.modelMapping(), NEW.modelMapping(), Fields::map),
				fields.read("groups", missing.groups(), NEW.groups(), (from, name) -> new HashSet<>(from.texts(name))),
				fields.read("priority", missing.priority(), NEW.priority(), Fields::integer),
				fields.read("weight", missing.weight(), NEW.weight(), Fields::integer),
				fields.read("enabled", missing.enabled(), NEW.enabled(), Fields::flag),
				stored.map(channel -> Mask.restore(headers, channel.headers(), Set.of())).orElse(headers),
				stored.map(channel -> Mask.restore(options, channel.options(), secretOptions.apply(type))).orElse(options),
				timeouts(fields, fields.isNull("timeouts") ? NEW.timeouts() : missing.timeouts()));
	}

	/** A channel that is not saved yet: its form may ask for the name last. */
	static ChannelDraft readUnnamed(JsonElement body, Optional<Channel> stored, Function<String, List<String>> secretOptions) {
		JsonObject named = Fields.of(body, FIELDS).copy();
		if (!named.has("name") || named.get("name").equals(new JsonPrimitive(""))) {
			named.addProperty("name", "draft");
		}
		return read(named, NEW, stored, secretOptions);
	}

	/** Of the channel that a body speaks of. */
	static Optional<String> id(JsonElement body) {
		return Fields.of(body, FIELDS).<Optional<String>> read("id", Optional.empty(), Optional.empty(), (from, name) -> Optional.of(from.text(name)))
				.filter(id -> !id.isEmpty());
	}

	/** Missing, or as GET shows it: keep what is stored. */
	private static Optional<String> apiKey(Fields fields, Optional<Channel> stored) {
		return fields.<Optional<String>> read("apiKey", Optional.empty(), Optional.of(""), (from, name) -> Optional.of(from.text(name)))
				.filter(key -> key.isEmpty() || stored.isEmpty() || !key.equals(stored.get().maskedKey()));
	}

	private static Timeouts timeouts(Fields fields, Timeouts missing) {
		Fields inner = fields.inner("timeouts", TIMEOUTS);
		return new Timeouts(inner.read("connectMillis", missing.connect(), Timeouts.DEFAULT.connect(), ChannelJson::millis),
				inner.read("firstByteMillis", missing.firstByte(), Timeouts.DEFAULT.firstByte(), ChannelJson::millis),
				inner.read("idleMillis", missing.idle(), Timeouts.DEFAULT.idle(), ChannelJson::millis),
				inner.read("totalMillis", missing.total(), Timeouts.DEFAULT.total(), ChannelJson::millis));
	}

	private static Duration millis(Fields fields, String name) {
		long millis = fields.whole(name);
		if (millis < 0 || millis > LONGEST_MILLIS) {
			throw fields.wrong(name, "a number of milliseconds from 0 to " + LONGEST_MILLIS);
		}
		return Duration.ofMillis(millis);
	}

	private static Optional<URI> address(Fields fields, String name) {
		String text = fields.text(name).strip();
		try {
			return text.isEmpty() ? Optional.empty() : Optional.of(new URI(text));
		} catch (URISyntaxException broken) {
			throw fields.wrong(name, "an address such as https://api.example.com");
		}
	}
}
