package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.DownloadService;

/** {@code /api/downloads}. */
@Component(service = Resource.class)
public final class DownloadsResource implements Resource {
	private final DownloadService downloads;

	@Activate
	public DownloadsResource(@Reference DownloadService downloads) {
		this.downloads = downloads;
	}

	@Override
	public List<Route> routes() {
		return List.of(
				Route.of("GET", "/api/downloads", call -> call.ok(Json.array(downloads.list(), HubJson::write))),
				Route.of("POST", "/api/downloads", this::start),
				Route.of("GET", "/api/downloads/{id}", call -> call.ok(HubJson.write(find(call)))),
				Route.of("POST", "/api/downloads/{id}/pause", call -> call.ok(HubJson.write(downloads.pause(call.path("id"))))),
				Route.of("POST", "/api/downloads/{id}/resume", call -> call.ok(HubJson.write(downloads.resume(call.path("id"))))),
				Route.of("DELETE", "/api/downloads/{id}", this::remove));
	}

	private void start(Call call) throws IOException {
		Fields fields = Fields.of(call.json(), Set.of("hub", "repo", "file", "revision"));
		DownloadRequest request = new DownloadRequest(fields.read("hub", "", "", Fields::text), fields.required("repo", ""),
				fields.required("file", ""), fields.read("revision", "", "", Fields::text));
		Download begun = downloads.start(request);
		call.accepted("/api/downloads", begun.id(), HubJson.write(begun));
	}

	private void remove(Call call) {
		downloads.remove(call.path("id"));
		call.deleted();
	}

	private Download find(Call call) {
		return downloads.find(call.path("id")).orElseThrow(() -> Problem.unknown("download", call.path("id")));
	}
}
