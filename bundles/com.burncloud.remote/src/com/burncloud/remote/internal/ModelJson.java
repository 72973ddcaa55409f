package com.burncloud.remote.internal;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Fit;
import com.burncloud.api.model.LlamaServer;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelFacts;
import com.burncloud.api.model.ModelReport;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;

/** Local models, and the machine that they run on, to and from JSON. */
final class ModelJson {

	private ModelJson() {
	}

	static LocalModel read(Fields model) {
		return new LocalModel(model.text("id"), model.text("title"), model.text("file"), model.whole("sizeBytes"),
				model.given("facts") ? Optional.of(facts(model.inner("facts"))) : Optional.empty(), model.text("quantization"), model.text("sha256"),
				model.text("origin"), model.flag("adopted"), model.texts("projectors"), model.optional("error"), model.time("addedAt"),
				options(model.inner("options")), deployment(model.inner("deployment")));
	}

	private static Deployment deployment(Fields deployment) {
		return new Deployment(Deployment.State.valueOf(deployment.text("state").toUpperCase(Locale.ROOT)), deployment.optionalInteger("port"),
				deployment.optionalWhole("pid"), deployment.optionalNumber("loadProgress"), deployment.optionalInteger("contextSize"),
				deployment.optionalNumber("tokensPerSecond"), deployment.optional("notice"), deployment.optional("error"), deployment.integer("restarts"),
				deployment.optionalTime("since"));
	}

	private static DeployOptions options(Fields options) {
		return new DeployOptions(options.integer("port"), options.integer("contextSize"), options.integer("gpuLayers"), options.optionalInteger("threads"),
				options.optionalInteger("parallelSlots"), options.optional("flashAttention"), options.optional("cacheType"), options.optional("projector"),
				options.texts("aliases"), new HashSet<>(options.texts("groups")), options.integer("priority"), options.texts("extraArguments"),
				options.integer("idleUnloadMinutes"), options.flag("onRequest"));
	}

	static JsonObject write(DeployOptions options) {
		JsonObject object = new JsonObject();
		object.addProperty("port", options.port());
		object.addProperty("contextSize", options.contextTokens());
		object.addProperty("gpuLayers", options.gpuLayers());
		object.add("threads", number(options.threads()));
		object.add("parallelSlots", number(options.parallelSlots()));
		object.addProperty("flashAttention", options.flashAttention().orElse(null));
		object.addProperty("cacheType", options.cacheType().orElse(null));
		object.addProperty("projector", options.projector().orElse(null));
		object.add("aliases", ChannelJson.texts(options.aliases()));
		object.add("groups", ChannelJson.texts(options.groups()));
		object.addProperty("priority", options.priority());
		object.add("extraArguments", ChannelJson.texts(options.extraArguments()));
		object.addProperty("idleUnloadMinutes", options.idleUnloadMinutes());
		object.addProperty("onRequest", options.onRequest());
		return object;
	}

	private static JsonElement number(OptionalInt value) {
		return value.isPresent() ? new JsonPrimitive(value.getAsInt()) : JsonNull.INSTANCE;
	}

	static ModelReport report(Fields report) {
		return new ModelReport(facts(report.inner("facts")), fit(report.inner("fit")), machine(report.inner("machine")));
	}

	private static ModelFacts facts(Fields facts) {
		return new ModelFacts(facts.text("architecture"), facts.optional("name"), facts.optional("quantization"), facts.optionalWhole("parameters"),
				facts.optionalInteger("contextLength"), facts.optionalInteger("layers"), facts.optional("chatTemplate"), facts.optional("license"),
				facts.integer("shards"));
	}

	private static Fit fit(Fields fit) {
		Fit.Verdict verdict = switch (fit.text("verdict")) {
		case "fits" -> Fit.Verdict.FITS;
		case "fitsPartly" -> Fit.Verdict.FITS_PARTLY;
		case "doesNotFit" -> Fit.Verdict.DOES_NOT_FIT;
		case "unknown" -> Fit.Verdict.UNKNOWN;
		case String other -> throw new JsonParseException("there is no verdict '" + other + "'");
		};
		return new Fit(verdict, fit.integer("gpuLayers"), fit.integer("contextSize"), fit.whole("weightsBytes"), fit.whole("cacheBytes"), fit.whole("ramBytes"),
				fit.whole("vramBytes"), fit.text("reason"));
	}

	static Machine machine(Fields machine) {
		return new Machine(machine.whole("ramBytes"), machine.whole("ramFreeBytes"), machine.list("gpus",
				gpu -> new Machine.Gpu(gpu.text("name"), gpu.whole("vramBytes"), gpu.whole("vramFreeBytes"), gpu.text("source"))));
	}

	static LlamaServer llamaServer(Fields server) {
		return new LlamaServer(server.optional("path"), server.text("version"), server.texts("places"), server.optional("error"));
	}
}
