package com.burncloud.remote.internal;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.HubService;
import com.burncloud.api.model.ModelReport;

/** {@code /api/hubs}. The server waits for a hub as we wait for the server. */
final class RemoteHubs implements HubService {
	private static final String HUBS = "/api/hubs";

	private final ManagementApi api;

	RemoteHubs(ManagementApi api) {
		this.api = api;
	}

	@Override
	public List<HubInfo> hubs() {
		return api.get(HUBS, Fields.list(HubJson::hub));
	}

	@Override
	public List<HubModel> search(String hub, HubQuery query) {
		Query path = new Query(HUBS + "/search").with("q", query.text()).with("hub", hub).with("limit", query.limit()).with("order",
				query.order().name().toLowerCase(Locale.ROOT));
		return known(hub, () -> api.get(path.toString(), api.pace().patient(), Fields.list(HubJson::model)));
	}

	@Override
	public HubListing files(String hub, String repository) {
		String path = path(hub, repository) + "/files";
		return known(hub, () -> api.answer(api.request(path, "GET", BodyPublishers.noBody()), api.pace().patient(),
				(head, variants) -> new HubListing(hub, repository, head.firstValue("x-burncloud-revision").orElse(""),
						URI.create(head.firstValue("x-burncloud-page").orElse("")), Fields.list(HubJson::variant).apply(variants))));
	}

	@Override
	public ModelReport inspect(String hub, String repository, String file, FitQuestion question) {
		Query path = new Query(path(hub, repository) + "/inspect").with("file", file).with("contextSize", question.contextTokens()).with("gpuLayers",
				question.gpuLayers());
		return known(hub, () -> api.get(path.toString(), api.pace().patient(), Fields.one(ModelJson::report)));
	}

	private static <T> T known(String hub, Supplier<T> call) {
		try {
			return call.get();
		} catch (NotFound none) {
			throw new UnknownIdException("hub", hub);
		}
	}

	private static String path(String hub, String repository) {
		String[] parts = repository.split("/", -1);
		if (parts.length != 2 || !named(parts[0]) || !named(parts[1])) {
			throw new HubException(new HubProblem(HubProblem.Kind.NO_REPOSITORY, "'" + repository + "' is no repository; one looks like owner/name.", Optional.empty()));
		}
		if (!named(hub)) {
			throw new UnknownIdException("hub", hub);
		}
		return HUBS + "/" + escape(hub) + "/" + escape(parts[0]) + "/" + escape(parts[1]);
	}

	/** A segment of dots would be another path. */
	private static boolean named(String part) {
		return !part.isBlank() && !part.equals(".") && !part.equals("..");
	}

	private static String escape(String segment) {
		return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
	}
}
