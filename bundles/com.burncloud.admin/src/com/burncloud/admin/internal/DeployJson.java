package com.burncloud.admin.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

import com.burncloud.api.model.DeployOptions;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** How a model is run, to and from JSON. */
final class DeployJson {
	private static final Set<String> KNOWN = Set.of("port", "contextSize", "gpuLayers", "threads", "parallelSlots", "flashAttention", "cacheType", "projector",
			"aliases", "groups", "priority", "extraArguments", "idleUnloadMinutes", "onRequest");

	private DeployJson() {
	}

	/** What is missing, or null, has its default. Whether an option can be is for the service to say: it knows the build of llama-server. */
	static DeployOptions read(JsonElement body) {
		Fields fields = Fields.of(body, KNOWN);
		DeployOptions usual = DeployOptions.DEFAULT;
		return new DeployOptions(fields.read("port", usual.port(), usual.port(), Fields::integer),
				fields.read("contextSize", usual.contextTokens(), usual.contextTokens(), Fields::integer),
				fields.read("gpuLayers", usual.gpuLayers(), usual.gpuLayers(), Fields::integer), number(fields, "threads"), number(fields, "parallelSlots"),
				text(fields, "flashAttention"), text(fields, "cacheType"), text(fields, "projector"), texts(fields, "aliases", usual.aliases()),
				new LinkedHashSet<>(texts(fields, "groups", List.copyOf(usual.groups()))),
				fields.read("priority", usual.priority(), usual.priority(), Fields::integer), texts(fields, "extraArguments", usual.extraArguments()),
				fields.read("idleUnloadMinutes", usual.idleUnloadMinutes(), usual.idleUnloadMinutes(), Fields::integer),
				fields.read("onRequest", usual.onRequest(), usual.onRequest(), Fields::flag));
	}

	private static OptionalInt number(Fields fields, String name) {
		return fields.read(name, OptionalInt.empty(), OptionalInt.empty(), (from, key) -> OptionalInt.of(from.integer(key)));
	}

	private static Optional<String> text(Fields fields, String name) {
		return fields.<Optional<String>> read(name, Optional.empty(), Optional.empty(), (from, key) -> Optional.of(from.text(key)).filter(text -> !text.isEmpty()));
	}

	private static List<String> texts(Fields fields, String name, List<String> usual) {
		return fields.read(name, usual, usual, Fields::texts);
	}

	static JsonObject write(DeployOptions options) {
		JsonObject object = new JsonObject();
		object.addProperty("port", options.port());
		object.addProperty("contextSize", options.contextTokens());
		object.addProperty("gpuLayers", options.gpuLayers());
		object.add("threads", Json.number(options.threads()));
		object.add("parallelSlots", Json.number(options.parallelSlots()));
		object.add("flashAttention", Json.text(options.flashAttention()));
		object.add("cacheType", Json.text(options.cacheType()));
		object.add("projector", Json.text(options.projector()));
		object.add("aliases", Json.texts(options.aliases()));
		object.add("groups", Json.texts(new TreeSet<>(options.groups())));
		object.addProperty("priority", options.priority());
		object.add("extraArguments", Json.texts(options.extraArguments()));
		object.addProperty("idleUnloadMinutes", options.idleUnloadMinutes());
		object.addProperty("onRequest", options.onRequest());
		return object;
	}
}
