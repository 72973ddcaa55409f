package com.burncloud.store.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * The format of a segment file, and reading one.
 * <p>
 * A header of 24 bytes: magic, format version, number of the segment, CRC-32C of these. Then records: length, CRC-32C of length and payload, payload. The CRC
 * covers the length too, so that a tail of zeros, which a file system may leave behind after a power cut, is no record. All numbers big-endian.
 * <p>
 * Reads by RandomAccessFile: an interrupted thread would close a FileChannel.
 */
final class Segment implements Closeable {

	static final int HEADER_BYTES = 24;
	static final int RECORD_HEADER_BYTES = 8;
	static final int MAX_PAYLOAD_BYTES = 1 << 20;

	private static final long MAGIC = 0x4275726e4a726e6cL; // "BurnJrnl"
	private static final int FORMAT = 1;
	private static final String SUFFIX = ".journal";
	private static final int WINDOW_BYTES = 1 << 16;

	private final Path path;
	private final RandomAccessFile file;
	private byte[] window = new byte[WINDOW_BYTES];
	private long windowStart;
	private int windowLength;

	private Segment(Path path) throws IOException {
		this.path = path;
		this.file = new RandomAccessFile(path.toFile(), "r");
	}

	/** @throws BrokenException when the header is not that of this segment */
	static Segment open(Path folder, long number) throws IOException, BrokenException {
		Segment segment = new Segment(folder.resolve(name(number)));
		try {
			segment.checkHeader(number);
			return segment;
		} catch (IOException | BrokenException e) {
			segment.close();
			throw e;
		}
	}

	static String name(long number) {
		return String.format(Locale.ROOT, "%08d", number) + SUFFIX;
	}

	/** The number of the segment in a file of that name, none for other files. */
	static OptionalLong number(Path path) {
		String name = path.getFileName().toString();
		return name.matches("\\d{8,18}\\.journal") ? OptionalLong.of(Long.parseLong(name.substring(0, name.length() - SUFFIX.length()))) : OptionalLong.empty();
	}

	static ByteBuffer header(long number) {
		ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putInt(FORMAT).putLong(number);
		return header.putInt(crc(header.array(), 0, HEADER_BYTES - 4)).flip();
	}

	static int crc(byte[] bytes, int from, int length) {
		CRC32C crc = new CRC32C();
		crc.update(bytes, from, length);
		return (int) crc.getValue();
	}

	Path path() {
		return path;
	}

	long size() throws IOException {
		return file.length();
	}

	/**
	 * The payload of the record at an offset.
	 *
	 * @param limit where records end; a record that does not fit before it is broken
	 */
	byte[] record(long offset, long limit) throws IOException, BrokenException {
		if (limit - offset < RECORD_HEADER_BYTES) {
			throw new BrokenException("torn", false);
		}
		ByteBuffer head = ByteBuffer.wrap(window, load(offset, RECORD_HEADER_BYTES), RECORD_HEADER_BYTES);
		int length = head.getInt();
		int expected = head.getInt();
		if (length < 0 || length > MAX_PAYLOAD_BYTES) {
			throw new BrokenException("impossible length", true);
		}
		if (limit - offset - RECORD_HEADER_BYTES < length) {
			throw new BrokenException("torn", false);
		}
		int start = load(offset, RECORD_HEADER_BYTES + length);
		CRC32C crc = new CRC32C();
		crc.update(window, start, Integer.BYTES);
		crc.update(window, start + RECORD_HEADER_BYTES, length);
		if ((int) crc.getValue() != expected) {
			throw new BrokenException("wrong checksum", true);
		}
		byte[] payload = new byte[length];
		System.arraycopy(window, start + RECORD_HEADER_BYTES, payload, 0, length);
		return payload;
	}

	@Override
	public void close() throws IOException {
		file.close();
	}

	private void checkHeader(long number) throws IOException, BrokenException {
		if (file.length() < HEADER_BYTES) {
			throw new BrokenException("header torn", false);
		}
		int start = load(0, HEADER_BYTES);
		ByteBuffer header = ByteBuffer.wrap(window, start, HEADER_BYTES);
		if (header.getLong() != MAGIC) {
			throw new BrokenException("not a journal segment", true);
		}
		int format = header.getInt();
		if (format != FORMAT) {
			throw new BrokenException("format " + format + " is not known to this version", true);
		}
		if (header.getLong() != number || header.getInt() != crc(window, start, HEADER_BYTES - 4)) {
			throw new BrokenException("header damaged", true);
		}
	}

	/** Has these bytes in the window and answers where in it. The file may have grown since the window was read; it never changes what was there. */
	private int load(long offset, int length) throws IOException {
		if (offset >= windowStart && offset + length <= windowStart + windowLength) {
			return (int) (offset - windowStart);
		}
		if (length > window.length) {
			window = new byte[RECORD_HEADER_BYTES + MAX_PAYLOAD_BYTES];
		}
		file.seek(offset);
		windowStart = offset;
		windowLength = 0;
		while (windowLength < window.length) {
			int read = file.read(window, windowLength, window.length - windowLength);
			if (read < 0) {
				break;
			}
			windowLength += read;
		}
		if (windowLength < length) {
			throw new IOException(path + " is shorter than it was");
		}
		return 0;
	}

	/** What stands in the file is not what was written, or not all of it. */
	static final class BrokenException extends Exception {

		private static final long serialVersionUID = 1;

		private final boolean damaged;

		BrokenException(String message, boolean damaged) {
			super(message);
			this.damaged = damaged;
		}

		/** Whether bytes are wrong; otherwise the end is just missing, as after a crash. */
		boolean damaged() {
			return damaged;
		}
	}
}
