package com.burncloud.models.internal.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that takes so many bytes. */
final class Quota implements Disk {
	volatile long bytes;
	/** Says that there is room where there is none. */
	volatile boolean lies;
	private final AtomicLong written = new AtomicLong();

	Quota(long bytes) {
		this.bytes = bytes;
	}

	@Override
	public long usableBytes(Path folder) {
		return lies ? Long.MAX_VALUE / 2 : Math.max(0, bytes - written.get());
	}

	@Override
	public FileChannel open(Path file) throws IOException {
		return new Counted(Disk.real().open(file));
	}

	private final class Counted extends FileChannel {
		private final FileChannel file;

		Counted(FileChannel file) {
			this.file = file;
		}

		@Override
		public int write(ByteBuffer from, long position) throws IOException {
			if (written.get() + from.remaining() > bytes) {
				throw new IOException("No space left on device");
			}
			written.addAndGet(from.remaining());
			return file.write(from, position);
		}

		@Override
		public int read(ByteBuffer into, long position) throws IOException {
			return file.read(into, position);
		}

		@Override
		public void force(boolean metaData) throws IOException {
			file.force(metaData);
		}

		@Override
		public long size() throws IOException {
			return file.size();
		}

		@Override
		public FileChannel truncate(long size) throws IOException {
			return file.truncate(size);
		}

		@Override
		protected void implCloseChannel() throws IOException {
			file.close();
		}

		@Override
		public int read(ByteBuffer into) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long read(ByteBuffer[] into, int offset, int length) {
			throw new UnsupportedOperationException();
		}

		@Override
		public int write(ByteBuffer from) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long write(ByteBuffer[] from, int offset, int length) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long position() {
			throw new UnsupportedOperationException();
		}

		@Override
		public FileChannel position(long position) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long transferTo(long position, long count, WritableByteChannel target) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long transferFrom(ReadableByteChannel source, long position, long count) {
			throw new UnsupportedOperationException();
		}

		@Override
		public MappedByteBuffer map(MapMode mode, long position, long size) {
			throw new UnsupportedOperationException();
		}

		@Override
		public FileLock lock(long position, long size, boolean shared) {
			throw new UnsupportedOperationException();
		}

		@Override
		public FileLock tryLock(long position, long size, boolean shared) {
			throw new UnsupportedOperationException();
		}
	}
}
