package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.api.store.Journal.Entry;
import com.burncloud.api.store.JournalPosition;

import ch.qos.logback.classic.Level;

class JournalTest extends JournalContract {

	@TempDir
	Path folder;

	@Test
	void recordsComeBackInOrderOverManySegments() throws Exception {
		try (SegmentJournal journal = SegmentJournal.open(folder, SMALL)) {
			append(journal, numbered(0, 900));
			List<Entry> entries = read(journal, JournalPosition.START, 900);
			assertEquals(numbered(0, 900), entries.stream().map(JournalTest::text).toList());
			for (int i = 1; i < entries.size(); i++) {
				assertTrue(entries.get(i - 1).next().compareTo(entries.get(i).next()) < 0);
			}
			assertTrue(segments().size() > 3, segments()::toString);
			assertEquals(numbered(500, 900), readAll(journal, entries.get(499).next()));
			assertEquals(List.of(), journal.read(entries.getLast().next(), 10));
		}
	}

	@Test
	void sizesFromNothingToAMebibyte() throws Exception {
		byte[] large = new byte[Segment.MAX_PAYLOAD_BYTES];
		new Random(1).nextBytes(large);
		try (SegmentJournal journal = SegmentJournal.open(folder, new SegmentJournal.Limits(4096, 1000, 64 << 20))) {
			journal.append(new byte[0]);
			journal.append(large);
			journal.append(bytes("after"));
			List<Entry> entries = read(journal, JournalPosition.START, 3);
			assertEquals(0, entries.get(0).payload().length);
			assertArrayEquals(large, entries.get(1).payload());
			assertEquals("after", text(entries.get(2)));
			assertThrows(IllegalArgumentException.class, () -> journal.append(new byte[large.length + 1]));
		}
	}

	@Test
	void aRestartGoesOnAndNoPositionIsGivenTwice() throws Exception {
		JournalPosition last = JournalPosition.START;
		for (int run = 0; run < 5; run++) {
			try (SegmentJournal journal = open(folder)) {
				assertEquals(numbered(0, run * 10), readAll(journal, JournalPosition.START));
				assertFalse(journal.await(last, 0), "a new start is no new record");
				append(journal, numbered(run * 10, run * 10 + 10));
				List<Entry> entries = read(journal, last, 10);
				assertTrue(entries.getFirst().next().compareTo(last) > 0);
				assertEquals(numbered(run * 10, run * 10 + 10), entries.stream().map(JournalTest::text).toList());
				last = entries.getLast().next();
			}
		}
		try (SegmentJournal journal = open(folder)) {
			assertEquals(numbered(0, 50), readAll(journal, JournalPosition.START));
		}
	}

	@Test
	void closingWritesAllThatWasAppended() throws Exception {
		SegmentJournal journal = open(folder);
		append(journal, numbered(0, 20_000));
		journal.close();
		try (SegmentJournal again = open(folder)) {
			assertEquals(numbered(0, 20_000), readAll(again, JournalPosition.START));
		}
		try (Logs logs = new Logs()) {
			journal.append(bytes("late"));
			assertTrue(logs.lines(Level.ERROR).toString().contains("is closed and a record was dropped"), logs.lines(Level.ERROR)::toString);
		}
	}

	@Test
	void manyAppendersAndAReaderAtOnce() throws Exception {
		int threads = 8;
		int each = 25_000;
		try (SegmentJournal journal = SegmentJournal.open(folder, new SegmentJournal.Limits(1 << 20, 1_000_000, 1 << 30));
				ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> all = new ArrayList<>();
			for (int t = 0; t < threads; t++) {
				int thread = t;
				all.add(executor.submit(() -> {
					for (int i = 0; i < each; i++) {
						journal.append(bytes(thread + ":" + i));
					}
				}));
			}
			Map<String, Integer> next = new HashMap<>();
			for (Entry entry : read(journal, JournalPosition.START, threads * each)) {
				String[] parts = text(entry).split(":");
				assertEquals(next.merge(parts[0], 1, Integer::sum) - 1, Integer.parseInt(parts[1]), "a thread's records stay in their order");
			}
			for (Future<?> future : all) {
				future.get();
			}
			assertEquals(0, journal.dropped());
			assertEquals(threads, next.size());
		}
	}

	@Test
	void awaitWakesUpForARecordAndOnlyForOne() throws Exception {
		try (SegmentJournal journal = open(folder); ExecutorService executor = Executors.newSingleThreadExecutor()) {
			assertFalse(journal.await(JournalPosition.START, 20));
			Future<Boolean> waiting = executor.submit(() -> journal.await(JournalPosition.START, 20_000));
			journal.append(bytes("x"));
			assertTrue(waiting.get());
			JournalPosition end = read(journal, JournalPosition.START, 1).getFirst().next();
			assertFalse(journal.await(end, 20));
		}
	}

