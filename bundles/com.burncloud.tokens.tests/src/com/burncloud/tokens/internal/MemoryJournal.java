package com.burncloud.tokens.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.burncloud.api.store.Journal;
import com.burncloud.api.store.JournalPosition;

/** A journal that outlives the books of a test, in segments of a hundred records. */
final class MemoryJournal implements Journal {
	private static final int SEGMENT = 100;
	private final List<byte[]> records = new ArrayList<>();
	volatile String status = "ok";
	private JournalPosition released = JournalPosition.START;

	@Override
	public synchronized void append(byte[] payload) {
		records.add(payload);
		notifyAll();
	}

	@Override
	public synchronized List<Entry> read(JournalPosition from, int maxEntries) {
		List<Entry> entries = new ArrayList<>();
		for (int i = index(from); i < records.size() && entries.size() < maxEntries; i++) {
			entries.add(new Entry(position(i + 1), records.get(i)));
		}
		return entries;
	}

	@Override
	public synchronized boolean await(JournalPosition from, long timeoutMillis) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
		while (index(from) >= records.size()) {
			long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
			if (left <= 0) {
				return false;
			}
			wait(left);
		}
		return true;
	}

	@Override
	public synchronized void release(JournalPosition before) {
		released = before;
	}

	@Override
	public String status() {
		return status;
	}

	synchronized JournalPosition released() {
		return released;
	}

	synchronized List<byte[]> records() {
		return List.copyOf(records);
	}

	synchronized JournalPosition end() {
		return position(records.size());
	}

	private static int index(JournalPosition position) {
		return position.segment() == 0 ? 0 : (int) (position.segment() - 1) * SEGMENT + (int) position.offsetBytes();
	}

	private static JournalPosition position(int index) {
		return new JournalPosition(index / SEGMENT + 1, index % SEGMENT);
	}
}
