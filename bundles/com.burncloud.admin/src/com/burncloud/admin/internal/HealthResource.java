package com.burncloud.admin.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.google.gson.JsonObject;

/** {@code /health}. Answers 200 even while the database is away or the disk is full: the gateway serves on, and a restart would not help. */
@Component(service = Resource.class)
public final class HealthResource implements Resource {
	private final String version;
	private final DatabaseState database;
	private final JournalState journal;

	@Activate
	public HealthResource(BundleContext context, @Reference DatabaseState database, @Reference JournalState journal) {
		this.version = context.getBundle().getVersion().toString();
		this.database = database;
		this.journal = journal;
	}

	@Override
	public List<Route> routes() {
		return List.of(Route.of("GET", "/health", this::health));
	}

	private void health(Call call) throws IOException {
		String state = database.status();
		String written = journal.status();
		JsonObject object = new JsonObject();
		object.addProperty("status", state.equals(DatabaseState.OK) && written.equals(DatabaseState.OK) ? "ok" : "degraded");
		object.addProperty("version", version);
		object.addProperty("uptimeMillis", ManagementFactory.getRuntimeMXBean().getUptime());
		object.addProperty("database", state);
		object.addProperty("journal", written);
		call.ok(object);
	}
}
