package com.burncloud.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.store.Journal;
import com.burncloud.api.store.JournalPosition;

/** The journal: what is appended waits in a queue until the writer, a thread of its own, takes all of it at once, a few milliseconds after the last time. */
final class SegmentJournal implements Journal, AutoCloseable {

	/** @param segmentBytes a file's size at which the next is begun; the others bound what waits in memory */
	record Limits(long segmentBytes, int maxRecords, long maxBytes) {
		static final Limits DEFAULT = new Limits(16 << 20, 65_536, 64 << 20);
	}

	private static final Logger LOG = LoggerFactory.getLogger(SegmentJournal.class);
	/** At 500 records a second each tick is a wake-up, a write and 40 µs of CPU; longer ones would add to what a kill may lose. */
	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
	private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
	/** With the tick before the write and the one after, 80 ms: below the promised 100, for the force itself takes its time. */
	private static final long FORCE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
	private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final Path folder;
	private final AppendQueue queue;
	private final NavigableSet<Long> segments;
	private final SegmentWriter writer;
	private final SegmentReader reader;
	private final Thread thread;
	private final AtomicLong dropped = new AtomicLong();
	private final AtomicLong minimumNumber;
	private final OnceAMinute dropLine = new OnceAMinute();
	private final OnceAMinute failureLine = new OnceAMinute();
	private final ReentrantLock lock = new ReentrantLock();
	private final Condition grown = lock.newCondition();
	private volatile JournalPosition end;
	private volatile Exhausted exhausted = new Exhausted(JournalPosition.START, JournalPosition.START);
	private volatile boolean closed;
	private AppendQueue.Link unwritten;
	/** Since when and why nothing can be written; empty while all is well. */
	private volatile String failure = "";

	/** A read from there, with the journal's end here, had nothing: what lies between was damaged. */
	private record Exhausted(JournalPosition from, JournalPosition end) {
	}

	private SegmentJournal(Path folder, Limits limits, JournalFolder found) {
		this.folder = folder;
		this.queue = new AppendQueue(limits.maxRecords(), limits.maxBytes());
		this.segments = found.segments();
		this.end = found.end();
		this.minimumNumber = new AtomicLong(found.end().segment() + 1);
		this.writer = new SegmentWriter(folder, limits.segmentBytes(), segments, this::publish);
		this.reader = new SegmentReader(folder, segments, damaged -> leave(damaged + 1));
		this.thread = new Thread(this::run, "journal-writer");
		thread.setDaemon(true);
	}

	/**
	 * A start always begins a new segment, with its first record: the database may have applied, and kept over a power cut, records that the journal lost with
	 * its unforced tail, and a record written over their place would never be read.
	 */
	static SegmentJournal open(Path folder, Limits limits) throws IOException {
		SegmentJournal journal = new SegmentJournal(folder, limits, JournalFolder.open(folder));
		journal.thread.start();
		return journal;
	}

	@Override
	public void append(byte[] payload) {
		if (payload.length > Segment.MAX_PAYLOAD_BYTES) {
			throw new IllegalArgumentException("A record of " + payload.length + " bytes is larger than the " + Segment.MAX_PAYLOAD_BYTES + " that the journal takes");
		}
		if (closed || !queue.offer(payload)) {
			long lost = dropped.incrementAndGet();
			if (dropLine.isDue()) {
				LOG.error("The journal {} and a record was dropped, {} since the start: what it says is not accounted for", closed ? "is closed" : "cannot be written and its memory is full", lost);
			}
		}
	}

	@Override
	public synchronized List<Entry> read(JournalPosition from, int maxEntries) {
		JournalPosition until = end;
		if (from.segment() > until.segment() && from.segment() >= minimumNumber.get()) {
			LOG.error("Records were read up to segment {} of the journal in {}, which ends at {}: it was emptied or replaced. It goes on at segment {}; what it holds is taken as read", from.segment(), folder,
					until.segment(), from.segment() + 1);
			leave(from.segment() + 1);
		}
		try {
			List<Entry> entries = reader.read(from, until, maxEntries);
			if (entries.isEmpty()) {
				exhausted = new Exhausted(from, until);
			}
			return entries;
		} catch (IOException e) {
			throw new UncheckedIOException("The journal in " + folder + " cannot be read", e);
		}
	}

	@Override
	public boolean await(JournalPosition from, long timeoutMillis) throws InterruptedException {
		if (isPast(from)) {
			return true;
		}
		long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
		lock.lockInterruptibly();
		try {
			while (!isPast(from)) {
				if (left <= 0) {
					return false;
				}
				left = grown.awaitNanos(left);
			}
			return true;
		} finally {
			lock.unlock();
		}
	}