	@Test
	void releasedSegmentsGoAndReadingContinuesAtTheFirstKept() throws Exception {
		JournalPosition end;
		try (SegmentJournal journal = SegmentJournal.open(folder, SMALL)) {
			journal.release(new JournalPosition(7, 7));
			append(journal, numbered(0, 900));
			List<Entry> entries = read(journal, JournalPosition.START, 900);
			end = entries.getLast().next();
			JournalPosition middle = entries.get(449).next();
			journal.release(middle);
			assertEquals(middle.segment(), Segment.number(segments().getFirst()).getAsLong());
			List<String> rest = readAll(journal, JournalPosition.START);
			assertEquals(numbered(900 - rest.size(), 900), rest);
			assertTrue(rest.size() >= 450);
			journal.release(end);
			assertEquals(1, segments().size());
		}
		try (SegmentJournal journal = SegmentJournal.open(folder, SMALL)) {
			journal.release(end);
			journal.append(bytes("next"));
			assertEquals("next", text(read(journal, end, 1).getFirst()));
			journal.release(end);
			assertEquals(1, segments().size());
		}
	}

	@Test
	void aTailTornAtAnyByteIsCutAndSaid() throws Exception {
		try (SegmentJournal journal = open(folder)) {
			append(journal, numbered(0, 6));
		}
		Path file = segments().getFirst();
		byte[] whole = Files.readAllBytes(file);
		int record = Segment.RECORD_HEADER_BYTES + "record 0".length();
		for (int length = 0; length < whole.length; length++) {
			clear();
			Files.write(file, java.util.Arrays.copyOf(whole, length));
			int kept = length < Segment.HEADER_BYTES ? 0 : (length - Segment.HEADER_BYTES) / record;
			int good = length < Segment.HEADER_BYTES ? 0 : Segment.HEADER_BYTES + kept * record;
			try (Logs logs = new Logs(); SegmentJournal journal = open(folder)) {
				assertEquals(numbered(0, kept), readAll(journal, JournalPosition.START), "cut at " + length);
				List<String> lines = logs.lines(Level.WARN);
				boolean torn = length != good;
				assertEquals(torn ? 1 : 0, lines.size(), lines::toString);
				assertTrue(!torn || lines.getFirst().contains(file.toString()) && lines.getFirst().contains("offset " + good + ": " + (length - good) + " bytes"), lines::toString);
				assertEquals(List.of(), logs.lines(Level.ERROR));
				// Even where the database has kept what the journal lost, what comes next is read.
				journal.append(bytes("next"));
				assertEquals("next", text(read(journal, new JournalPosition(1, whole.length), 1).getFirst()));
				assertEquals(kept + 1, readAll(journal, JournalPosition.START).size());
			}
		}
	}

	@Test
	void aFlippedBitInTheTailNeverGivesAWrongRecord() throws Exception {
		try (SegmentJournal journal = open(folder)) {
			append(journal, numbered(0, 6));
		}
		Path file = segments().getFirst();
		byte[] whole = Files.readAllBytes(file);
		int record = Segment.RECORD_HEADER_BYTES + "record 0".length();
		for (int bit = Segment.HEADER_BYTES * 8; bit < whole.length * 8; bit++) {
			clear();
			byte[] changed = whole.clone();
			changed[bit / 8] ^= (byte) (1 << bit % 8);
			Files.write(file, changed);
			int kept = (bit / 8 - Segment.HEADER_BYTES) / record;
			try (Logs logs = new Logs(); SegmentJournal journal = open(folder)) {
				assertEquals(numbered(0, kept), readAll(journal, JournalPosition.START), "bit " + bit);
				assertEquals(1, logs.lines(Level.WARN).size());
			}
		}
	}

