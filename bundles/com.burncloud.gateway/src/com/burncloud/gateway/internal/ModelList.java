package com.burncloud.gateway.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.burncloud.api.channel.Routing;
import com.burncloud.api.channel.Routing.ModelListing;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.token.Caller;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** {@code GET /v1/models} and {@code /v1/models/{id}}: what a caller may ask for (OpenAI API reference, "Models"). */
final class ModelList {
	private static final String PATH = "/v1/models";

	private final Routing routing;

	ModelList(Routing routing) {
		this.routing = routing;
	}

	static boolean isAt(String path) {
		return path.equals(PATH) || path.startsWith(PATH + "/");
	}

	byte[] answer(String path, Caller caller) throws RefusedException {
		JsonObject json = path.length() <= PATH.length() + 1 ? list(caller) : one(path.substring(PATH.length() + 1), caller);
		return json.toString().getBytes(StandardCharsets.UTF_8);
	}

	private JsonObject list(Caller caller) {
		JsonArray data = new JsonArray();
		for (ModelListing model : routing.models(caller.groups())) {
			if (caller.mayUse(model.id())) {
				data.add(entry(model));
			}
		}
		JsonObject list = new JsonObject();
		list.addProperty("object", "list");
		list.add("data", data);
		return list;
	}

	private JsonObject one(String encodedId, Caller caller) throws RefusedException {
		String id = decoded(encodedId);
		Optional<ModelListing> found = routing.models(caller.groups()).stream().filter(model -> model.id().equals(id) && caller.mayUse(id)).findFirst();
		return entry(found.orElseThrow(() -> new RefusedException(RefusalCode.MODEL_NOT_FOUND,
				"The model '" + Judge.shortened(id) + "' does not exist, or this token may not use it. GET /v1/models lists those that can be called.")));
	}

	private static String decoded(String encodedId) {
		try {
			return URLDecoder.decode(encodedId.replace("+", "%2B"), StandardCharsets.UTF_8);
		} catch (IllegalArgumentException broken) {
			return encodedId;
		}
	}

	private static JsonObject entry(ModelListing model) {
		JsonObject entry = new JsonObject();
		entry.addProperty("id", model.id());
		entry.addProperty("object", "model");
		entry.addProperty("created", model.createdEpochSeconds());
		entry.addProperty("owned_by", model.ownedBy());
		return entry;
	}
}
