package com.burncloud.models.internal.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * How far a process has read a file of known size, as Linux tells: the larger of what it has mapped in and what it has read. Newer builds of llama-server print
 * nothing while they load.
 */
final class Progress {
	/** Only {@code /health} says that it is done. */
	private static final double NEARLY = 0.99;

	private Progress() {
	}

	static OptionalDouble of(long pid, long sizeBytes) {
		Path folder = Path.of("/proc", Long.toString(pid));
		long bytes = Math.max(number(folder.resolve("status"), "VmRSS:") * 1_024, number(folder.resolve("io"), "rchar:"));
		return bytes > 0 && sizeBytes > 0 ? OptionalDouble.of(Math.min(NEARLY, (double) bytes / sizeBytes)) : OptionalDouble.empty();
	}

	private static long number(Path file, String name) {
		try {
			return Files.readAllLines(file).stream().filter(line -> line.startsWith(name)).findFirst().map(line -> Long.parseLong(line.replaceAll("\\D", ""))).orElse(0L);
		} catch (IOException | RuntimeException notLinuxOrGone) {
			return 0;
		}
	}
}
