package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

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
	private static final int MOST_HISTORY = 10_000;
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
		int history = call.number("history", DEFAULT_HISTORY, 0, MOST_HISTORY);
		String last = call.header("Last-Event-ID");
		streams.serve(call, last.isEmpty() ? stream -> log.subscribe(history, rows -> stream.put(events(rows)))::close
				: stream -> log.subscribe(MOST_HISTORY, new Resumed(last, history, rows -> stream.put(events(rows))))::close);
	}

	/**
	 * For a client that comes back: of the first batch, which is the history, only what is behind the row that it had last. Where nobody knows that row any more,
	 * as after a restart, as much as it would like to have.
	 */
	private static final class Resumed implements Consumer<List<UsageRecord>> {
		private final String last;
		private final int history;
		private final Consumer<List<UsageRecord>> client;
		private boolean begun;

		Resumed(String last, int history, Consumer<List<UsageRecord>> client) {
			this.last = last;
			this.history = history;
			this.client = client;
		}

		@Override
		public void accept(List<UsageRecord> rows) {
			List<UsageRecord> wanted = begun ? rows : missed(rows);
			begun = true;
			if (!wanted.isEmpty()) {
				client.accept(wanted);
			}
		}

		private List<UsageRecord> missed(List<UsageRecord> rows) {
			int known = rows.size() - 1;
			while (known >= 0 && !rows.get(known).requestId().equals(last)) {
				known--;
			}
			return rows.subList(known >= 0 ? known + 1 : Math.max(0, rows.size() - history), rows.size());
		}
	}

	private static String events(List<UsageRecord> rows) {
		StringBuilder text = new StringBuilder();
		rows.forEach(row -> text.append("id: ").append(row.requestId()).append("\ndata: ").append(Call.toJson(UsageJson.write(row))).append("\n\n"));
		return text.toString();
	}

	@Deactivate
	void deactivate() {
		streams.close();
	}
}
