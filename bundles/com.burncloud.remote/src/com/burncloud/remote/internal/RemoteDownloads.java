package com.burncloud.remote.internal;

import java.util.List;
import java.util.Optional;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.DownloadService;

/** {@code /api/downloads}. */
final class RemoteDownloads implements DownloadService {
	private static final String DOWNLOADS = "/api/downloads";

	private final ManagementApi api;

	RemoteDownloads(ManagementApi api) {
		this.api = api;
	}

	@Override
	public List<Download> list() {
		return api.get(DOWNLOADS, Fields.list(HubJson::download));
	}

	@Override
	public Optional<Download> find(String id) {
		return download(id).find(Fields.one(HubJson::download));
	}

	/** The server asks the hub first. */
	@Override
	public Download start(DownloadRequest request) {
		return api.call("POST", DOWNLOADS, HubJson.write(request), api.pace().patient(), Fields.one(HubJson::download));
	}

	@Override
	public Download pause(String id) {
		return download(id).call("POST", "/pause", null, Fields.one(HubJson::download));
	}

	@Override
	public Download resume(String id) {
		return download(id).call("POST", "/resume", null, Fields.one(HubJson::download));
	}

	@Override
	public void remove(String id) {
		download(id).delete();
	}

	private Item download(String id) {
		return new Item(api, "download", DOWNLOADS, id);
	}
}
