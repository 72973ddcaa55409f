package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.number;
import static com.burncloud.launcher.internal.client.Session.text;

import java.util.concurrent.Callable;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code burncloud model download}: begins, and shows how it goes on. It is the server that downloads: who looks away, or hangs up, stops nothing. */
@Command(name = "download")
final class DownloadCommand implements Callable<Integer> {
	private final Session session;
	private final HubCommands hubs;
	@Mixin
	private Common common;
	@Parameters(index = "0", paramLabel = "OWNER/NAME", descriptionKey = "parameter.repository")
	private String repository;
	@Parameters(index = "1", paramLabel = "FILE|QUANTIZATION", descriptionKey = "parameter.hub.file")
	private String file;
	@Option(names = "--hub", descriptionKey = "option.hub")
	private String hub;
	@Option(names = "--revision", descriptionKey = "option.revision")
	private String revision;
	@Option(names = { "-d", "--detach" }, descriptionKey = "option.download.detach")
	private boolean detach;

	DownloadCommand(Session session, HubCommands hubs) {
		this.session = session;
		this.hubs = hubs;
	}

	@Override
	public Integer call() {
		try (Api api = session.api(common)) {
			JsonObject begun = api.send("POST", "/api/downloads", request(api)).getAsJsonObject();
			if (detach) {
				if (common.json) {
					session.json(begun);
				} else {
					session.say("download.begun", text(begun, "id"), text(begun, "file"));
				}
				return 0;
			}
			JsonObject ended = common.json ? follow(api, begun, new Silent()) : watch(api, begun);
			return ending(ended);
		}
	}

	/** A quantization is looked for on one hub, and taken from there; a file is whichever hub's the server asks. */
	private JsonObject request(Api api) {
		JsonObject body = new JsonObject();
		HubCommands.Chosen chosen;
		if (file.endsWith(".gguf")) {
			chosen = new HubCommands.Chosen(file, "");
			ChannelOptions.text(body, "hub", hub);
		} else {
			String on = hubs.hub(api, hub);
			chosen = hubs.file(api, on, repository, file);
			body.addProperty("hub", on);
		}
		body.addProperty("repo", repository);
		body.addProperty("file", chosen.file());
		ChannelOptions.text(body, "revision", revision == null ? chosen.revision() : revision);
		return body;
	}

	/** Sees each state. */
	private interface Watcher {
		void see(JsonObject download);
	}

	private static final class Silent implements Watcher {
		@Override
		public void see(JsonObject download) {
			// the last state is all that is asked for
		}
	}

	private JsonObject watch(Api api, JsonObject begun) {
		session.say("download.begun", text(begun, "id"), text(begun, "file"));
		session.say("download.hint");
		try (Progress progress = session.progress()) {
			return follow(api, begun, download -> progress.show(line(download), tenths(download)));
		}
	}

	private JsonObject follow(Api api, JsonObject begun, Watcher watcher) {
		JsonObject download = begun;
		while (true) {
			watcher.see(download);
			switch (text(download, "state")) {
			case "completed", "failed", "paused":
				return download;
			default:
				session.pause();
			}
			download = api.get(Api.path("/api/downloads/", text(begun, "id"))).getAsJsonObject();
		}
	}

	private String line(JsonObject download) {
		Texts texts = session.texts();
		long done = number(download, "bytesDone");
		long total = Math.max(1, number(download, "bytesTotal"));
		String line = texts.get("download.progress", texts.get("download.state." + text(download, "state")), 100 * done / total, Amounts.bytes(done),
				Amounts.bytes(number(download, "bytesTotal")));
		if (number(download, "bytesPerSecond") > 0) {
			line += texts.get("download.speed", Amounts.bytes(number(download, "bytesPerSecond")));
		}
		if (download.get("leftMillis") != null && !download.get("leftMillis").isJsonNull()) {
			line += texts.get("download.left", Amounts.time(number(download, "leftMillis")));
		}
		return text(download, "error").isEmpty() ? line : line + " · " + text(download, "error");
	}

	/** A new number for each tenth and each state. */
	private static long tenths(JsonObject download) {
		long tenth = 10 * number(download, "bytesDone") / Math.max(1, number(download, "bytesTotal"));
		return 100 * text(download, "state").hashCode() + tenth;
	}

	private int ending(JsonObject ended) {
		if (common.json) {
			session.json(ended);
		}
		return switch (text(ended, "state")) {
		case "completed" -> {
			if (!common.json) {
				session.say("download.completed", text(ended, "modelId"));
			}
			yield 0;
		}
		case "failed" -> throw new Failure(Failure.REFUSED, session.texts().get("download.failed", Table.plain(text(ended, "error")), text(ended, "id")));
		default -> throw new Failure(Failure.REFUSED, session.texts().get("download.paused", text(ended, "id")));
		};
	}
}
