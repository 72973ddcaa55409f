package com.burncloud.tokens.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A part of the database that a {@link Cursor} carries along the journal. */
interface Part {

	/** What the lines mean to it. */
	Change of(List<Booked> lines);

	/** What is done with a line that the database refuses when it comes alone; the database must be able to take this. */
	Change instead(Booked line, Exception refusal);

	/** Something in the journal that is no line; it is passed over. */
	void unreadable(String where, IllegalArgumentException why);

	/**
	 * @param write in the transaction that moves the position
	 * @param written told once it is certain that the transaction was committed
	 */
	record Change(Write write, Runnable written) {
		static final Change NONE = new Change(connection -> {
		}, () -> {
		});
	}

	/** SQL without a position. */
	interface Write {
		void to(Connection connection) throws SQLException;
	}
}