	@Override
	public synchronized void release(JournalPosition before) {
		try {
			// The last file stays in any case: it keeps the numbers growing over a restart.
			for (Long number = segments.ceiling(0L); number != null && number < segments.last() && isBefore(number, before); number = segments.higher(number)) {
				reader.forget(number);
				Files.deleteIfExists(folder.resolve(Segment.name(number)));
				segments.remove(number);
			}
		} catch (IOException e) {
			LOG.warn("A segment of the journal in {} that is not needed any more cannot be deleted: {}", folder, Reason.of(e));
		}
	}

	@Override
	public String status() {
		String why = failure;
		return why.isEmpty() ? "ok" : why + "; " + queue.waiting() + " records wait in memory, " + dropped.get() + " were dropped";
	}

	/** Writes and forces what waits. */
	@Override
	public void close() throws IOException {
		closed = true;
		LockSupport.unpark(thread);
		try {
			thread.join(TimeUnit.NANOSECONDS.toMillis(2 * CLOSE_NANOS));
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		synchronized (this) {
			reader.close();
		}
	}

	/** How many records wait in memory. */
	int waiting() {
		return queue.waiting();
	}

	long dropped() {
		return dropped.get();
	}

	private boolean isBefore(long number, JournalPosition before) throws IOException {
		return number < before.segment() || number == before.segment() && before.offsetBytes() >= Files.size(folder.resolve(Segment.name(number)));
	}

	private boolean isPast(JournalPosition from) {
		JournalPosition now = end;
		Exhausted none = exhausted;
		return now.compareTo(from) > 0 && !(none.from().equals(from) && none.end().equals(now));
	}

	private void leave(long number) {
		minimumNumber.accumulateAndGet(number, Math::max);
	}

	private void publish(JournalPosition position) {
		end = position;
		lock.lock();
		try {
			grown.signalAll();
		} finally {
			lock.unlock();
		}
	}

	private void run() {
		long unforcedSince = 0;
		long closing = 0;
		while (true) {
			if (unwritten == null) {
				unwritten = queue.take();
			}
			boolean idle = unwritten == null;
			write();
			long now = System.nanoTime();
			if (writer.isUnforced()) {
				unforcedSince = unforcedSince == 0 ? now : unforcedSince;
				if (now - unforcedSince >= FORCE_NANOS || closed) {
					force();
					unforcedSince = 0;
				}
			}
			if (closed) {
				closing = closing == 0 ? now : closing;
				if (queue.waiting() == 0 && !writer.isUnforced() || now - closing > CLOSE_NANOS) {
					break;
				}
			}
			if (failing()) {
				LockSupport.parkNanos(this, closed ? TICK_NANOS : RETRY_NANOS);
			} else if (idle && !writer.isUnforced()) {
				if (!closed) {
					queue.sleep();
				}
			} else if (!closed) {
				LockSupport.parkNanos(this, TICK_NANOS);
			}
		}
		finish();
	}

	private void write() {
		if (unwritten == null) {
			return;
		}
		try {
			writer.write(unwritten, minimumNumber.get(), rest -> {
				queue.written(unwritten, rest);
				unwritten = rest;
			});
			recovered();
		} catch (IOException | RuntimeException e) {
			failed("written", e);
		}
	}

	private void force() {
		try {
			writer.force();
			if (unwritten == null) {
				recovered();
			}
		} catch (IOException | RuntimeException e) {
			failed("forced to the disk", e);
		}
	}

	private void failed(String what, Exception e) {
		String reason = Reason.of(e);
		boolean begins = !failing();
		if (begins) {
			failure = "failing since " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ": " + reason;
		}
		if (failureLine.isDue() || begins) {
			LOG.error("The journal in {} cannot be {}: {}. {} records wait in memory; free space on that disk", folder, what, reason, queue.waiting());
		}
	}

	private boolean failing() {
		return !failure.isEmpty();
	}

	private void recovered() {
		if (failing()) {
			failure = "";
			LOG.info("The journal in {} is written again; {} records were dropped since the start", folder, dropped.get());
		}
	}

	private void finish() {
		try {
			writer.close();
		} catch (IOException e) {
			LOG.error("The journal in {} did not close: {}", folder, Reason.of(e));
		}
		if (queue.waiting() > 0) {
			LOG.error("The journal in {} could not be written to the end: {} records that waited in memory are lost, and {} were dropped before", folder, queue.waiting(),
					dropped.get());
		}
	}
}
