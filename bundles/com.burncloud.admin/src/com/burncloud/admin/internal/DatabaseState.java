package com.burncloud.admin.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import com.burncloud.api.store.Database;

/** How the database is, asked at most once a second: {@code /health} needs no key, and asking may take two seconds of a sick database. */
@Component(service = DatabaseState.class)
public final class DatabaseState {
	static final String OK = "ok";
	private static final long FRESH_NANOS = 1_000_000_000L;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	private volatile Database database;
	private volatile Answer last = new Answer(null, "", 0);

	@Activate
	public DatabaseState() {
		// nothing to set up
	}

	/** {@code ok}, or what is wrong. */
	String status() {
		Answer answer = last;
		if (answer.isFresh(database)) {
			return answer.status();
		}
		synchronized (this) {
			Database present = database;
			if (!last.isFresh(present)) {
				last = new Answer(present, present == null ? "The store is not running." : present.status(), System.nanoTime());
			}
			return last.status();
		}
	}

	private record Answer(Database asked, String status, long atNanos) {

		boolean isFresh(Database database) {
			return asked == database && !status.isEmpty() && System.nanoTime() - atNanos < FRESH_NANOS;
		}
	}
}
