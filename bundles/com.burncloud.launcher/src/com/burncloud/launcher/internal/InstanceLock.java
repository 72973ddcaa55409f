package com.burncloud.launcher.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * One server a data folder: a lock of the operating system on {@code burncloud.lock}, gone with the process however that ends, so a file left by a crash locks
 * nothing. The file says who holds it, for the next start and for the client.
 */
final class InstanceLock implements AutoCloseable {

	private static final String NAME = "burncloud.lock";

	/** Behind any content, since on Windows a locked byte cannot be read by others. */
	private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

	private final FileChannel channel;

	private InstanceLock(FileChannel channel) {
		this.channel = channel;
	}

	/** Who holds a lock, by its own words. */
	record Holder(long pid, URI url) {
	}

	static InstanceLock take(Path home, URI url) throws Refusal {
		Path file = home.resolve(NAME);
		FileChannel channel = null;
		try {
			channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
			if (lock(channel).isEmpty()) {
				channel.close();
				Optional<Holder> holder = holder(home);
				if (holder.isEmpty()) {
					throw new Refusal("lock.held", home);
				}
				String command = ProcessHandle.of(holder.get().pid()).flatMap(process -> process.info().command()).orElse("?");
				throw new Refusal("lock.holder", home, holder.get().pid(), command, holder.get().url());
			}
			InstanceLock lock = new InstanceLock(channel);
			lock.serves(url);
			return lock;
		} catch (IOException e) {
			close(channel);
			throw new Refusal("lock.failed", file, e.toString());
		}
	}

	/** Tells others where the server is to be found. */
	void serves(URI url) throws IOException {
		channel.truncate(0);
		channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n" + url + "\n").getBytes(StandardCharsets.UTF_8)), 0);
	}

	/**
	 * The server that runs on a data folder. Not to be asked by the process that holds the lock: POSIX drops a process's locks on a file with the first of its
	 * descriptors that is closed.
	 */
	static Optional<Holder> holder(Path home) {
		try {
			List<String> lines = Files.readAllLines(home.resolve(NAME));
			Optional<Holder> holder = lines.size() < 2 ? Optional.empty() : Optional.of(new Holder(Long.parseLong(lines.get(0)), URI.create(lines.get(1))));
			return holder.filter(named -> ProcessHandle.of(named.pid()).isPresent()); // what a crash left names a process that is gone
		} catch (IOException | IllegalArgumentException e) {
			return Optional.empty();
		}
	}

	private static Optional<FileLock> lock(FileChannel channel) throws IOException {
		try {
			return Optional.ofNullable(channel.tryLock(LOCKED_BYTE, 1, false));
		} catch (OverlappingFileLockException e) { // held by this very process
			return Optional.empty();
		}
	}

	/** The file stays: who deletes a lock file lets two others lock two different files of one name. */
	@Override
	public void close() {
		try {
			channel.truncate(0);
		} catch (IOException e) {
			// the lock goes all the same
		}
		close(channel);
	}

	private static void close(FileChannel channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		} catch (IOException e) {
			// nothing is lost
		}
	}
}
