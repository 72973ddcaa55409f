package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.dashboard.Figures;
import com.google.gson.JsonObject;

/** {@code /api/dashboard}. */
@Component(service = Resource.class)
public final class DashboardResource implements Resource {
	private final DashboardService dashboard;

	@Activate
	public DashboardResource(@Reference DashboardService dashboard) {
		this.dashboard = dashboard;
	}

	@Override
	public List<Route> routes() {
		return List.of(Route.of("GET", "/api/dashboard", this::figures));
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
