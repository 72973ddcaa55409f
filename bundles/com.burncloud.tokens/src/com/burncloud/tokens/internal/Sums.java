package com.burncloud.tokens.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.tokens.internal.Balance.Charge;

/** What tokens have used, and the hourly sums: a few rows, however many lines they add up. */
final class Sums implements Part {
	private static final Logger log = LoggerFactory.getLogger(Sums.class);
	private final Ledger ledger;
	private final Accounts accounts;
	private long ownLines;

	Sums(Ledger ledger, Accounts accounts) {
		this.ledger = ledger;
		this.accounts = accounts;
	}

	/** How many lines of this process are dealt with. */
	long ownLines() {
		return ownLines;
	}

	@Override
	public Change of(List<Booked> lines) {
		return new Change(connection -> add(connection, lines), () -> lines.forEach(this::added));
	}

	@Override
	public Change instead(Booked line, Exception refusal) {
		log.error("The database refuses the sums of request {}, {}; it counts for nothing. {}", line.exchange().requestId(), Money.dollars(line.charge().nanos()),
				refusal.toString());
		return new Change(Change.NONE.write(), () -> passed(line));
	}

	@Override
	public void unreadable(String where, IllegalArgumentException why) {
		log.error("A record of the journal, {}, cannot be read and counts for nothing. {}", where, why.getMessage());
	}

	/** As if the line had not come a second time. */
	Change takenBack(Booked line) {
		return new Change(connection -> {
			Charge charge = line.charge();
			charge(connection, Map.of(line.accountId(), new Balance(-charge.nanos(), -charge.count(), 0, 0)));
			HourTable.takeBack(connection, line.exchange());
		}, () -> {
			// One's own was charged in memory when it was settled, and only then.
			if (!ledger.owns(line)) {
				accounts.byId(line.accountId()).ifPresent(account -> account.takeBack(line.charge()));
			}
		});
	}

	private static void add(Connection connection, List<Booked> lines) throws SQLException {
		Map<String, Balance> charged = new HashMap<>();
		Hours hours = new Hours();
		for (Booked line : lines) {
			if (!line.charge().equals(Charge.NONE)) {
				charged.merge(line.accountId(), new Balance(line.charge().nanos(), line.charge().count(), 0, 0), (sum, one) -> sum.charge(line.charge()));
			}
			hours.add(line.exchange());
		}
		charge(connection, charged);
		HourTable.add(connection, hours);
	}

	private static void charge(Connection connection, Map<String, Balance> charged) throws SQLException {
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

	private void added(Booked line) {
		if (!ledger.owns(line)) {
			accounts.byId(line.accountId()).ifPresent(account -> account.add(line.charge()));
		}
		passed(line);
	}

	private void passed(Booked line) {
		if (ledger.owns(line)) {
			ledger.recent().applied(line.sequence(), line.exchange());
			ownLines++;
		}
	}
}
