package com.burncloud.tokens.internal;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import com.burncloud.api.store.JournalPosition;

/** The one row that says how far the database is. */
final class StateTable {

	/** What has a position of its own in the journal. */
	enum Place {
		SUMS("segment", "offset_bytes"), ROWS("rows_segment", "rows_offset_bytes");

		private final String select;
		private final String move;

		Place(String segment, String offset) {
			select = "SELECT " + segment + ", " + offset + " FROM tokens_state WHERE id = 1";
			move = "UPDATE tokens_state SET " + segment + " = ?, " + offset + " = ? WHERE id = 1 AND " + segment + " = ? AND " + offset + " = ?";
		}
	}

	private final Jdbi jdbi;

	StateTable(Jdbi jdbi) {
		this.jdbi = jdbi;
	}

	JournalPosition position(Place place) {
		return jdbi.withHandle(handle -> handle.createQuery(place.select).map((row, context) -> new JournalPosition(row.getLong(1), row.getLong(2))).one());
	}

	/** Part of a transaction that applies what lies between; holds only when the database is where it is thought to be. */
	static boolean move(Handle handle, Place place, JournalPosition from, JournalPosition to) {
		return handle.execute(place.move, to.segment(), to.offsetBytes(), from.segment(), from.offsetBytes()) == 1;
	}

	/** Log rows older than that are gone. */
	long logFromMillis() {
		return jdbi.withHandle(handle -> handle.createQuery("SELECT log_from_millis FROM tokens_state WHERE id = 1").mapTo(Long.class).one());
	}

	static void logFromMillis(Handle handle, long millis) {
		handle.execute("UPDATE tokens_state SET log_from_millis = ? WHERE id = 1", millis);
	}
}
