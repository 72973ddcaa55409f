package com.burncloud.ui.internal.dashboard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;

import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.server.Server;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.Work;

/**
 * Brings the live log to the UI thread, at most ten times a second, beginning with what is recent or, after a restart of the gateway, with the end of the history.
 * Its methods are called on the UI thread.
 */
final class Feed {
	private static final int HISTORY = 10_000;
	private static final int HISTORY_OF_DATABASE = 200;
	private static final int INTERVAL_MILLIS = 100;

	private final Control owner;
	private final Work work;
	private final Consumer<List<UsageRecord>> sink;
	private final int most;
	private List<UsageRecord> waiting = new ArrayList<>();
	private boolean flushing;
	private long flushed;
	private Optional<Server> server = Optional.empty();
	private Optional<LiveLog.Subscription> subscription = Optional.empty();

	/** @param most so many rows are kept here at the most until they are taken */
	Feed(Control owner, Work work, int most, Consumer<List<UsageRecord>> sink) {
		this.owner = owner;
		this.work = work;
		this.most = most;
		this.sink = sink;
		owner.addDisposeListener(event -> stop());
	}

	/** Follows another server, or the same one on. */
	void follow(Server newServer, String title, Runnable began) {
		if (server.filter(newServer::equals).isPresent()) {
			return;
		}
		stop();
		server = Optional.of(newServer);
		work.run(title, owner, () -> open(newServer), opened -> {
			if (server.filter(newServer::equals).isPresent()) {
				subscription = Optional.of(opened);
				began.run();
			} else {
				opened.close();
			}
		}, failure -> {
			if (server.filter(newServer::equals).isPresent()) {
				server = Optional.empty();
			}
		});
	}

	/** Not on the UI thread. */
	private LiveLog.Subscription open(Server from) {
		Set<String> known = new HashSet<>();
		if (from.liveLog().recent(1).isEmpty()) {
			List<UsageRecord> old = from.usage().logs(LogQuery.newest(HISTORY_OF_DATABASE)).items().reversed();
			old.forEach(row -> known.add(row.requestId()));
			arrived(from, old);
		}
		return from.liveLog().subscribe(HISTORY, batch -> arrived(from, known.isEmpty() ? batch : batch.stream().filter(row -> !known.contains(row.requestId())).toList()));
	}

	/** On a thread of the subscription. */
	private void arrived(Server from, List<UsageRecord> batch) {
		if (!batch.isEmpty() && !owner.isDisposed()) {
			owner.getDisplay().asyncExec(() -> {
				if (!owner.isDisposed() && server.filter(from::equals).isPresent()) {
					take(batch);
				}
			});
		}
	}

	private void take(List<UsageRecord> batch) {
		waiting.addAll(batch);
		if (waiting.size() > most) {
			waiting = new ArrayList<>(waiting.subList(waiting.size() - most, waiting.size()));
		}
		if (!flushing) {
			long since = System.currentTimeMillis() - flushed;
			if (since >= INTERVAL_MILLIS) {
				flush();
			} else {
				flushing = true;
				owner.getDisplay().timerExec((int) (INTERVAL_MILLIS - since), () -> {
					flushing = false;
					if (!owner.isDisposed()) {
						flush();
					}
				});
			}
		}
	}

	private void flush() {
		if (!waiting.isEmpty()) {
			flushed = System.currentTimeMillis();
			List<UsageRecord> batch = waiting;
			waiting = new ArrayList<>();
			sink.accept(batch);
		}
	}

	void stop() {
		// Closing may wait for a far-away server.
		subscription.ifPresent(each -> Thread.ofVirtual().start(each::close));
		subscription = Optional.empty();
		server = Optional.empty();
		waiting = new ArrayList<>();
	}
}
