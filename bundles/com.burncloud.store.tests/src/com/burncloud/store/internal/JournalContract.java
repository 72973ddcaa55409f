package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.burncloud.api.store.Journal;
import com.burncloud.api.store.Journal.Entry;
import com.burncloud.api.store.JournalPosition;

/** Words for tests of the journal. */
abstract class JournalContract {

	static final SegmentJournal.Limits SMALL = new SegmentJournal.Limits(4096, 1000, 1 << 20);

	static SegmentJournal open(Path folder) throws IOException {
		return SegmentJournal.open(folder, SegmentJournal.Limits.DEFAULT);
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static String text(Entry entry) {
		return new String(entry.payload(), StandardCharsets.UTF_8);
	}

	static List<String> numbered(int from, int to) {
		List<String> texts = new ArrayList<>();
		for (int i = from; i < to; i++) {
			texts.add("record " + i);
		}
		return texts;
	}

	static void append(Journal journal, List<String> texts) {
		texts.forEach(text -> journal.append(bytes(text)));
	}

	/** Reads so many entries, waiting for them. */
	static List<Entry> read(Journal journal, JournalPosition from, int count) throws InterruptedException {
		List<Entry> entries = new ArrayList<>();
		JournalPosition at = from;
		long deadline = System.nanoTime() + 20_000_000_000L;
		while (entries.size() < count) {
			List<Entry> more = journal.read(at, count - entries.size());
			if (more.isEmpty()) {
				assertTrue(System.nanoTime() < deadline, "only " + entries.size() + " of " + count + " records came");
				journal.await(at, 1000);
			} else {
				entries.addAll(more);
				at = more.getLast().next();
			}
		}
		return entries;
	}

	/** All that is there. */
	static List<String> readAll(Journal journal, JournalPosition from) {
		List<String> texts = new ArrayList<>();
		JournalPosition at = from;
		for (List<Entry> more = journal.read(at, 100); !more.isEmpty(); more = journal.read(at, 100)) {
			more.forEach(entry -> texts.add(text(entry)));
			at = more.getLast().next();
		}
		return texts;
	}
}
