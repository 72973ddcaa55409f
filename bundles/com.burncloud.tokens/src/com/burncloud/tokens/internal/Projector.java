package com.burncloud.tokens.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.store.Journal;
import com.burncloud.api.store.JournalPosition;

/** Carries the journal into the database, many lines at a time. While the database is away it waits, and the journal grows. */
final class Projector {
	private static final Logger log = LoggerFactory.getLogger(Projector.class);
	private static final int BATCH = 2000;
	private static final long GATHER_MILLIS = 200;
	private static final long IDLE_MILLIS = 500;
	private static final long LAST_RUN_MILLIS = 5000;
	private static final long LONGEST_PAUSE_MILLIS = 15_000;
	private static final long PROGRESS_MILLIS = 5000;

	private final Journal journal;
	private final Projection projection;
	private final StateTable state;
	private final LogTable rows;
	private final Ledger ledger;
	private final Accounts accounts;
	private final Retention retention;
	private final ReentrantLock applying = new ReentrantLock(true);
	private final CountDownLatch stop = new CountDownLatch(1);
	private final Thread thread;

	private JournalPosition position;
	/** One whose end is not known: the connection may have broken before or after the commit. */
	private Optional<Attempt> unsure = Optional.empty();
	private long ownLines;
	private long releasedSegment;

	Projector(Journal journal, Projection projection, StateTable state, LogTable rows, Ledger ledger, Accounts accounts, Retention retention) {
		this.journal = journal;
		this.projection = projection;
		this.state = state;
		this.rows = rows;
		this.ledger = ledger;
		this.accounts = accounts;
		this.retention = retention;
		position = state.position();
		// A platform thread: see the package.
		thread = Thread.ofPlatform().name("tokens-projector").daemon().unstarted(this::run);
	}

	/** Applies all that is written; by the thread that starts it all, or by its own. */
	void catchUp() throws SQLException {
		long start = System.nanoTime();
		long said = start;
		long count = 0;
		for (int applied = step(); applied > 0; applied = step()) {
			count += applied;
			if (System.nanoTime() - said > TimeUnit.MILLISECONDS.toNanos(PROGRESS_MILLIS)) {
				said = System.nanoTime();
				log.info("Catching up with the journal: {} records in {} s so far.", count, TimeUnit.NANOSECONDS.toSeconds(said - start));
			}
		}
	}

	void start() {
		thread.start();
	}

	/** Waits for a last run, a bounded time. Whoever never started it waits for nothing. */
	void close() throws InterruptedException {
		stop.countDown();
		thread.join(LAST_RUN_MILLIS + 1000);
	}

	/** Does something between two batches, when what the database has and what it has not make up the whole. */
	void between(Runnable action) {
		applying.lock();
		try {
			action.run();
		} finally {
			applying.unlock();
		}
	}

