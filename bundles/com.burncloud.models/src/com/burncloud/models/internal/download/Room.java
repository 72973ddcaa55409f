package com.burncloud.models.internal.download;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The room on the disk, and to whom it is promised. Any thread. */
final class Room {
	private final Path folder;
	private final Disk disk;
	private final long spareBytes;
	private final Map<String, LongSupplier> claims = new ConcurrentHashMap<>();

	Room(Path folder, Disk disk, long spareBytes) {
		this.folder = folder;
		this.disk = disk;
		this.spareBytes = spareBytes;
	}

	/** @param leftBytes that it will still write, as it goes on */
	void claim(String id, LongSupplier leftBytes) {
		claims.put(id, leftBytes);
	}

	void giveUp(String id) {
		claims.remove(id);
	}

	/** How many bytes are missing for this one when all others get what they were promised; 0 when it fits. */
	long missing(String id, long leftBytes) throws IOException {
		long promised = claims.entrySet().stream().filter(claim -> !claim.getKey().equals(id)).mapToLong(claim -> claim.getValue().getAsLong()).sum();
		return leftBytes == 0 ? 0 : Math.max(0, promised + leftBytes + spareBytes - disk.usableBytes(folder));
	}

	static String text(long bytes) {
		return bytes < 1 << 20 ? bytes + " bytes" : bytes < 1 << 30 ? (bytes >> 20) + " MiB" : "%.1f GiB".formatted(bytes / (double) (1 << 30));
	}
}
