package com.burncloud.models.hubserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes to serve. */
sealed interface Blob {
	int PIECE_BYTES = 256 * 1024;

	long sizeBytes();

	/** Hexadecimal; the bytes of a file are read for it once. */
	String sha256();

	/** Sends some bytes, at least one, at most {@code count}. */
	long send(long position, long count, WritableByteChannel to) throws IOException;

	static Blob of(byte[] bytes) {
		return new Memory(bytes.clone(), hash(new Memory(bytes, "")));
	}

	static Blob of(Path file) {
		try {
			Disk unknown = new Disk(file, Files.size(file), FileChannel.open(file), "");
			return new Disk(file, unknown.sizeBytes(), unknown.channel(), hash(unknown));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	record Memory(byte[] bytes, String sha256) implements Blob {

		@Override
		public long sizeBytes() {
			return bytes.length;
		}

		@Override
		public long send(long position, long count, WritableByteChannel to) throws IOException {
			return to.write(ByteBuffer.wrap(bytes, (int) position, (int) Math.min(count, PIECE_BYTES)));
		}
	}

	record Disk(Path file, long sizeBytes, FileChannel channel, String sha256) implements Blob {

		@Override
		public long send(long position, long count, WritableByteChannel to) throws IOException {
			long sent = channel.transferTo(position, count, to);
			if (sent == 0) {
				throw new IOException(file + " has become shorter while it is being served");
			}
			return sent;
		}
	}

	/** The same length, every byte another. */
	record Other(Blob blob, String sha256) implements Blob {

		Other(Blob blob) {
			this(blob, new StringBuilder(blob.sha256()).reverse().toString());
		}

		@Override
		public long sizeBytes() {
			return blob.sizeBytes();
		}

		@Override
		public long send(long position, long count, WritableByteChannel to) throws IOException {
			byte[] piece = piece(blob, position, count);
			for (int i = 0; i < piece.length; i++) {
				piece[i] ^= 0x55;
			}
			return to.write(ByteBuffer.wrap(piece));
		}
	}

	/** One byte is another; it still claims to be the same. */
	record Wrong(Blob blob, long offset) implements Blob {

		@Override
		public long sizeBytes() {
			return blob.sizeBytes();
		}

		@Override
		public String sha256() {
			return blob.sha256();
		}

		@Override
		public long send(long position, long count, WritableByteChannel to) throws IOException {
			byte[] piece = piece(blob, position, count);
			long index = offset - position;
			if (index >= 0 && index < piece.length) {
				piece[(int) index] ^= 0x01;
			}
			return to.write(ByteBuffer.wrap(piece));
		}
	}

	/** The beginning; it still claims to be the same. */
	record Short(Blob blob, long sizeBytes) implements Blob {

		@Override
		public String sha256() {
			return blob.sha256();
		}

		@Override
		public long send(long position, long count, WritableByteChannel to) throws IOException {
			return blob.send(position, count, to);
		}
	}

	private static byte[] piece(Blob blob, long position, long count) throws IOException {
		byte[] piece = new byte[(int) Math.min(count, PIECE_BYTES)];
		Sink sink = new Sink(ByteBuffer.wrap(piece));
		for (int done = 0; done < piece.length;) {
			done += (int) blob.send(position + done, piece.length - done, sink);
		}
		return piece;
	}

	private static String hash(Blob blob) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (long position = 0; position < blob.sizeBytes();) {
				byte[] piece = piece(blob, position, blob.sizeBytes() - position);
				digest.update(piece);
				position += piece.length;
			}
			return HexFormat.of().formatHex(digest.digest());
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Collects bytes. */
	record Sink(ByteBuffer to) implements WritableByteChannel {

		@Override
		public int write(ByteBuffer from) {
			int count = Math.min(from.remaining(), to.remaining());
			to.put(from.slice(from.position(), count));
			from.position(from.position() + count);
			return count;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
			// nothing is open
		}
	}
}
