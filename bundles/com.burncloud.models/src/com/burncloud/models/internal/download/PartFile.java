package com.burncloud.models.internal.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

import com.burncloud.models.internal.library.Durable;

/** A file that is being fetched, and beside it the map of what is there. What the map says was on the disk before it was said. */
final class PartFile implements AutoCloseable {
	private final Path file;
	private final Path mapFile;
	private final long sizeBytes;
	private final FileChannel channel;
	private final PieceMap map;
	private final ReentrantLock syncing = new ReentrantLock();
	private String written = "";
	private volatile boolean dirty;

	PartFile(Path file, long sizeBytes, int pieceBytes, Disk disk) throws IOException {
		this.file = file;
		this.sizeBytes = sizeBytes;
		mapFile = mapOf(file);
		String json = Files.exists(file) && Files.exists(mapFile) ? Files.readString(mapFile) : "";
		channel = disk.open(file);
		map = PieceMap.read(json, sizeBytes, pieceBytes, channel.size());
	}

	private static Path mapOf(Path file) {
		return file.resolveSibling(file.getFileName() + ".map");
	}

	/** Bytes of a file that is not open, as its map tells. */
	static long bytesDone(Path file, long sizeBytes) {
		try {
			return Files.exists(mapOf(file)) ? PieceMap.read(Files.readString(mapOf(file)), sizeBytes, 1 << 20, Files.size(file)).bytesDone() : 0;
		} catch (IOException | ArithmeticException e) {
			return 0;
		}
	}

	Path file() {
		return file;
	}

	PieceMap map() {
		return map;
	}

	long sizeBytes() {
		return sizeBytes;
	}

	/** @throws Trouble when the disk does not take it */
	void write(byte[] bytes, int count, long position) throws Trouble {
		try {
			dirty = true;
			ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
			for (long at = position; buffer.hasRemaining();) {
				at += channel.write(buffer, at);
			}
		} catch (IOException e) {
			throw diskTrouble(e);
		}
	}

	void read(ByteBuffer into, long position) throws Trouble {
		try {
			for (long at = position; into.hasRemaining();) {
				int count = channel.read(into, at);
				if (count < 0) {
					throw new IOException("the file has become shorter");
				}
				at += count;
			}
		} catch (IOException e) {
			throw diskTrouble(e);
		}
	}

	/** What is there now is there after a crash, too. */
	void sync() throws Trouble {
		syncing.lock();
		try {
			String json = map.json();
			if (dirty || !json.equals(written)) {
				dirty = false;
				channel.force(false);
				Durable.write(mapFile, json);
				written = json;
			}
		} catch (IOException e) {
			dirty = true;
			throw diskTrouble(e);
		} finally {
			syncing.unlock();
		}
	}

	/** Begins anew: the map first, for bytes without a map are nothing. */
	void clear() throws Trouble {
		map.clear();
		syncing.lock();
		try {
			Files.deleteIfExists(mapFile);
			channel.truncate(0);
			written = "";
		} catch (IOException e) {
			throw diskTrouble(e);
		} finally {
			syncing.unlock();
		}
	}

	private Trouble diskTrouble(IOException e) {
		return new Trouble(Trouble.Kind.DISK, "The disk does not take '" + file.getFileName() + "': " + e.getMessage() + ".");
	}

	@Override
	public void close() {
		try {
			channel.close();
		} catch (IOException e) {
			// what matters was forced before
		}
	}
}
