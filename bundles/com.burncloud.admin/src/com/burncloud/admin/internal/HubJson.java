package com.burncloud.admin.internal;

import java.util.Locale;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.Variant;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** What lies on hubs, and what is fetched from there, as JSON. */
final class HubJson {

	private HubJson() {
	}

	static JsonElement write(HubInfo hub) {
		JsonObject object = new JsonObject();
		object.addProperty("id", hub.id());
		object.add("names", Json.map(hub.names()));
		object.addProperty("endpoint", hub.endpoint().toString());
		object.addProperty("mirror", hub.mirror());
		return object;
	}

	static JsonElement write(HubModel model) {
		JsonObject object = new JsonObject();
		object.addProperty("hub", model.hub());
		object.addProperty("repo", model.repository());
		object.addProperty("downloads", model.downloads());
		object.addProperty("likes", model.likes());
		object.add("parameters", Json.number(model.parameters()));
		object.add("sizeBytes", Json.number(model.sizeBytes()));
		object.add("license", Json.text(model.license()));
		object.addProperty("gated", model.gated());
		object.add("updatedAt", Json.text(model.updatedAt()));
		return object;
	}

	/** With what a download of it is asked for by. */
	static JsonElement write(HubListing listing, Variant variant) {
		JsonObject object = new JsonObject();
		object.addProperty("hub", listing.hub());
		object.addProperty("repo", listing.repository());
		object.addProperty("revision", listing.revision());
		object.addProperty("file", variant.file());
		object.addProperty("kind", variant.kind().name().toLowerCase(Locale.ROOT));
		object.addProperty("quantization", variant.quantization());
		object.add("bitsPerWeight", Json.number(variant.bitsPerWeight()));
		object.addProperty("sizeBytes", variant.sizeBytes());
		object.add("files", Json.array(variant.files(), HubJson::write));
		return object;
	}

	private static JsonElement write(HubFile file) {
		JsonObject object = new JsonObject();
		object.addProperty("path", file.path());
		object.addProperty("sizeBytes", file.sizeBytes());
		object.add("sha256", Json.text(file.sha256()));
		return object;
	}

	static JsonElement write(Download download) {
		JsonObject object = new JsonObject();
		object.addProperty("id", download.id());
		object.addProperty("hub", download.hub());
		object.addProperty("repo", download.repository());
		object.addProperty("revision", download.revision());
		object.addProperty("file", download.file());
		object.add("files", Json.texts(download.files()));
		object.addProperty("state", download.state().name().toLowerCase(Locale.ROOT));
		object.addProperty("bytesDone", download.bytesDone());
		object.addProperty("bytesTotal", download.bytesTotal());
		object.addProperty("bytesPerSecond", download.bytesPerSecond());
		object.add("leftMillis", Json.number(download.millisLeft()));
		object.add("error", Json.text(download.error()));
		object.add("retryAt", Json.text(download.retryAt()));
		object.add("modelId", Json.text(download.modelId()));
		object.add("createdAt", Json.time(download.createdAt()));
		return object;
	}
}
