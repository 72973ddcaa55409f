package com.burncloud.tokens.internal;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jdbi.v3.core.Jdbi;

import com.burncloud.api.store.JournalPosition;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.tokens.internal.Balance.Charge;

/** What applying lines means: balances, sums, rows and the position, in one transaction. */
final class Projection {
	private final Jdbi jdbi;

	Projection(Jdbi jdbi) {
		this.jdbi = jdbi;
	}

	/**
	 * @param rows whether the log gets a row of each too
	 * @return whether it was applied; not when the database stands elsewhere than {@code from}
	 */
	boolean apply(List<Booked> lines, boolean rows, JournalPosition from, JournalPosition to) throws SQLException {
		return jdbi.inTransaction(handle -> {
			// First, for its lock keeps a second projector out until this one has committed.
			if (!StateTable.move(handle, from, to)) {
				return false;
			}
			Connection connection = handle.getConnection();
			if (rows) {
				LogTable.insert(connection, lines.stream().map(Booked::exchange).toList());
			}
			charge(connection, lines);
			Hours hours = new Hours();
			lines.forEach(line -> hours.add(line.exchange()));
			HourTable.add(connection, hours);
			return true;
		});
	}

	private static void charge(Connection connection, List<Booked> lines) throws SQLException {
		Map<String, Balance> charged = new HashMap<>();
		for (Booked line : lines) {
			if (!line.charge().equals(Charge.NONE)) {
				charged.merge(line.accountId(), new Balance(line.charge().nanos(), line.charge().count(), 0, 0), (sum, one) -> sum.charge(line.charge()));
			}
		}
		try (PreparedStatement update = connection.prepareStatement("UPDATE tokens_used SET nanos = nanos + ?, requests = requests + ? WHERE token_id = ?")) {
			for (Map.Entry<String, Balance> account : charged.entrySet()) {
				update.setLong(1, account.getValue().usedNanos());
				update.setLong(2, account.getValue().usedCount());
				update.setString(3, account.getKey());
				update.addBatch();
			}
			update.executeBatch();
		}
	}

	/** Whether the database refused the data, and would again: a value that cannot be, or a request id that is there already. */
	static boolean refusedData(Throwable failure) {
		Set<Throwable> seen = new HashSet<>();
		for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
			if (cause instanceof SQLException sql && sql.getSQLState() != null && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23"))) {
				return true;
			}
			if (cause instanceof BatchUpdateException batch && batch.getNextException() != null && seen.size() < 10 && refusedData(batch.getNextException())) {
				return true;
			}
		}
		return false;
	}

}
