package com.burncloud.admin.internal;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /metrics}. */
@Component(service = Resource.class)
public final class MetricsResource implements Resource {
	private final Metrics metrics;

	@Activate
	public MetricsResource(@Reference Metrics metrics) {
		this.metrics = metrics;
	}

	@Override
	public List<Route> routes() {
		return List.of(Route.of("GET", "/metrics", call -> call.text(PrometheusText.CONTENT_TYPE, PrometheusText.of(metrics.meters()))));
	}
}
