package com.burncloud.store.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.LongConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.store.Journal.Entry;
import com.burncloud.api.store.JournalPosition;
import com.burncloud.store.internal.Segment.BrokenException;

/** Reads records in order, over all segments. One thread at a time. */
final class SegmentReader {

	private static final Logger LOG = LoggerFactory.getLogger(SegmentReader.class);

	/** So that a reader who asks for many large records does not get all of them at once. */
	private static final long MAX_BYTES = 8 << 20;

	private final Path folder;
	private final NavigableSet<Long> segments;
	private final LongConsumer leave;
	private final Set<Long> reported = new HashSet<>();
	private Segment open;
	private long openNumber;

	/** @param leave is told the number of a damaged segment, which must not be written to any more */
	SegmentReader(Path folder, NavigableSet<Long> segments, LongConsumer leave) {
		this.folder = folder;
		this.segments = segments;
		this.leave = leave;
	}

	/** @param end the end of what is written */
	List<Entry> read(JournalPosition from, JournalPosition end, int maxEntries) throws IOException {
		List<Entry> entries = new ArrayList<>(Math.min(maxEntries, 1024));
		long bytes = 0;
		JournalPosition at = from;
		while (entries.size() < maxEntries && bytes < MAX_BYTES && at.compareTo(end) < 0) {
			Long number = segments.ceiling(at.segment());
			if (number == null || number > end.segment()) {
				break;
			}
			long offset = number == at.segment() ? Math.max(at.offsetBytes(), Segment.HEADER_BYTES) : Segment.HEADER_BYTES;
			JournalPosition nextSegment = new JournalPosition(number + 1, 0);
			try {
				Segment segment = segment(number);
				long limit = number == end.segment() ? end.offsetBytes() : segment.size();
				if (offset >= limit) {
					at = nextSegment;
					continue;
				}
				try {
					byte[] payload = segment.record(offset, limit);
					at = new JournalPosition(number, offset + Segment.RECORD_HEADER_BYTES + payload.length);
					entries.add(new Entry(at, payload));
					bytes += payload.length;
				} catch (BrokenException e) {
					skip(number, offset, limit, e);
					at = nextSegment;
				}
			} catch (BrokenException e) {
				if (!e.damaged()) {
					// A crash came while the file was begun: it holds no record.
					at = nextSegment;
					continue;
				}
				skip(number, 0, Files.size(folder.resolve(Segment.name(number))), e);
				at = nextSegment;
			} catch (FileNotFoundException e) {
				LOG.error("Journal segment {} was deleted by somebody; the records in it that were not read yet are lost", folder.resolve(Segment.name(number)));
				segments.remove(number);
			}
		}
		return entries;
	}

	/** Before a segment's file is deleted. */
	void forget(long number) throws IOException {
		reported.remove(number);
		if (open != null && openNumber == number) {
			close();
		}
	}

	void close() throws IOException {
		if (open != null) {
			open.close();
			open = null;
		}
	}

	private Segment segment(long number) throws IOException, BrokenException {
		if (open == null || openNumber != number) {
			close();
			open = Segment.open(folder, number);
			openNumber = number;
		}
		return open;
	}

	private void skip(long number, long offset, long limit, BrokenException why) throws IOException {
		leave.accept(number);
		if (reported.add(number)) {
			Path path = folder.resolve(Segment.name(number));
			Path copy = corruptCopy(path);
			LOG.error("Journal segment {} is damaged at offset {} ({}): {} bytes are skipped, what they recorded is not accounted for; a copy is kept in {}", path,
					offset, why.getMessage(), limit - offset, copy.getFileName());
		}
	}

	/** Keeps what is about to be skipped or cut, for whoever wants to look into it. */
	static Path corruptCopy(Path path) throws IOException {
		Path copy = path.resolveSibling(path.getFileName() + ".corrupt");
		Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
		return copy;
	}
}
