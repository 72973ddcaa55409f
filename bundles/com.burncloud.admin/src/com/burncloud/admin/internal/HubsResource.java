package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.HubService;

/** {@code /api/hubs}: where models lie on the network. */
@Component(service = Resource.class)
public final class HubsResource implements Resource {
	private static final int MOST = 100;

	private final HubService hubs;

	@Activate
	public HubsResource(@Reference HubService hubs) {
		this.hubs = hubs;
	}

	@Override
	public List<Route> routes() {
		return List.of(
				Route.of("GET", "/api/hubs", call -> call.ok(Json.array(hubs.hubs(), HubJson::write))),
				Route.of("GET", "/api/hubs/search", this::search),
				Route.of("GET", "/api/hubs/{hub}/{owner}/{repo}/files", this::files),
				Route.of("GET", "/api/hubs/{hub}/{owner}/{repo}/inspect", this::inspect));
	}

	private void search(Call call) throws IOException {
		HubQuery query = new HubQuery(call.query("q").orElse(""), call.number("limit", 20, 1, MOST), call.query("order").map(HubsResource::order).orElse(
				HubQuery.Order.DOWNLOADS));
		call.ok(Json.array(hubs.search(call.query("hub").orElse(""), query), HubJson::write));
	}

	private static HubQuery.Order order(String text) {
		return Arrays.stream(HubQuery.Order.values()).filter(order -> word(order).equals(text)).findFirst().orElseThrow(() -> Problem.field("order", "order must be "
				+ Arrays.stream(HubQuery.Order.values()).map(HubsResource::word).collect(Collectors.joining(", ")) + ", not '" + text + "'."));
	}

	private static String word(HubQuery.Order order) {
		return order.name().toLowerCase(Locale.ROOT);
	}

	/** What holds for all of the list stands in the head, since an empty list has it too. */
	private void files(Call call) throws IOException {
		HubListing listing = hubs.files(call.path("hub"), repository(call));
		call.response().setHeader("x-burncloud-revision", listing.revision());
		call.response().setHeader("x-burncloud-page", listing.page().toASCIIString());
		call.ok(Json.array(listing.variants(), variant -> HubJson.write(listing, variant)));
	}

	private void inspect(Call call) throws IOException {
		String file = call.query("file").orElseThrow(() -> Problem.field("file", "file is missing: name the path of a GGUF file in the repository."));
		call.ok(ModelJson.write(hubs.inspect(call.path("hub"), repository(call), file, ModelJson.question(call))));
	}

	private static String repository(Call call) {
		return call.path("owner") + "/" + call.path("repo");
	}
}