	@Test
	void aTailOfZerosIsNoRecord() throws Exception {
		try (SegmentJournal journal = open(folder)) {
			append(journal, numbered(0, 3));
		}
		Path file = segments().getFirst();
		Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 4096));
		try (Logs logs = new Logs(); SegmentJournal journal = open(folder)) {
			assertEquals(numbered(0, 3), readAll(journal, JournalPosition.START));
		}
	}

	@Test
	void aDamagedOldSegmentIsSkippedFromThereAndKept() throws Exception {
		try (SegmentJournal journal = SegmentJournal.open(folder, SMALL)) {
			append(journal, numbered(0, 900));
		}
		int record = Segment.RECORD_HEADER_BYTES + "record 200".length();
		Path second = segments().get(1);
		byte[] bytes = Files.readAllBytes(second);
		int offset = Segment.HEADER_BYTES + 10 * record;
		bytes[offset + Segment.RECORD_HEADER_BYTES] ^= 1;
		Files.write(second, bytes);
		try (Logs logs = new Logs(); SegmentJournal journal = SegmentJournal.open(folder, SMALL)) {
			List<String> found = readAll(journal, JournalPosition.START);
			int lost = (bytes.length - offset) / record;
			assertEquals(900 - lost, found.size());
			List<String> expected = numbered(0, 900);
			int first = expected.indexOf(found.stream().filter(t -> !expected.get(found.indexOf(t)).equals(t)).findFirst().orElseThrow());
			assertEquals(numbered(first, 900), found.subList(first - lost, found.size()));
			List<String> lines = logs.lines(Level.ERROR);
			assertEquals(1, lines.size(), lines::toString);
			assertTrue(lines.getFirst().contains(second + " is damaged at offset " + offset) && lines.getFirst().contains((bytes.length - offset) + " bytes"), lines::toString);
			assertArrayEquals(bytes, Files.readAllBytes(Path.of(second + ".corrupt")));
		}
	}

	@Test
	void damageInTheSegmentBeingWrittenNeitherSpinsTheReaderNorTakesWhatComesNext() throws Exception {
		try (Logs logs = new Logs(); SegmentJournal journal = open(folder)) {
			append(journal, numbered(0, 3));
			int record = Segment.RECORD_HEADER_BYTES + "record 0".length();
			assertTrue(journal.await(new JournalPosition(1, Segment.HEADER_BYTES + 3 * record - 1), 20_000));
			try (FileChannel channel = FileChannel.open(segments().getFirst(), StandardOpenOption.WRITE)) {
				channel.write(ByteBuffer.wrap(new byte[] { '!' }), Segment.HEADER_BYTES + record + Segment.RECORD_HEADER_BYTES);
			}
			List<Entry> good = journal.read(JournalPosition.START, 10);
			assertEquals(List.of("record 0"), good.stream().map(JournalTest::text).toList());
			JournalPosition at = good.getFirst().next();
			assertEquals(List.of(), journal.read(at, 10));
			assertFalse(journal.await(at, 20), "there is nothing to be had past the damage");
			journal.append(bytes("next"));
			assertEquals("next", text(read(journal, at, 1).getFirst()));
			assertEquals(List.of("record 0", "next"), readAll(journal, JournalPosition.START));
			assertEquals(1, logs.lines(Level.ERROR).size(), logs.lines(Level.ERROR)::toString);
		}
	}

	@Test
	void aForeignOrNewerFileIsRefused() throws Exception {
		Path file = folder.resolve(Segment.name(3));
		Files.writeString(file, "This is a diary and no journal at all.");
		assertTrue(assertThrows(IllegalStateException.class, () -> open(folder)).getMessage().contains(file + " cannot be used: not a journal segment"));
		byte[] header = Segment.header(3).array();
		header[11] = 2;
		Files.write(file, header);
		assertTrue(assertThrows(IllegalStateException.class, () -> open(folder)).getMessage().contains("format 2 is not known to this version"));
	}

	@Test
	void anEmptiedFolderGoesOnPastWhatWasRead() throws Exception {
		try (Logs logs = new Logs(); SegmentJournal journal = open(folder)) {
			JournalPosition applied = new JournalPosition(42, 1234);
			assertEquals(List.of(), journal.read(applied, 10));
			assertEquals(List.of(), journal.read(applied, 10));
			assertEquals(1, logs.lines(Level.ERROR).size());
			journal.append(bytes("new"));
			assertEquals("new", text(read(journal, applied, 1).getFirst()));
		}
	}

	@Test
	void memoryIsBoundedWhileNothingCanBeWritten() throws Exception {
		AppendQueue queue = new AppendQueue(1000, 100_000);
		int accepted = 0;
		for (int i = 0; i < 5000; i++) {
			accepted += queue.offer(new byte[10]) ? 1 : 0;
		}
		assertEquals(1000, accepted);
		AppendQueue.Link taken = queue.take();
		assertFalse(queue.offer(new byte[10]), "what the writer holds counts");
		AppendQueue.Link rest = taken.next().next();
		queue.written(taken, rest);
		assertTrue(queue.offer(new byte[10]) && queue.offer(new byte[10]));
		assertFalse(queue.offer(new byte[10]));
		queue.written(rest, null);
		assertEquals(2, queue.waiting());
		assertTrue(queue.offer(new byte[99_980]));
		assertFalse(queue.offer(new byte[1]), "bytes are bounded too");
	}

	private List<Path> segments() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> Segment.number(file).isPresent()).sorted().toList();
		}
	}

	private void clear() throws IOException {
		for (Path file : segments()) {
			Files.delete(file);
		}
	}
}
