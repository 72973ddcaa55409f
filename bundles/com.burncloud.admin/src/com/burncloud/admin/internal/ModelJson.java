package com.burncloud.admin.internal;

import java.util.Locale;
import java.util.OptionalInt;

import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Fit;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.LlamaServer;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelFacts;
import com.burncloud.api.model.ModelReport;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** Models of this machine, and the machine, as JSON. */
final class ModelJson {

	private ModelJson() {
	}

	static JsonElement write(LocalModel model) {
		JsonObject object = new JsonObject();
		object.addProperty("id", model.id());
		object.addProperty("title", model.title());
		object.addProperty("file", model.file());
		object.addProperty("sizeBytes", model.sizeBytes());
		object.add("architecture", Json.text(model.facts().map(ModelFacts::architecture)));
		object.addProperty("quantization", model.quantization());
		object.add("contextLength", Json.number(model.facts().map(ModelFacts::contextLength).orElse(OptionalInt.empty())));
		object.addProperty("sha256", model.sha256());
		object.addProperty("origin", model.origin());
		object.addProperty("adopted", model.adopted());
		object.add("projectors", Json.texts(model.projectors()));
		object.add("error", Json.text(model.error()));
		object.add("addedAt", Json.time(model.addedAt()));
		object.add("facts", model.facts().map(ModelJson::write).orElse(JsonNull.INSTANCE));
		object.add("options", DeployJson.write(model.options()));
		object.add("deployment", write(model.gatewayModel(), model.deployment()));
		return object;
	}

	private static JsonElement write(String gatewayModel, Deployment deployment) {
		JsonObject object = new JsonObject();
		object.addProperty("state", deployment.state().name().toLowerCase(Locale.ROOT));
		object.add("port", Json.number(deployment.port()));
		object.add("pid", Json.number(deployment.pid()));
		object.addProperty("gatewayModel", gatewayModel);
		object.add("loadProgress", Json.number(deployment.loadProgress()));
		object.add("contextSize", Json.number(deployment.contextTokens()));
		object.add("tokensPerSecond", Json.number(deployment.tokensPerSecond()));
		object.add("notice", Json.text(deployment.notice()));
		object.add("error", Json.text(deployment.error()));
		object.addProperty("restarts", deployment.restarts());
		object.add("since", Json.text(deployment.since()));
		return object;
	}

	/** How a model would be run, out of a query. */
	static FitQuestion question(Call call) {
		FitQuestion usual = FitQuestion.DEFAULT;
		return new FitQuestion(call.number("contextSize", usual.contextTokens(), 0, Integer.MAX_VALUE),
				call.number("gpuLayers", usual.gpuLayers(), -1, Integer.MAX_VALUE));
	}

	static JsonElement write(ModelReport report) {
		JsonObject object = new JsonObject();
		object.add("facts", write(report.facts()));
		object.add("fit", write(report.fit()));
		object.add("machine", write(report.machine()));
		return object;
	}

	private static JsonElement write(ModelFacts facts) {
		JsonObject object = new JsonObject();
		object.addProperty("architecture", facts.architecture());
		object.add("name", Json.text(facts.name()));
		object.add("quantization", Json.text(facts.quantization()));
		object.add("parameters", Json.number(facts.parameters()));
		object.add("contextLength", Json.number(facts.contextLength()));
		object.add("layers", Json.number(facts.layers()));
		object.add("chatTemplate", Json.text(facts.chatTemplate()));
		object.add("license", Json.text(facts.license()));
		object.addProperty("shards", facts.shards());
		return object;
	}

	private static JsonElement write(Fit fit) {
		JsonObject object = new JsonObject();
		object.addProperty("verdict", switch (fit.verdict()) {
		case FITS -> "fits";
		case FITS_PARTLY -> "fitsPartly";
		case DOES_NOT_FIT -> "doesNotFit";
		case UNKNOWN -> "unknown";
		});
		object.addProperty("gpuLayers", fit.gpuLayers());
		object.addProperty("contextSize", fit.contextTokens());
		object.addProperty("weightsBytes", fit.weightsBytes());
		object.addProperty("cacheBytes", fit.cacheBytes());
		object.addProperty("ramBytes", fit.ramBytes());
		object.addProperty("vramBytes", fit.vramBytes());
		object.addProperty("reason", fit.reason());
		return object;
	}

	static JsonElement write(Machine machine) {
		JsonObject object = new JsonObject();
		object.addProperty("ramBytes", machine.ramBytes());
		object.addProperty("ramFreeBytes", machine.ramFreeBytes());
		object.add("gpus", Json.array(machine.gpus(), ModelJson::write));
		return object;
	}

	private static JsonElement write(Machine.Gpu gpu) {
		JsonObject object = new JsonObject();
		object.addProperty("name", gpu.name());
		object.addProperty("vramBytes", gpu.vramBytes());
		object.addProperty("vramFreeBytes", gpu.vramFreeBytes());
		object.addProperty("source", gpu.source());
		return object;
	}

	static JsonElement write(LlamaServer server) {
		JsonObject object = new JsonObject();
		object.add("path", Json.text(server.path()));
		object.addProperty("version", server.version());
		object.add("places", Json.texts(server.places()));
		object.add("error", Json.text(server.error()));
		return object;
	}
}
