package com.burncloud.tokens.internal;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import com.burncloud.api.store.JournalPosition;

/** The one row that says how far the database is. */
final class StateTable {
	private final Jdbi jdbi;

	StateTable(Jdbi jdbi) {
		this.jdbi = jdbi;
	}

	JournalPosition position() {
		return jdbi.withHandle(handle -> handle.createQuery("SELECT segment, offset_bytes FROM tokens_state WHERE id = 1")
				.map((row, context) -> new JournalPosition(row.getLong(1), row.getLong(2))).one());
	}

	/** Part of a transaction that applies what lies between; holds only when the database is where it is thought to be. */
	static boolean move(Handle handle, JournalPosition from, JournalPosition to) {
		return handle.execute("UPDATE tokens_state SET segment = ?, offset_bytes = ? WHERE id = 1 AND segment = ? AND offset_bytes = ?", to.segment(),
				to.offsetBytes(), from.segment(), from.offsetBytes()) == 1;
	}

	/** Log rows older than that are gone. */
	long logFromMillis() {
		return jdbi.withHandle(handle -> handle.createQuery("SELECT log_from_millis FROM tokens_state WHERE id = 1").mapTo(Long.class).one());
	}

	static void logFromMillis(Handle handle, long millis) {
		handle.execute("UPDATE tokens_state SET log_from_millis = ? WHERE id = 1", millis);
	}
}
