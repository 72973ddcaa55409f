package com.burncloud.channels.sample;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.burncloud.api.model.HubAnswer;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubPage;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.HubRequest;
import com.burncloud.api.model.ModelHub;

/** A stranger's hub: the install test packs this class into a jar of its own. */
public class SampleHub implements ModelHub {
	private static final URI HOME = URI.create("http://hub.example");

	@Override
	public HubInfo info() {
		return new HubInfo("depot", Map.of("en", "Depot"), HOME, false);
	}

	@Override
	public HubRequest search(HubQuery query) {
		return HubRequest.get(HOME);
	}

	@Override
	public HubPage<HubModel> models(HubAnswer answer) {
		return new HubPage<>(List.of(), Optional.empty());
	}

	@Override
	public HubRequest files(String repository, String revision) {
		return HubRequest.get(HOME);
	}

	@Override
	public HubPage<HubFile> files(HubAnswer answer) {
		return new HubPage<>(List.of(), Optional.empty());
	}

	@Override
	public HubRequest content(String repository, String revision, String path) {
		return HubRequest.get(HOME);
	}

	@Override
	public HubProblem problem(HubAnswer answer, String repository) {
		return new HubProblem(HubProblem.Kind.OTHER, "It does not work.", Optional.empty());
	}

	@Override
	public URI page(String repository) {
		return HOME;
	}
}
