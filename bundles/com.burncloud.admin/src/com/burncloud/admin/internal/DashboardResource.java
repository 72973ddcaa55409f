package com.burncloud.admin.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.dashboard.Figures;
import com.burncloud.api.dashboard.Point;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** {@code /api/dashboard}. */
@Component(service = Resource.class)
public final class DashboardResource implements Resource {
	private static final int MOST_MINUTES = 24 * 60;

	private final DashboardService dashboard;

	@Activate
	public DashboardResource(@Reference DashboardService dashboard) {
		this.dashboard = dashboard;
	}

	@Override
	public List<Route> routes() {
		return List.of(
				Route.of("GET", "/api/dashboard", this::figures),
				Route.of("GET", "/api/dashboard/series", this::series));
	}

	private void series(Call call) throws IOException {
		call.ok(Json.array(dashboard.series(Duration.ofMinutes(call.number("minutes", 60, 1, MOST_MINUTES))), DashboardResource::write));
	}

	private static JsonElement write(Point point) {
		JsonObject object = new JsonObject();
		object.add("at", Json.time(point.at()));
		object.addProperty("requests", point.requests());
		object.addProperty("errors", point.errors());
		object.addProperty("tokens", point.tokens());
		object.addProperty("costNanos", point.costNanos());
		object.addProperty("p50Millis", point.p50Millis());
		object.addProperty("p95Millis", point.p95Millis());
		object.addProperty("ttfbP50Millis", point.ttfbP50Millis());
		return object;
	}

	private void figures(Call call) throws IOException {
		Figures figures = dashboard.figures();
		JsonObject object = new JsonObject();
		object.addProperty("requestsPerMinute", figures.requestsPerMinute());
		object.addProperty("tokensPerMinute", figures.tokensPerMinute());
		object.addProperty("successRatio", figures.successRatio());
		object.addProperty("p50Millis", figures.p50Millis());
		object.addProperty("p95Millis", figures.p95Millis());
		object.addProperty("ttfbP50Millis", figures.ttfbP50Millis());
		object.addProperty("costTodayNanos", figures.costTodayNanos());
		object.addProperty("activeRequests", figures.activeRequests());
		call.ok(object);
	}
}
