package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.store.Journal.Entry;
import com.burncloud.api.store.JournalPosition;

import ch.qos.logback.classic.Level;

/** What a killed process and a full disk leave. */
class JournalCrashTest extends JournalContract {

	private static final long PROMISE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	@TempDir
	Path folder;

	@Test
	void aKilledProcessLosesNoMoreThanItsLastHundredMilliseconds() throws Exception {
		long expected = 0;
		for (int run = 0; run < 3; run++) {
			Process writer = Processes.java(Appender.class, List.of(folder.toString(), Long.toString(expected)));
			List<long[]> reports = new ArrayList<>();
			try (BufferedReader output = new BufferedReader(new InputStreamReader(writer.getInputStream()))) {
				for (int i = 0; i < 150 + 37 * run; i++) {
					reports.add(parse(output.readLine()));
				}
				// Not destroyForcibly(), which closes the pipe with what was said last still in it.
				Processes.run("kill", "-KILL", Long.toString(writer.pid()));
				for (String line = output.readLine(); line != null && line.endsWith("."); line = output.readLine()) {
					reports.add(parse(line));
				}
			} finally {
				writer.destroyForcibly();
				assertTrue(writer.waitFor(10, TimeUnit.SECONDS));
			}
			long[] last = reports.getLast();
			long safe = reports.stream().filter(report -> last[0] - report[0] >= PROMISE_NANOS).mapToLong(report -> report[1]).max().orElseThrow();
			try (Logs logs = new Logs(); SegmentJournal journal = open(folder)) {
				// Read from the very first: each record is there once, in its order, without a gap.
				long next = 0;
				JournalPosition at = JournalPosition.START;
				for (List<Entry> entries = journal.read(at, 1000); !entries.isEmpty(); entries = journal.read(at, 1000)) {
					for (Entry entry : entries) {
						assertEquals(next++, Long.parseLong(text(entry).strip()));
					}
					at = entries.getLast().next();
				}
				assertTrue(next >= safe, "appended 100 ms before the kill: " + safe + ", found " + next);
				expected = next;
			}
		}
	}

	/** Appends numbers as fast as the queue takes them, and says each few milliseconds what was appended when. */
	static final class Appender {

		public static void main(String[] arguments) throws IOException {
			SegmentJournal journal = SegmentJournal.open(Path.of(arguments[0]), new SegmentJournal.Limits(1 << 18, 65_536, 64 << 20));
			long number = Long.parseLong(arguments[1]);
			while (true) {
				for (int i = 0; i < 100; i++) {
					journal.append(bytes(String.format("%-64d", number++)));
				}
				System.out.println(System.nanoTime() + " " + number + " .");
				LockSupport.parkNanos(2_000_000);
			}
		}
	}

