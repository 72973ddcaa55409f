package com.burncloud.tokens.internal;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log's rows: one a line, and the place where a line that is in the journal twice shows. The sums have its lines already. */
final class Rows implements Part {
	private static final Logger log = LoggerFactory.getLogger(Rows.class);
	private final LogTable table;
	private final Sums sums;

	Rows(LogTable table, Sums sums) {
		this.table = table;
		this.sums = sums;
	}

	@Override
	public Change of(List<Booked> lines) {
		return new Change(connection -> LogTable.insert(connection, lines.stream().map(Booked::exchange).toList()), Change.NONE.written());
	}

	@Override
	public Change instead(Booked line, Exception refusal) {
		String requestId = line.exchange().requestId();
		if (table.find(requestId).isPresent()) {
			log.error("The journal has the request {} a second time; it counts once.", requestId);
			return sums.takenBack(line);
		}
		log.error("The database refuses the log row of request {}; it is counted, but missing in the log. {}", requestId, refusal.toString());
		return Change.NONE;
	}

	@Override
	public void unreadable(String where, IllegalArgumentException why) {
		// The sums' cursor was here before, and said it.
	}
}
