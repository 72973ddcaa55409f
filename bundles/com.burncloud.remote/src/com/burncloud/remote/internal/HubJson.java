package com.burncloud.remote.internal;

import java.net.URI;
import java.util.Locale;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.Variant;
import com.google.gson.JsonObject;

/** What lies on hubs, and what is fetched from there, out of JSON. */
final class HubJson {

	private HubJson() {
	}

	static HubInfo hub(Fields hub) {
		return new HubInfo(hub.text("id"), hub.map("names"), URI.create(hub.text("endpoint")), hub.flag("mirror"));
	}

	static HubModel model(Fields model) {
		return new HubModel(model.text("hub"), model.text("repo"), model.whole("downloads"), model.whole("likes"), model.optionalWhole("parameters"),
				model.optionalWhole("sizeBytes"), model.optional("license"), model.flag("gated"), model.optionalTime("updatedAt"));
	}

	static Variant variant(Fields variant) {
		return new Variant(Variant.Kind.valueOf(variant.text("kind").toUpperCase(Locale.ROOT)), variant.text("quantization"), variant.optionalNumber("bitsPerWeight"),
				variant.list("files", file -> new HubFile(file.text("path"), file.whole("sizeBytes"), file.optional("sha256"))));
	}

	static JsonObject write(DownloadRequest request) {
		JsonObject object = new JsonObject();
		object.addProperty("hub", request.hub());
		object.addProperty("repo", request.repository());
		object.addProperty("file", request.file());
		object.addProperty("revision", request.revision());
		return object;
	}

	static Download download(Fields download) {
		return new Download(download.text("id"), download.text("hub"), download.text("repo"), download.text("revision"), download.text("file"),
				download.texts("files"), Download.State.valueOf(download.text("state").toUpperCase(Locale.ROOT)), download.whole("bytesDone"),
				download.whole("bytesTotal"), download.whole("bytesPerSecond"), download.optionalWhole("leftMillis"), download.optional("error"),
				download.optionalTime("retryAt"), download.optional("modelId"), download.time("createdAt"));
	}
}
