package com.burncloud.launcher.internal.client;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

import picocli.CommandLine.Option;

/** The fields of a channel; what is not given is not sent, and so keeps its value. An empty value resets. */
final class ChannelOptions {
	@Option(names = "--type", descriptionKey = "option.type")
	private String type;
	@Option(names = "--base-url", paramLabel = "URL", descriptionKey = "option.baseUrl")
	private String baseUrl;
	@Option(names = "--key", descriptionKey = "option.key")
	private String key;
	@Option(names = "--models", paramLabel = "A,B", descriptionKey = "option.models")
	private String models;
	@Option(names = "--map", paramLabel = "ASKED=SENT", descriptionKey = "option.map")
	private Map<String, String> mapping;
	@Option(names = "--groups", paramLabel = "A,B", descriptionKey = "option.groups")
	private String groups;
	@Option(names = "--priority", descriptionKey = "option.priority")
	private Integer priority;
	@Option(names = "--weight", descriptionKey = "option.weight")
	private Integer weight;
	@Option(names = "--enabled", arity = "1", paramLabel = "true|false", descriptionKey = "option.enabled")
	private Boolean enabled;
	@Option(names = "--header", paramLabel = "NAME=VALUE", descriptionKey = "option.header")
	private Map<String, String> headers;
	@Option(names = "--option", paramLabel = "NAME=VALUE", descriptionKey = "option.option")
	private Map<String, String> options;
	@Option(names = "--connect-millis", descriptionKey = "option.connectMillis")
	private Long connectMillis;
	@Option(names = "--first-byte-millis", descriptionKey = "option.firstByteMillis")
	private Long firstByteMillis;
	@Option(names = "--idle-millis", descriptionKey = "option.idleMillis")
	private Long idleMillis;
	@Option(names = "--total-millis", descriptionKey = "option.totalMillis")
	private Long totalMillis;

	JsonObject body(Session session) throws IOException {
		JsonObject body = new JsonObject();
		text(body, "type", type);
		text(body, "baseUrl", baseUrl);
		text(body, "apiKey", key == null ? null : session.secret(key));
		list(body, "models", models);
		map(body, "modelMapping", mapping);
		list(body, "groups", groups);
		number(body, "priority", priority);
		number(body, "weight", weight);
		if (enabled != null) {
			body.addProperty("enabled", enabled);
		}
		map(body, "headers", headers);
		map(body, "options", options);
		JsonObject timeouts = new JsonObject();
		number(timeouts, "connectMillis", connectMillis);
		number(timeouts, "firstByteMillis", firstByteMillis);
		number(timeouts, "idleMillis", idleMillis);
		number(timeouts, "totalMillis", totalMillis);
		if (!timeouts.isEmpty()) {
			body.add("timeouts", timeouts);
		}
		return body;
	}

	static void text(JsonObject body, String name, String value) {
		if (value != null) {
			if (value.isEmpty()) {
				body.add(name, JsonNull.INSTANCE);
			} else {
				body.addProperty(name, value);
			}
		}
	}

	static void number(JsonObject body, String name, Number value) {
		if (value != null) {
			body.addProperty(name, value);
		}
	}

	static void list(JsonObject body, String name, String value) {
		if (value != null) {
			JsonArray array = new JsonArray();
			Stream.of(value.split(",")).map(String::strip).filter(item -> !item.isEmpty()).forEach(array::add);
			body.add(name, array.isEmpty() ? JsonNull.INSTANCE : array);
		}
	}

	private static void map(JsonObject body, String name, Map<String, String> value) {
		if (value != null) {
			JsonObject map = new JsonObject();
			value.forEach(map::addProperty);
			body.add(name, map);
		}
	}
}
