package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.number;
import static com.burncloud.launcher.internal.client.Session.value;
import static com.burncloud.launcher.internal.client.Session.text;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code burncloud log}: the newest rows, oldest first, as a terminal reads; or one of them; or all that come. */
@Command(name = "log")
final class LogCommand implements Callable<Integer> {
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

	private final Session session;
	@Mixin
	private Common common;
	@Parameters(arity = "0..1", paramLabel = "REQUEST", descriptionKey = "parameter.request")
	private String request;
	@Option(names = { "-f", "--follow" }, descriptionKey = "option.follow")
	private boolean follow;
	@Option(names = "--limit", defaultValue = "20", paramLabel = "N", descriptionKey = "option.limit")
	private int limit;
	@Option(names = "--status", paramLabel = "ok|error|CODE", descriptionKey = "option.status")
	private String status;
	@Option(names = "--channel", descriptionKey = "option.log.channel")
	private String channel;
	@Option(names = "--token", descriptionKey = "option.log.token")
	private String token;
	@Option(names = "--model", descriptionKey = "option.log.model")
	private String model;

	LogCommand(Session session) {
		this.session = session;
	}

	@Override
	public Integer call() {
		try (Api api = session.api(common)) {
			if (request != null) {
				one(api);
			} else if (follow) {
				follow(api);
			} else {
				page(api);
			}
			return 0;
		}
	}

	private void page(Api api) {
		Map<String, String> query = new LinkedHashMap<>();
		query.put("limit", String.valueOf(limit));
		query.put("status", status);
		query.put("channel", channel);
		query.put("token", token);
		query.put("model", model);
		JsonObject page = api.get("/api/logs" + Api.query(query)).getAsJsonObject();
		if (common.json) {
			session.json(page);
			return;
		}
		Table table = table();
		Session.objects(page.get("items")).reversed().forEach(row -> row(table, row));
		table.print(session.out());
	}

	private void one(Api api) {
		JsonObject row = api.get(Api.path("/api/logs/", request)).getAsJsonObject();
		if (common.json) {
			session.json(row);
			return;
		}
		JsonElement attempts = row.remove("attempts");
		session.fields(row);
		session.out().println();
		Table table = new Table(session.texts().headings("channel", "status", "millis", "reason"));
		Session.objects(attempts == null ? new JsonArray() : attempts)
				.forEach(attempt -> table.row(text(attempt, "channel"), value(attempt, "status"), value(attempt, "millis"), text(attempt, "reason")));
		table.print(session.out());
	}

	/** Until the server ends it or the user does. As JSON it is one row a line, for the next program of a pipe. */
	private void follow(Api api) {
		Table table = table().room("01-31 08:00:00", "000", "0123456789", "0123456789012345678", "0123456789", "00000", "000000", "00000/00000", "$0.000000");
		if (!common.json) {
			table.print(session.out());
		}
		try (Stream<String> lines = api.lines("/api/logs/stream?history=" + limit)) {
			lines.filter(line -> line.startsWith("data: ")).map(line -> JsonParser.parseString(line.substring(6)).getAsJsonObject()).filter(this::wanted)
					.forEach(row -> {
						if (common.json) {
							session.out().println(row);
						} else {
							row(table, row);
							table.print(session.out());
						}
					});
		} catch (UncheckedIOException hungUp) {
			throw new Failure(Failure.UNREACHABLE, session.texts().get("failure.stream"));
		}
	}

	/** As the server filters pages. */
	private boolean wanted(JsonObject row) {
		long code = number(row, "status");
		boolean statusFits = status == null || (switch (status) {
		case "ok" -> code < 400;
		case "error" -> code >= 400;
		default -> status.equals(String.valueOf(code));
		});
		return statusFits && (channel == null || channel.equals(text(row, "channel")) || channel.equals(text(row, "channelId")))
				&& (token == null || token.equals(text(row, "token")) || token.equals(text(row, "tokenId"))) && (model == null || model.equals(text(row, "model")));
	}

	private Table table() {
		return new Table(session.texts().headings("time", "status", "token", "model", "channel", "ttfb", "millis", "tokens", "cost", "error"));
	}

	private static void row(Table table, JsonObject row) {
		table.row(TIME.format(Instant.parse(text(row, "at"))), value(row, "status"), value(row, "token"), value(row, "model"), value(row, "channel"),
				value(row, "ttfbMillis"), value(row, "millis"), number(row, "promptTokens") + "/" + number(row, "completionTokens"),
				Session.usd(number(row, "costNanos")), text(row, "error"));
	}
}
