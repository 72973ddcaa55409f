package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.ModelService;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** {@code /api/models}, and the machine that they run on. */
@Component(service = Resource.class)
public final class ModelsResource implements Resource {
	private final ModelService models;

	@Activate
	public ModelsResource(@Reference ModelService models) {
		this.models = models;
	}

	@Override
	public List<Route> routes() {
		return List.of(
				Route.of("GET", "/api/models", call -> call.ok(Json.array(models.list(), ModelJson::write))),
				Route.of("POST", "/api/models", this::adopt),
				Route.of("GET", "/api/models/leftovers", call -> call.ok(Json.array(models.leftovers(), ModelsResource::write))),
				Route.of("DELETE", "/api/models/leftovers/{name}", this::removeLeftover),
				Route.of("GET", "/api/models/{id}", call -> call.ok(ModelJson.write(find(call)))),
				Route.of("DELETE", "/api/models/{id}", this::delete),
				Route.of("POST", "/api/models/{id}/deploy", this::deploy),
				Route.of("POST", "/api/models/{id}/stop", call -> call.ok(ModelJson.write(models.stop(call.path("id"))))),
				Route.of("GET", "/api/models/{id}/output", call -> call.ok(Json.texts(models.output(call.path("id"))))),
				Route.of("GET", "/api/models/{id}/inspect", call -> call.ok(ModelJson.write(models.inspect(call.path("id"), ModelJson.question(call))))),
				Route.of("GET", "/api/machine", call -> call.ok(ModelJson.write(models.machine()))),
				Route.of("GET", "/api/llama-server", call -> call.ok(ModelJson.write(models.llamaServer()))));
	}

	private void adopt(Call call) throws IOException {
		Fields fields = Fields.of(call.json(), Set.of("path"));
		call.made(Json.array(models.adopt(fields.required("path", "")), ModelJson::write));
	}

	private void delete(Call call) {
		models.delete(call.path("id"));
		call.deleted();
	}

	private void deploy(Call call) throws IOException {
		DeployOptions options = call.optionalJson().map(DeployJson::read).orElse(DeployOptions.DEFAULT);
		call.accepted("/api/models", call.path("id"), ModelJson.write(models.deploy(call.path("id"), options)));
	}

	private void removeLeftover(Call call) {
		models.removeLeftover(call.path("name"));
		call.deleted();
	}

	private LocalModel find(Call call) {
		return models.find(call.path("id")).orElseThrow(() -> Problem.unknown("model", call.path("id")));
	}

	private static JsonElement write(ModelService.Leftover leftover) {
		JsonObject object = new JsonObject();
		object.addProperty("name", leftover.name());
		object.addProperty("sizeBytes", leftover.sizeBytes());
		return object;
	}
}
