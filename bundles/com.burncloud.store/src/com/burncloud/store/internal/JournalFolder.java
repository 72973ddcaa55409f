package com.burncloud.store.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.store.JournalPosition;
import com.burncloud.store.internal.Segment.BrokenException;

/**
 * What a start finds in the journal's folder. The last segment, the only one that was not forced before the next was begun, is read through, and cut where a
 * crash tore it.
 *
 * @param segments numbers of the files, ascending; thread-safe and changed later on
 * @param end of the last record
 */
record JournalFolder(NavigableSet<Long> segments, JournalPosition end) {

	private static final Logger LOG = LoggerFactory.getLogger(JournalFolder.class);

	/** @throws IllegalStateException when the last segment is no journal segment, or a newer version's; the message is for the operator */
	static JournalFolder open(Path folder) throws IOException {
		PrivateFiles.makeFolder(folder);
		NavigableSet<Long> segments = new ConcurrentSkipListSet<>();
		List<Path> files;
		try (Stream<Path> content = Files.list(folder)) {
			files = content.toList();
		}
		files.forEach(file -> Segment.number(file).ifPresent(segments::add));
		if (segments.isEmpty()) {
			return new JournalFolder(segments, JournalPosition.START);
		}
		long last = segments.last();
		return new JournalFolder(segments, new JournalPosition(last, repair(folder, last)));
	}

	/** Answers where the records of a segment end. */
	private static long repair(Path folder, long number) throws IOException {
		Path path = folder.resolve(Segment.name(number));
		long offset = 0;
		long size = Files.size(path);
		BrokenException broken;
		try (Segment segment = Segment.open(folder, number)) {
			offset = Segment.HEADER_BYTES;
			while (offset < size) {
				offset += Segment.RECORD_HEADER_BYTES + segment.record(offset, size).length;
			}
			return offset;
		} catch (BrokenException e) {
			broken = e;
		}
		if (offset == 0 && broken.damaged()) {
			throw new IllegalStateException("The journal file " + path + " cannot be used: " + broken.getMessage()
					+ ". If a newer version wrote it, start that one; otherwise move the file away: what it recorded and the database does not have yet is lost.");
		}
		if (broken.damaged()) {
			SegmentReader.corruptCopy(path);
		}
		// A file without a whole header stays, empty: its number must not be given again.
		long cut = size - offset;
		if (cut == 0) {
			return offset;
		}
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
			channel.truncate(offset);
			channel.force(true);
		}
		LOG.warn("Journal file {} ended in a record that was not finished ({}) at offset {}: {} bytes were cut{}", path, broken.getMessage(), offset, cut,
				broken.damaged() ? ", and are kept in " + path.getFileName() + ".corrupt" : "");
		return offset;
	}
}
