package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.usage.UsageRecord;

/**
 * {@code /api/logs/stream}: the log as it grows, as server-sent events. Goes, and ends its streams, when the live log goes. A client that reads slowly makes its
 * own follower of the live log wait, which drops the oldest rows then.
 */
@Component(service = Resource.class)
public final class StreamResource implements Resource {
	private static final int DEFAULT_HISTORY = 100;
	private static final int MOST_BATCHES = 4;

	private final LiveLog log;
	private final Streams streams;

	@Activate
	public StreamResource(BundleContext context, @Reference LiveLog log) {
		this.log = log;
		streams = new Streams(context, "live logs", MOST_BATCHES);
	}

	@Override
	public List<Route> routes() {
		return List.of(Route.of("GET", "/api/logs/stream", this::stream));
	}

	private void stream(Call call) throws IOException {
		int history = call.number("history", DEFAULT_HISTORY, 0, 10_000);
		streams.serve(call, stream -> log.subscribe(history, rows -> stream.put(events(rows)))::close);
	}

	private static String events(List<UsageRecord> rows) {
		StringBuilder text = new StringBuilder();
		rows.forEach(row -> text.append("data: ").append(Call.toJson(UsageJson.write(row))).append("\n\n"));
		return text.toString();
	}

	@Deactivate
	void deactivate() {
		streams.close();
	}
}