	private void run() {
		long pause = 0;
		while (stop.getCount() > 0) {
			try {
				if (journal.await(position, IDLE_MILLIS)) {
					if (step() < BATCH) {
						stop.await(GATHER_MILLIS, TimeUnit.MILLISECONDS);
					}
				}
				retention.runIfDue();
				if (pause > 0) {
					log.info("The database is back; the journal goes on being applied.");
					pause = 0;
				}
			} catch (SQLException | RuntimeException failure) {
				if (pause == 0) {
					log.warn("The database does not take what is in the journal. Requests go on and nothing is lost; trying again until it does. {}",
							failure.toString());
				}
				pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(250, pause * 2));
				pause(pause);
			} catch (InterruptedException ended) {
				return;
			}
		}
		lastRun();
	}

	private void pause(long millis) {
		try {
			stop.await(millis, TimeUnit.MILLISECONDS);
		} catch (InterruptedException ended) {
			stop.countDown();
		}
	}

	private void lastRun() {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_RUN_MILLIS);
		try {
			while (ownLines < ledger.written() && System.nanoTime() < end) {
				if (step() == 0) {
					journal.await(position, 50);
				}
			}
			if (ownLines < ledger.written()) {
				log.warn("{} records of the journal were left to the next start.", ledger.written() - ownLines);
			}
		} catch (SQLException | RuntimeException failure) {
			log.warn("The last run before the stop failed; the next start applies the rest of the journal. {}", failure.toString());
		} catch (InterruptedException ended) {
			Thread.currentThread().interrupt();
		}
	}

	private int step() throws SQLException {
		applying.lock();
		try {
			settleDoubt();
			List<Journal.Entry> entries = journal.read(position, BATCH);
			if (!entries.isEmpty()) {
				apply(decoded(entries));
			}
			if (position.segment() > releasedSegment) {
				journal.release(position);
				releasedSegment = position.segment();
			}
			return entries.size();
		} finally {
			applying.unlock();
		}
	}

	private static List<Piece> decoded(List<Journal.Entry> entries) {
		List<Piece> pieces = new ArrayList<>(entries.size());
		for (Journal.Entry entry : entries) {
			try {
				pieces.add(new Piece(entry.next(), List.of(Codec.decode(entry.payload()))));
			} catch (IllegalArgumentException malformed) {
				log.error("A record of the journal, {} bytes before {}, cannot be read and counts for nothing. {}", entry.payload().length, entry.next(),
						malformed.getMessage());
				pieces.add(new Piece(entry.next(), List.of()));
			}
		}
		return pieces;
	}

	/** Halves what the database refuses until the lines that it refuses stand alone. */
	private void apply(List<Piece> pieces) throws SQLException {
		List<Booked> lines = pieces.stream().flatMap(piece -> piece.line().stream()).toList();
		try {
			transact(new Attempt(lines, lines, pieces.getLast().next()), true);
		} catch (SQLException | JdbiException refused) {
			if (!Projection.refusedData(refused)) {
				throw refused;
			}
			unsure = Optional.empty();
			if (pieces.size() > 1) {
				apply(pieces.subList(0, pieces.size() / 2));
				apply(pieces.subList(pieces.size() / 2, pieces.size()));
			} else {
				applyRefused(lines, pieces.getLast().next(), refused);
			}
		}
	}

	private void applyRefused(List<Booked> lines, JournalPosition next, Exception refused) throws SQLException {
		String requestId = lines.getFirst().exchange().requestId();
		if (rows.find(requestId).isPresent()) {
			log.error("The journal has the request {} a second time; it counts once.", requestId);
			transact(new Attempt(List.of(), lines, next), true);
			return;
		}
		log.error("The database refuses the log row of request {}; it is counted, but missing in the log. {}", requestId, refused.toString());
		try {
			transact(new Attempt(lines, lines, next), false);
		} catch (SQLException | JdbiException again) {
			if (!Projection.refusedData(again)) {
				throw again;
			}
			log.error("The database refuses the sums of request {} too, {}; it counts for nothing. {}", requestId,
					Money.dollars(lines.getFirst().charge().nanos()), again.toString());
			transact(new Attempt(List.of(), lines, next), true);
		}
	}

	private void transact(Attempt attempt, boolean withRows) throws SQLException {
		unsure = Optional.of(attempt);
		boolean applied = projection.apply(attempt.counted(), withRows, position, attempt.next());
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
			JournalPosition stored = state.position();
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
		for (Booked line : attempt.counted()) {
			if (!ledger.owns(line)) {
				accounts.byId(line.accountId()).ifPresent(account -> account.add(line.charge()));
			}
		}
		for (Booked line : attempt.passed()) {
			if (ledger.owns(line)) {
				ledger.recent().applied(line.sequence(), line.exchange());
				ownLines++;
			}
		}
	}

	/** @param line one, or none when it could not be read */
	private record Piece(JournalPosition next, List<Booked> line) {
	}

	/** @param counted what goes into the database; {@code passed} what is dealt with by that */
	private record Attempt(List<Booked> counted, List<Booked> passed, JournalPosition next) {
	}
}
