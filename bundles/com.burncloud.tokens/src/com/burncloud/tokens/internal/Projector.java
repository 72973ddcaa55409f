package com.burncloud.tokens.internal;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.store.Journal;
import com.burncloud.api.store.JournalPosition;

/**
 * Carries the journal into the database, many lines at a time: the sums promptly, the log's rows behind them at the pace of {@link RowPace}. While the database is
 * away it waits, and the journal grows.
 */
final class Projector {
	private static final Logger log = LoggerFactory.getLogger(Projector.class);
	private static final int BATCH = 2000;
	private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
	private static final long IDLE_MILLIS = 500;
	private static final long LAST_RUN_MILLIS = 5000;
	private static final long LONGEST_PAUSE_MILLIS = 15_000;
	private static final long PROGRESS_MILLIS = 5000;
	private static final JournalPosition FAR = new JournalPosition(Long.MAX_VALUE, Long.MAX_VALUE);

	private final Journal journal;
	private final Sums sums;
	private final Cursor sumsCursor;
	private final Cursor rowsCursor;
	private final Ledger ledger;
	private final Retention retention;
	private final RowPace pace = new RowPace(System.nanoTime());
	private final ReentrantLock applying = new ReentrantLock(true);
	private final CountDownLatch stop = new CountDownLatch(1);
	private final Thread thread;

	private long releasedSegment;

	/** @param rowsCursor goes no further than the other one has got */
	Projector(Journal journal, Sums sums, Cursor sumsCursor, Cursor rowsCursor, Ledger ledger, Retention retention) {
		this.journal = journal;
		this.sums = sums;
		this.sumsCursor = sumsCursor;
		this.rowsCursor = rowsCursor;
		this.ledger = ledger;
		this.retention = retention;
		// A platform thread: see the package.
		thread = Thread.ofPlatform().name("tokens-projector").daemon().unstarted(this::run);
	}

	/** Adds up all that is written; by the thread that starts it all, or by its own. The rows of it are still owed. */
	long catchUp() throws SQLException {
		long start = System.nanoTime();
		long said = start;
		long count = 0;
		for (int applied = addUp(); applied > 0; applied = addUp()) {
			count += applied;
			if (System.nanoTime() - said > TimeUnit.MILLISECONDS.toNanos(PROGRESS_MILLIS)) {
				said = System.nanoTime();
				log.info("Catching up with the journal: {} records in {} s so far.", count, TimeUnit.NANOSECONDS.toSeconds(said - start));
			}
		}
		return count;
	}

	/** Writes the row of every line that is added up. */
	void catchUpRows() throws SQLException {
		while (owesRows()) {
			writeRows(BATCH);
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
		long pauseMillis = 0;
		while (stop.getCount() > 0) {
			try {
				round();
				if (pauseMillis > 0) {
					log.info("The database is back; the journal goes on being applied.");
					pauseMillis = 0;
				}
			} catch (SQLException | RuntimeException failure) {
				if (pauseMillis == 0) {
					log.warn("The database does not take what is in the journal. Requests go on and nothing is lost; trying again until it does. {}",
							failure.toString());
				}
				pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(250, pauseMillis * 2));
				pause(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
			} catch (InterruptedException ended) {
				return;
			}
		}
		lastRun();
	}

	/** While records gather, the rows of those before them are written; then these are added up. */
	private void round() throws SQLException, InterruptedException {
		if (owesRows() || journal.await(sumsCursor.position(), IDLE_MILLIS)) {
			long start = System.nanoTime();
			long due = start + GATHER_NANOS;
			while (owesRows() && System.nanoTime() < due && stop.getCount() > 0) {
				portion();
			}
			pause(due - System.nanoTime());
			pace.arrived(catchUp(), System.nanoTime() - start);
		}
		if (!owesRows()) {
			pace.caughtUp(System.nanoTime());
			// It trusts the sums to tell how many rows there are.
			retention.runIfDue();
		}
	}

	private void portion() throws SQLException {
		long start = System.nanoTime();
		writeRows(pace.portion(rowsCursor.position(), sumsCursor.position(), start));
		long end = System.nanoTime();
		pause(pace.pauseNanos(end - start, rowsCursor.position(), sumsCursor.position(), end));
	}

	private void pause(long nanos) {
		try {
			stop.await(nanos, TimeUnit.NANOSECONDS);
		} catch (InterruptedException ended) {
			stop.countDown();
		}
	}

	/** What never came into a journal that cannot be written, the journal tells itself: the next start will not find it. */
	private void lastRun() {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_RUN_MILLIS);
		try {
			while (sums.ownLines() < ledger.written() && System.nanoTime() < end) {
				if (addUp() == 0) {
					if (!journal.status().equals("ok")) {
						break;
					}
					journal.await(sumsCursor.position(), 50);
				}
			}
			while (owesRows() && System.nanoTime() < end) {
				writeRows(BATCH);
			}
			if (sums.ownLines() < ledger.written() && journal.status().equals("ok")) {
				log.warn("{} records of the journal were left to the next start.", ledger.written() - sums.ownLines());
			} else if (owesRows()) {
				log.info("Log rows from {} on were left to the next start, which writes them in the background.", rowsCursor.position());
			}
		} catch (SQLException | RuntimeException failure) {
			log.warn("The last run before the stop failed; the next start applies the rest of the journal. {}", failure.toString());
		} catch (InterruptedException ended) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean owesRows() {
		return rowsCursor.position().compareTo(sumsCursor.position()) < 0;
	}

	private int addUp() throws SQLException {
		applying.lock();
		try {
			return sumsCursor.step(BATCH, FAR);
		} finally {
			applying.unlock();
		}
	}

	/** Under the lock too, for a line that shows up twice is taken back from the sums. */
	private void writeRows(int most) throws SQLException {
		applying.lock();
		try {
			if (rowsCursor.step(most, sumsCursor.position()) == 0) {
				// A segment was lost, or the journal replaced, since the sums passed.
				rowsCursor.skipTo(sumsCursor.position());
			}
			JournalPosition passed = rowsCursor.position();
			if (passed.segment() > releasedSegment) {
				journal.release(passed);
				releasedSegment = passed.segment();
			}
		} finally {
			applying.unlock();
		}
	}
}
