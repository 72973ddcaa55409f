package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.dashboard.LiveLog;

import jakarta.servlet.http.HttpServletResponse;

/** {@code /api/logs/stream}: the log as it grows, as server-sent events. Goes, and ends its streams, when the live log goes. */
@Component(service = Resource.class)
public final class StreamResource implements Resource {
	/** Each holds a connection and a thread; a dashboard needs one or two. */
	static final int MOST_STREAMS = 100;
	private static final int DEFAULT_HISTORY = 100;

	private final LiveLog log;
	private final long heartbeatMillis;
	private final Set<LogStream> streams = ConcurrentHashMap.newKeySet();

	@Activate
	public StreamResource(BundleContext context, @Reference LiveLog log) {
		this.log = log;
		String millis = context.getProperty("burncloud.stream.heartbeat.millis");
		this.heartbeatMillis = millis == null ? 15_000 : Long.parseLong(millis);
	}

	@Override
	public List<Route> routes() {
		return List.of(Route.of("GET", "/api/logs/stream", this::stream));
	}

	private void stream(Call call) throws IOException {
		int history = call.number("history", DEFAULT_HISTORY, 0, 10_000);
		if (streams.size() >= MOST_STREAMS) {
			throw Problem.of(503, "too_many_streams", "There are " + MOST_STREAMS + " live logs open already; close one of them.");
		}
		HttpServletResponse response = call.response();
		response.setStatus(200);
		response.setContentType("text/event-stream;charset=utf-8");
		// Tells nginx and its like to pass on each event as it comes.
		response.setHeader("X-Accel-Buffering", "no");
		if (call.head()) {
			return;
		}
		LogStream stream = new LogStream(response.getOutputStream(), heartbeatMillis);
		streams.add(stream);
		try (LiveLog.Subscription subscription = log.subscribe(history, stream::rows)) {
			stream.run();
		} finally {
			stream.close();
			streams.remove(stream);
		}
	}

	@Deactivate
	void deactivate() {
		streams.forEach(LogStream::close);
	}
}
