package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.text;
import static com.burncloud.launcher.internal.client.Session.value;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code burncloud model deploy}: starts a model's llama-server, and waits until it can be called or has failed. */
@Command(name = "deploy")
final class DeployCommand implements Callable<Integer> {
	/** Of llama-server's own words: where it fails, the reason is among the last. */
	private static final int LINES = 20;

	private final Session session;
	@Mixin
	private Common common;
	@Parameters(paramLabel = "MODEL", descriptionKey = "parameter.model")
	private String model;
	@Option(names = "--port", descriptionKey = "option.deploy.port")
	private Integer port;
	@Option(names = { "-c", "--context-size" }, paramLabel = "TOKENS", descriptionKey = "option.deploy.context")
	private Integer contextSize;
	@Option(names = { "-g", "--gpu-layers" }, paramLabel = "N", descriptionKey = "option.deploy.layers")
	private Integer gpuLayers;
	@Option(names = "--threads", descriptionKey = "option.deploy.threads")
	private Integer threads;
	@Option(names = "--parallel", paramLabel = "N", descriptionKey = "option.deploy.parallel")
	private Integer parallelSlots;
	@Option(names = "--flash-attention", paramLabel = "on|off|auto", descriptionKey = "option.deploy.flash")
	private String flashAttention;
	@Option(names = "--cache-type", paramLabel = "TYPE", descriptionKey = "option.deploy.cache")
	private String cacheType;
	@Option(names = "--projector", paramLabel = "FILE", descriptionKey = "option.deploy.projector")
	private String projector;
	@Option(names = "--aliases", paramLabel = "A,B", descriptionKey = "option.deploy.aliases")
	private String aliases;
	@Option(names = "--groups", paramLabel = "A,B", descriptionKey = "option.groups")
	private String groups;
	@Option(names = "--priority", descriptionKey = "option.priority")
	private Integer priority;
	@Option(names = "--argument", paramLabel = "ARGUMENT", descriptionKey = "option.deploy.argument")
	private List<String> extraArguments;
	@Option(names = "--idle-unload", paramLabel = "MINUTES", descriptionKey = "option.deploy.idle")
	private Integer idleUnloadMinutes;
	@Option(names = "--on-request", descriptionKey = "option.deploy.onRequest")
	private boolean onRequest;
	@Option(names = { "-d", "--detach" }, descriptionKey = "option.deploy.detach")
	private boolean detach;

	DeployCommand(Session session) {
		this.session = session;
	}

	@Override
	public Integer call() {
		try (Api api = session.api(common)) {
			String id = text(session.model(api, model), "id");
			JsonObject begun = api.send("POST", Api.path("/api/models/", id, "/deploy"), body()).getAsJsonObject();
			JsonObject now = detach ? begun : wait(api, begun);
			if (common.json) {
				session.json(now);
			}
			JsonObject deployment = now.getAsJsonObject("deployment");
			return switch (text(deployment, "state")) {
			case "failed" -> throw new Failure(Failure.REFUSED, failure(api, id, deployment));
			case "stopped" -> throw new Failure(Failure.REFUSED, session.texts().get("deploy.stopped", id));
			default -> {
				if (!common.json) {
					say(id, deployment);
				}
				yield 0;
			}
			};
		}
	}

	private void say(String id, JsonObject deployment) {
		if (!text(deployment, "notice").isEmpty()) {
			session.out().println(Table.plain(text(deployment, "notice")));
		}
		switch (text(deployment, "state")) {
		case "running" -> session.say("deploy.running", text(deployment, "gatewayModel"), value(deployment, "port"), value(deployment, "contextSize"));
		case "asleep" -> session.say("deploy.asleep", text(deployment, "gatewayModel"));
		default -> session.say("deploy.begun", id);
		}
	}

	private JsonObject wait(Api api, JsonObject begun) {
		JsonObject now = begun;
		try (Progress progress = session.progress()) {
			while (true) {
				JsonObject deployment = now.getAsJsonObject("deployment");
				if (!List.of("starting", "queued").contains(text(deployment, "state"))) {
					return now;
				}
				if (!common.json) {
					show(progress, deployment);
				}
				session.pause();
				now = api.get(Api.path("/api/models/", text(begun, "id"))).getAsJsonObject();
			}
		}
	}

	private void show(Progress progress, JsonObject deployment) {
		Texts texts = session.texts();
		JsonElement loaded = deployment.get("loadProgress");
		String state = texts.get("deploy." + text(deployment, "state"));
		if (loaded == null || loaded.isJsonNull()) {
			progress.show(state, state.hashCode());
		} else {
			long percent = Math.round(100 * loaded.getAsDouble());
			progress.show(texts.get("deploy.loading", state, percent), percent / 10);
		}
	}

	/** With llama-server's last words, which tell more than any sentence of ours. */
	private String failure(Api api, String id, JsonObject deployment) {
		JsonArray output = api.get(Api.path("/api/models/", id, "/output")).getAsJsonArray();
		StringBuilder text = new StringBuilder(session.texts().get("deploy.failed", id, Table.plain(text(deployment, "error"))));
		StreamSupport.stream(output.spliterator(), false).skip(Math.max(0, output.size() - LINES))
				.forEach(line -> text.append(System.lineSeparator()).append("  ").append(Table.plain(line.getAsString())));
		return text.toString();
	}

	private JsonObject body() {
		JsonObject body = new JsonObject();
		ChannelOptions.number(body, "port", port);
		ChannelOptions.number(body, "contextSize", contextSize);
		ChannelOptions.number(body, "gpuLayers", gpuLayers);
		ChannelOptions.number(body, "threads", threads);
		ChannelOptions.number(body, "parallelSlots", parallelSlots);
		ChannelOptions.text(body, "flashAttention", flashAttention);
		ChannelOptions.text(body, "cacheType", cacheType);
		ChannelOptions.text(body, "projector", projector);
		ChannelOptions.list(body, "aliases", aliases);
		ChannelOptions.list(body, "groups", groups);
		ChannelOptions.number(body, "priority", priority);
		if (extraArguments != null) {
			JsonArray arguments = new JsonArray();
			extraArguments.forEach(arguments::add);
			body.add("extraArguments", arguments);
		}
		ChannelOptions.number(body, "idleUnloadMinutes", idleUnloadMinutes);
		body.addProperty("onRequest", onRequest);
		return body;
	}
}
