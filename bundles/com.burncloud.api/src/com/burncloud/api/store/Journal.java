package com.burncloud.api.store;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A node's append-only record of what was settled: segment files in {@code journal/} of the data folder, each record with its length and CRC-32C.
 * <p>
 * One writer thread takes appended records from a bounded queue and writes them in groups; a group is forced to the disk within 100 ms, so that a killed
 * process loses no more than that, and a torn or corrupt tail is cut, and said, at the next start. Readers see a record as soon as it is written.
 */
@ProviderType
public interface Journal {

	/**
	 * Appends a record. Any thread; does not wait for the disk. When the disk is full or gone the record waits in memory, bounded; what no longer fits there
	 * is dropped with an error in the log, for requests must go on.
	 *
	 * @param payload at most 1 MiB; not copied, must not change afterwards
	 */
	void append(byte[] payload);

	/**
	 * Reads written records in order. One reader at a time; may block on the disk.
	 *
	 * @param from {@link JournalPosition#START} or the {@link Entry#next()} of an entry
	 * @param maxEntries at most so many
	 * @return the entries that are there, none when the end is reached; a position in a segment that was released continues at the first one kept
	 */
	List<Entry> read(JournalPosition from, int maxEntries);

	/**
	 * Waits until a record past {@code from} is written, at most {@code timeoutMillis}.
	 *
	 * @return whether there is one
	 */
	boolean await(JournalPosition from, long timeoutMillis) throws InterruptedException;

	/** Lets segments go that lie wholly before the position: whoever reads has applied them for good. */
	void release(JournalPosition before);

	/** One word or sentence for {@code /health}: {@code ok}, or since when and why records only wait in memory. Does not block. */
	String status();

	/**
	 * A record and where the next one starts.
	 *
	 * @param payload as appended; owned by the caller
	 */
	record Entry(JournalPosition next, byte[] payload) {
	}
}
