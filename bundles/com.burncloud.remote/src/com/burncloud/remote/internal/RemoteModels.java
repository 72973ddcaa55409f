package com.burncloud.remote.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.LlamaServer;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelReport;
import com.burncloud.api.model.ModelService;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** {@code /api/models}, and the machine that they run on. What makes the server look through folders, or ask llama-server, is waited for with patience. */
final class RemoteModels implements ModelService {
	private static final String MODELS = "/api/models";
	private static final String LEFTOVERS = MODELS + "/leftovers";

	private final ManagementApi api;

	RemoteModels(ManagementApi api) {
		this.api = api;
	}

	@Override
	public List<LocalModel> list() {
		return api.get(MODELS, Fields.list(ModelJson::read));
	}

	@Override
	public Optional<LocalModel> find(String id) {
		return model(id).find(Fields.one(ModelJson::read));
	}

	@Override
	public List<LocalModel> adopt(String path) {
		JsonObject body = new JsonObject();
		body.addProperty("path", path);
		return api.call("POST", MODELS, body, api.pace().patient(), Fields.list(ModelJson::read));
	}

	@Override
	public void delete(String id) {
		model(id).call("DELETE", "", null, api.pace().patient(), nothing -> null);
	}

	@Override
	public ModelReport inspect(String id, FitQuestion question) {
		Query below = new Query("/inspect").with("contextSize", question.contextTokens()).with("gpuLayers", question.gpuLayers());
		return model(id).call("GET", below.toString(), null, api.pace().patient(), Fields.one(ModelJson::report));
	}

	@Override
	public LocalModel deploy(String id, DeployOptions options) {
		return model(id).call("POST", "/deploy", ModelJson.write(options), api.pace().patient(), Fields.one(ModelJson::read));
	}

	@Override
	public LocalModel stop(String id) {
		return model(id).call("POST", "/stop", null, api.pace().patient(), Fields.one(ModelJson::read));
	}

	@Override
	public List<String> output(String id) {
		return model(id).call("GET", "/output", null, lines -> lines.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList());
	}

	@Override
	public LlamaServer llamaServer() {
		return api.get("/api/llama-server", api.pace().patient(), Fields.one(ModelJson::llamaServer));
	}

	@Override
	public Machine machine() {
		return api.get("/api/machine", api.pace().patient(), Fields.one(ModelJson::machine));
	}

	@Override
	public List<Leftover> leftovers() {
		return api.get(LEFTOVERS, Fields.list(leftover -> new Leftover(leftover.text("name"), leftover.whole("sizeBytes"))));
	}

	/** The name is that of a file, and so more than an id. */
	@Override
	public void removeLeftover(String name) {
		if (name.isBlank() || name.equals(".") || name.equals("..") || name.contains("/")) {
			throw new UnknownIdException("leftover", name);
		}
		try {
			api.call("DELETE", LEFTOVERS + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"), null, api.pace().patient(), nothing -> null);
		} catch (NotFound none) {
			throw new UnknownIdException("leftover", name);
		}
	}

	private Item model(String id) {
		return new Item(api, "model", MODELS, id);
	}
}
