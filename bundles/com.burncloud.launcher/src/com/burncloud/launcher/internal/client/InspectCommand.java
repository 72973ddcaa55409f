package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.number;
import static com.burncloud.launcher.internal.client.Session.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code burncloud model inspect}: what a model is, here or on a hub, and whether the server's machine can run it. */
@Command(name = "inspect")
final class InspectCommand implements Callable<Integer> {
	private final Session session;
	private final HubCommands hubs;
	@Mixin
	private Common common;
	@Parameters(index = "0", paramLabel = "MODEL|OWNER/NAME", descriptionKey = "parameter.inspect")
	private String model;
	@Parameters(index = "1", arity = "0..1", paramLabel = "FILE|QUANTIZATION", descriptionKey = "parameter.hub.file")
	private String file;
	@Option(names = "--hub", descriptionKey = "option.hub")
	private String hub;
	@Option(names = { "-c", "--context-size" }, paramLabel = "TOKENS", descriptionKey = "option.deploy.context")
	private Integer contextSize;
	@Option(names = { "-g", "--gpu-layers" }, paramLabel = "N", descriptionKey = "option.inspect.layers")
	private Integer gpuLayers;

	InspectCommand(Session session, HubCommands hubs) {
		this.session = session;
		this.hubs = hubs;
	}

	@Override
	public Integer call() {
		if (model.contains("/") && file == null) {
			throw new Failure(Failure.USAGE, session.texts().get("failure.inspect", model));
		}
		try (Api api = session.api(common)) {
			Map<String, String> question = new LinkedHashMap<>();
			question.put("contextSize", contextSize == null ? "" : contextSize.toString());
			question.put("gpuLayers", gpuLayers == null ? "" : gpuLayers.toString());
			JsonObject report = file == null
					? api.get(Api.path("/api/models/", text(session.model(api, model), "id"), "/inspect") + Api.query(question)).getAsJsonObject()
					: hubs.inspect(api, hub, model, file, question);
			if (common.json) {
				session.json(report);
			} else {
				print(report);
			}
			return 0;
		}
	}

	/** A template is a page of code; who wants it asks for JSON. */
	private void print(JsonObject report) {
		JsonObject facts = report.getAsJsonObject("facts");
		facts.remove("chatTemplate");
		session.fields(facts);
		session.out().println();
		JsonObject fit = report.getAsJsonObject("fit");
		session.say("fit." + text(fit, "verdict"), number(fit, "gpuLayers"));
		session.say("fit.needs", number(fit, "contextSize"), Amounts.bytes(number(fit, "ramBytes")), Amounts.bytes(number(fit, "vramBytes")),
				Amounts.bytes(number(fit, "weightsBytes")), Amounts.bytes(number(fit, "cacheBytes")));
		session.out().println(Table.plain(text(fit, "reason")));
	}
}
