package com.burncloud.launcher.internal.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** One run of the client: where the server is, where the output goes, and how values look there. */
final class Session {
	private static final Gson PRETTY = new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

	private static final Duration LOOK = Duration.ofMillis(500);

	private final Path home;
	private final URI base;
	private final Map<String, String> environment;
	private final Texts texts;
	private final PrintStream out;
	private final PrintStream err;
	private final InputStream in;
	private final boolean terminal;

	/** @param terminal whether a line that was written can be written over */
	Session(Path home, URI base, Map<String, String> environment, Texts texts, InputStream in, PrintStream out, PrintStream err, boolean terminal) {
		this.home = home;
		this.base = base;
		this.environment = environment;
		this.texts = texts;
		this.in = in;
		this.out = out;
		this.err = err;
		this.terminal = terminal;
	}

	Api api(Common common) {
		URI address = common.url == null ? base : common.url;
		if (!("http".equals(address.getScheme()) || "https".equals(address.getScheme())) || address.getHost() == null) {
			throw new Failure(Failure.USAGE, texts.get("failure.url", address));
		}
		return new Api(address, environment.getOrDefault("BURNCLOUD_ADMIN_KEY", ""), common.home == null ? home : common.home, texts);
	}

	Texts texts() {
		return texts;
	}

	PrintStream out() {
		return out;
	}

	void say(String key, Object... values) {
		out.println(texts.get(key, values));
	}

	void json(JsonElement element) {
		out.println(PRETTY.toJson(element));
	}

	/** What a server that did what it was asked to has to remark; where the output is read by a program, too. */
	void warn(JsonObject answer) {
		if (!text(answer, "warning").isEmpty()) {
			err.println(texts.get("warning", Table.plain(text(answer, "warning"))));
		}
	}

	/** A secret alone on its line, for scripts, then the sentence that goes with it; asked for as JSON it is in there. */
	void secret(JsonObject token) {
		out.println(token.get("secret").getAsString());
		say("token.secret.once", Table.plain(text(token, "name")), text(token, "id"));
	}

	/** A secret given as {@code -} is the first line of the standard input: arguments are seen by every process of the machine. */
	String secret(String argument) throws IOException {
		if (!"-".equals(argument)) {
			return argument;
		}
		String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
		return line == null ? "" : line.strip();
	}

	/** The one with this id, else the only one of this name. */
	JsonObject find(Api api, String collection, String kind, String idOrName) {
		List<JsonObject> all = objects(api.get(collection));
		List<JsonObject> byId = all.stream().filter(one -> text(one, "id").equals(idOrName)).toList();
		List<JsonObject> found = byId.isEmpty() ? all.stream().filter(one -> text(one, "name").equals(idOrName)).toList() : byId;
		if (found.size() == 1) {
			return found.getFirst();
		}
		throw new Failure(Failure.REFUSED, texts.get(found.isEmpty() ? "failure.unknown" : "failure.ambiguous", texts.get("kind." + kind), idOrName));
	}

	/** The local model with this id, else the only one that is called or titled so. */
	JsonObject model(Api api, String named) {
		List<JsonObject> all = objects(api.get("/api/models"));
		List<JsonObject> byId = all.stream().filter(one -> text(one, "id").equals(named)).toList();
		List<JsonObject> found = byId.isEmpty()
				? all.stream().filter(one -> text(one.getAsJsonObject("deployment"), "gatewayModel").equals(named) || text(one, "title").equals(named)).toList()
				: byId;
		if (found.size() == 1) {
			return found.getFirst();
		}
		throw new Failure(Failure.REFUSED, texts.get(found.isEmpty() ? "failure.unknown" : "failure.ambiguous", texts.get("kind.local"), named));
	}

	Progress progress() {
		return new Progress(out, terminal);
	}

	/** Between two looks at something that goes on. */
	void pause() {
		try {
			Thread.sleep(LOOK);
		} catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new Failure(Failure.REFUSED, texts.get("failure.stopped"));
		}
	}

	/** Each field on a line of its own. */
	void fields(JsonObject object) {
		Table table = new Table(texts.headings("field", "value"));
		flatten("", object, table);
		table.print(out);
	}

	private static void flatten(String prefix, JsonObject object, Table table) {
		object.entrySet().forEach(entry -> {
			if (entry.getValue() instanceof JsonObject inner && !inner.isEmpty()) {
				flatten(prefix + entry.getKey() + ".", inner, table);
			} else {
				table.row(prefix + entry.getKey(), show(entry.getValue()));
			}
		});
	}

	static List<JsonObject> objects(JsonElement array) {
		List<JsonObject> objects = new ArrayList<>();
		array.getAsJsonArray().forEach(element -> objects.add(element.getAsJsonObject()));
		return objects;
	}

	/** A field as text; a dash for what is not set. */
	static String value(JsonObject object, String name) {
		return show(object.get(name));
	}

	private static String show(JsonElement value) {
		if (value == null || value.isJsonNull()) {
			return "-";
		}
		if (value.isJsonArray()) {
			String joined = StreamSupport.stream(value.getAsJsonArray().spliterator(), false).map(one -> one.isJsonPrimitive() ? one.getAsString() : one.toString())
					.collect(Collectors.joining(","));
			return joined.isEmpty() ? "-" : joined;
		}
		if (value.isJsonObject()) {
			return value.getAsJsonObject().isEmpty() ? "-" : value.toString();
		}
		return value.getAsString().isEmpty() ? "-" : value.getAsString();
	}

	static String text(JsonObject object, String name) {
		JsonElement value = object.get(name);
		return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
	}

	static long number(JsonObject object, String name) {
		JsonElement value = object.get(name);
		return value == null || !value.isJsonPrimitive() ? 0 : value.getAsLong();
	}

	String yesNo(JsonObject object, String name) {
		return texts.get(object.get(name).getAsBoolean() ? "yes" : "no");
	}

	/** Nano-dollars as dollars, to the millionth. */
	static String usd(long nanos) {
		BigDecimal usd = BigDecimal.valueOf(nanos, 9);
		BigDecimal rounded = usd.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
		return "$" + (rounded.scale() < 2 ? rounded.setScale(2, RoundingMode.UNNECESSARY) : rounded).toPlainString();
	}
}