	@Test
	void aFullDiskLosesNothingThatFitsInMemory() throws Exception {
		if (!Processes.isRoot()) {
			Requirement.missing("not root: a full disk, a small tmpfs, cannot be mounted");
		}
		Path disk = Files.createDirectory(folder.resolve("disk"));
		try {
			Processes.run("mount", "-t", "tmpfs", "-o", "size=256k", "burncloud-test", disk.toString());
		} catch (AssertionError e) {
			Requirement.missing("no right to mount: a full disk is not tested (" + e.getMessage() + ")");
		}
		try (Logs logs = new Logs()) {
			Path ballast = disk.resolve("ballast");
			Files.write(ballast, new byte[180 << 10]);
			SegmentJournal journal = SegmentJournal.open(disk.resolve("journal"), new SegmentJournal.Limits(64 << 10, 2000, 1 << 20));
			// 160 bytes each: some 300 fit on the disk, 2000 in memory.
			int count = 2600;
			for (int i = 0; i < count; i++) {
				journal.append(bytes(String.format("%-152d", i)));
				if (i < 500) {
					// So that the disk fills up before memory does.
					LockSupport.parkNanos(200_000);
				}
			}
			await(() -> logs.lines(Level.ERROR).stream().anyMatch(line -> line.contains("cannot be written:")), "the full disk is said");
			assertTrue(journal.status().startsWith("failing since ") && journal.status().contains("wait in memory"), journal.status());
			int written = readAll(journal, JournalPosition.START).size();
			assertTrue(written > 100 && written < 600, "written before the disk was full: " + written);
			assertTrue(journal.waiting() <= 2000);
			int appended = count;
			while (journal.dropped() == 0) {
				assertTrue(appended < 20_000, "memory is not bounded");
				journal.append(bytes(String.format("%-152d", appended++)));
			}
			assertTrue(journal.waiting() <= 2000, "waiting: " + journal.waiting());
			assertTrue(logs.lines(Level.ERROR).size() <= 2, logs.lines(Level.ERROR)::toString);
			int kept = appended - (int) journal.dropped();

			Files.delete(ballast);
			List<Entry> read = new ArrayList<>();
			JournalPosition at = JournalPosition.START;
			// As the disk is smaller than what waits, it needs its room back while it goes on.
			long deadline = System.nanoTime() + 20_000_000_000L;
			while (read.size() < kept) {
				assertTrue(System.nanoTime() < deadline, () -> "only " + read.size() + " of " + kept + " came");
				List<Entry> more = journal.read(at, 500);
				if (more.isEmpty()) {
					journal.release(at);
					journal.await(at, 500);
				} else {
					read.addAll(more);
					at = more.getLast().next();
				}
			}
			for (int i = 0; i < kept; i++) {
				assertEquals(i, Integer.parseInt(text(read.get(i)).strip()));
			}
			await(() -> logs.lines(Level.INFO).stream().anyMatch(line -> line.contains("is written again")), "the recovery is said");
			journal.append(bytes("-1"));
			assertEquals("-1", text(read(journal, at, 1).getFirst()));
			assertEquals("ok", journal.status());

			int errors = logs.lines(Level.ERROR).size();
			fill(ballast);
			await(() -> {
				journal.append(bytes("%-152d".formatted(-2)));
				return !journal.status().equals("ok");
			}, "it is full again");
			assertTrue(logs.lines(Level.ERROR).size() > errors, "the next time the disk is full is said too, however soon");
			journal.close();
			List<String> last = logs.lines(Level.ERROR);
			assertTrue(last.getLast().contains("are lost"), last::toString);
		} finally {
			Processes.run("umount", disk.toString());
		}
	}

	private static void fill(Path file) throws IOException {
		try (OutputStream out = Files.newOutputStream(file)) {
			while (true) {
				out.write(new byte[4096]);
			}
		} catch (IOException full) {
			// as it shall be
		}
	}

	@Test
	void settingsOnAFullDiskStayAsTheyAreAndSayWhy() throws Exception {
		Path disk = Files.createDirectory(folder.resolve("disk"));
		try {
			Processes.run("mount", "-t", "tmpfs", "-o", "size=64k", "burncloud-test", disk.toString());
		} catch (AssertionError e) {
			Requirement.missing("no right to mount: a full disk is not tested (" + e.getMessage() + ")");
		}
		try {
			Path file = disk.resolve("burncloud.properties");
			Files.writeString(file, "port = 1\n# " + "x".repeat(10_000) + "\n");
			fill(disk.resolve("ballast"));
			String before = Files.readString(file);
			IOException refused = assertThrows(IOException.class, () -> new SettingsFile(disk).write(Map.of(SettingKey.PORT, "2")));
			assertFalse(Reason.of(refused).isBlank());
			assertEquals(before, Files.readString(file));
		} finally {
			Processes.run("umount", disk.toString());
		}
	}

	private interface Condition {
		boolean holds();
	}

	private static void await(Condition condition, String what) {
		long deadline = System.nanoTime() + 20_000_000_000L;
		while (!condition.holds()) {
			assertTrue(System.nanoTime() < deadline, what);
			LockSupport.parkNanos(2_000_000);
		}
	}

	private static long[] parse(String line) {
		String[] parts = line.split(" ");
		return new long[] { Long.parseLong(parts[0]), Long.parseLong(parts[1]) };
	}
}
