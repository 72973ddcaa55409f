package com.burncloud.store.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableSet;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

import com.burncloud.api.store.JournalPosition;

/** Appends records to segment files. One thread. What fails to be written leaves no trace: the same records can be given again. */
final class SegmentWriter {

	private final Path folder;
	private final long segmentBytes;
	private final NavigableSet<Long> segments;
	private final Consumer<JournalPosition> written;
	private final ByteBuffer buffer = ByteBuffer.allocateDirect(Segment.MAX_PAYLOAD_BYTES + Segment.RECORD_HEADER_BYTES);
	private final byte[] length = new byte[Integer.BYTES];
	private final CRC32C crc = new CRC32C();
	private FileChannel channel;
	private long number;
	private long offset;
	private boolean unforced;

	/**
	 * @param segments the numbers of the files that are there; new ones are added
	 * @param written is told the end of what is written after each write
	 */
	SegmentWriter(Path folder, long segmentBytes, NavigableSet<Long> segments, Consumer<JournalPosition> written) {
		this.folder = folder;
		this.segmentBytes = segmentBytes;
		this.segments = segments;
		this.written = written;
	}

	/**
	 * Writes records up to the end of the chain, as many at once as the buffer takes.
	 *
	 * @param done is told each record from which on nothing is written yet, null at the end
	 */
	void write(AppendQueue.Link first, long minimumNumber, Consumer<AppendQueue.Link> done) throws IOException {
		AppendQueue.Link link = first;
		while (link != null) {
			long size = Segment.RECORD_HEADER_BYTES + link.payload.length;
			if (channel == null || number < minimumNumber || offset + size > segmentBytes && offset > Segment.HEADER_BYTES) {
				roll(minimumNumber);
			}
			buffer.clear();
			// At least one, for a segment takes one record of any size.
			do {
				put(link.payload);
				link = link.next();
			} while (link != null && buffer.remaining() >= Segment.RECORD_HEADER_BYTES + link.payload.length
					&& offset + buffer.position() + Segment.RECORD_HEADER_BYTES + link.payload.length <= segmentBytes);
			flush();
			written.accept(new JournalPosition(number, offset));
			done.accept(link);
		}
	}

	boolean isUnforced() {
		return unforced;
	}

	void force() throws IOException {
		if (unforced) {
			channel.force(false);
			unforced = false;
		}
	}

	void close() throws IOException {
		if (channel != null) {
			try (FileChannel closing = channel) {
				force();
			}
		}
	}

	private void put(byte[] payload) {
		int size = payload.length;
		length[0] = (byte) (size >>> 24);
		length[1] = (byte) (size >>> 16);
		length[2] = (byte) (size >>> 8);
		length[3] = (byte) size;
		crc.reset();
		crc.update(length);
		crc.update(payload);
		buffer.putInt(size).putInt((int) crc.getValue()).put(payload);
	}

	/** Writes at the place and not at the end of the file, so that what a failed write left is written over. */
	private void flush() throws IOException {
		buffer.flip();
		long at = offset;
		try {
			while (buffer.hasRemaining()) {
				at += channel.write(buffer, at);
			}
		} catch (IOException e) {
			cutBack(e);
			throw e;
		}
		offset = at;
		unforced = true;
	}

	private void cutBack(IOException reason) {
		try {
			channel.truncate(offset);
		} catch (IOException e) {
			reason.addSuppressed(e);
		}
	}

	/** The new file is there before the old one is left: if it cannot be made, everything stays as it was. */
	private void roll(long minimumNumber) throws IOException {
		long next = Math.max(number + 1, Math.max(minimumNumber, segments.isEmpty() ? 1 : segments.last() + 1));
		Path path = folder.resolve(Segment.name(next));
		FileChannel made = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
		try {
			ByteBuffer header = Segment.header(next);
			while (header.hasRemaining()) {
				made.write(header);
			}
			PrivateFiles.close(path);
			if (channel != null) {
				force();
				channel.close();
			}
		} catch (IOException e) {
			made.close();
			Files.deleteIfExists(path);
			throw e;
		}
		PrivateFiles.forceFolder(folder);
		channel = made;
		number = next;
		offset = Segment.HEADER_BYTES;
		segments.add(next);
	}
}
