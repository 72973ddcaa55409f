package com.burncloud.tokens.internal;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.store.Journal;
import com.burncloud.api.store.JournalPosition;
import com.burncloud.tokens.internal.Part.Change;
import com.burncloud.tokens.internal.StateTable.Place;

/** Carries one part of the database along the journal, each line exactly once: what a line changes and the position behind it are one transaction. One thread. */
final class Cursor {
	private static final Logger log = LoggerFactory.getLogger(Cursor.class);

	private final Journal journal;
	private final Jdbi jdbi;
	private final StateTable state;
	private final Place place;
	private final Part part;

	private JournalPosition position;
	/** One whose end is not known: the connection may have broken before or after the commit. */
	private Optional<Attempt> unsure = Optional.empty();

	Cursor(Journal journal, Jdbi jdbi, StateTable state, Place place, Part part) {
		this.journal = journal;
		this.jdbi = jdbi;
		this.state = state;
		this.place = place;
		this.part = part;
		position = state.position(place);
	}

	JournalPosition position() {
		return position;
	}

	/**
	 * Applies what comes next in the journal.
	 *
	 * @param until nothing behind this
	 * @return how many records; none when there is nothing
	 */
	int step(int most, JournalPosition until) throws SQLException {
		settleDoubt();
		List<Journal.Entry> entries = journal.read(position, most).stream().filter(entry -> entry.next().compareTo(until) <= 0).toList();
		if (!entries.isEmpty()) {
			apply(decoded(entries));
		}
		return entries.size();
	}

	/** Passes over what cannot be read any more. */
	void skipTo(JournalPosition to) throws SQLException {
		transact(new Attempt(Change.NONE, to));
	}

	private List<Piece> decoded(List<Journal.Entry> entries) {
		List<Piece> pieces = new ArrayList<>(entries.size());
		for (Journal.Entry entry : entries) {
			try {
				pieces.add(new Piece(entry.next(), List.of(Codec.decode(entry.payload()))));
			} catch (IllegalArgumentException malformed) {
				part.unreadable(entry.payload().length + " bytes before " + entry.next(), malformed);
				pieces.add(new Piece(entry.next(), List.of()));
			}
		}
		return pieces;
	}

	/** Halves what the database refuses until the lines that it refuses stand alone. */
	private void apply(List<Piece> pieces) throws SQLException {
		List<Booked> lines = pieces.stream().flatMap(piece -> piece.line().stream()).toList();
		JournalPosition next = pieces.getLast().next();
		try {
			transact(new Attempt(part.of(lines), next));
		} catch (SQLException | JdbiException refused) {
			if (!refusedData(refused)) {
				throw refused;
			}
			unsure = Optional.empty();
			if (pieces.size() > 1) {
				apply(pieces.subList(0, pieces.size() / 2));
				apply(pieces.subList(pieces.size() / 2, pieces.size()));
			} else {
				transact(new Attempt(part.instead(lines.getFirst(), refused), next));
			}
		}
	}

	private void transact(Attempt attempt) throws SQLException {
		unsure = Optional.of(attempt);
		JournalPosition from = position;
		boolean applied = jdbi.inTransaction(handle -> {
			// First, for its lock keeps a second projector out until this one has committed.
			boolean ours = StateTable.move(handle, place, from, attempt.next());
			if (ours) {
				attempt.change().write().to(handle.getConnection());
			}
			return ours;
		});
		if (applied) {
			unsure = Optional.empty();
			done(attempt);
		} else {
			// As after a broken commit: whether it was this one or another's work, the position in the database tells.
			settleDoubt();
			throw new IllegalStateException("The database stood at another position of the journal than was thought; going on from " + position + ".");
		}
	}

	private void settleDoubt() {
		if (unsure.isPresent()) {
			JournalPosition stored = state.position(place);
			Attempt attempt = unsure.get();
			unsure = Optional.empty();
			if (stored.equals(attempt.next())) {
				done(attempt);
			} else if (!stored.equals(position)) {
				log.warn("Another process has applied the journal up to {}; going on from there.", stored);
				position = stored;
			}
		}
	}

	private void done(Attempt attempt) {
		position = attempt.next();
		attempt.change().written().run();
	}

	/** Whether the database refused the data, and would again: a value that cannot be, or a request id that is there already. */
	private static boolean refusedData(Throwable failure) {
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

	/** @param line one, or none when it could not be read */
	private record Piece(JournalPosition next, List<Booked> line) {
	}

	private record Attempt(Change change, JournalPosition next) {
	}
}
