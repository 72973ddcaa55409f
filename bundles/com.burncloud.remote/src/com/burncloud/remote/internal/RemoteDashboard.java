package com.burncloud.remote.internal;

import java.time.Duration;
import java.util.List;

import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.dashboard.Figures;
import com.burncloud.api.dashboard.Point;

/** {@code /api/dashboard}. */
final class RemoteDashboard implements DashboardService {
	private static final long DAY_MINUTES = 24 * 60;

	private final ManagementApi api;

	RemoteDashboard(ManagementApi api) {
		this.api = api;
	}

	@Override
	public Figures figures() {
		return api.get("/api/dashboard", Fields.one(RemoteDashboard::figures));
	}

	@Override
	public List<Point> series(Duration window) {
		long minutes = Math.clamp(window.toMinutes(), 1, DAY_MINUTES);
		return api.get(new Query("/api/dashboard/series").with("minutes", minutes).toString(), Fields.list(RemoteDashboard::point));
	}

	private static Figures figures(Fields figures) {
		return new Figures(figures.whole("requestsPerMinute"), figures.whole("tokensPerMinute"), figures.number("successRatio"), figures.whole("p50Millis"),
				figures.whole("p95Millis"), figures.whole("ttfbP50Millis"), figures.whole("costTodayNanos"), figures.whole("activeRequests"));
	}

	private static Point point(Fields point) {
		return new Point(point.time("at"), point.whole("requests"), point.whole("errors"), point.whole("tokens"), point.whole("costNanos"),
				point.whole("p50Millis"), point.whole("p95Millis"), point.whole("ttfbP50Millis"));
	}
}
