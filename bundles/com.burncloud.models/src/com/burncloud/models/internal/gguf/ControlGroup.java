package com.burncloud.models.internal.gguf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The limits that a container or a service manager sets by cgroup v2: of the process's group and of each above it. */
final class ControlGroup {
	private static final Pattern RECLAIMABLE = Pattern.compile("^inactive_file (\\d{1,18})$", Pattern.MULTILINE);
	private final Path root;

	ControlGroup(Path root) {
		this.root = root;
	}

	/** The memory within the limits; as it came where there are none, and of cgroup v1. */
	MainMemory limit(MainMemory machine) {
		Path top = root.resolve("sys/fs/cgroup");
		Path group = own(top);
		long bytes = machine.bytes();
		long freeBytes = machine.freeBytes();
		while (group.startsWith(top)) {
			long limit = number(group.resolve("memory.max"));
			if (limit >= 0) {
				bytes = Math.min(bytes, limit);
				long used = Math.max(0, number(group.resolve("memory.current")) - reclaimable(group));
				freeBytes = Math.min(freeBytes, Math.max(0, limit - used));
			}
			group = group.getParent();
		}
		return new MainMemory(bytes, freeBytes);
	}

	private Path own(Path top) {
		try {
			for (String line : Files.readAllLines(root.resolve("proc/self/cgroup"))) {
				if (line.startsWith("0::/")) {
					Path own = top.resolve(line.substring("0::/".length())).normalize();
					return own.startsWith(top) && Files.isDirectory(own) ? own : top; // within a namespace of its own the path is another's
				}
			}
		} catch (IOException e) {
			// no control groups
		}
		return top;
	}

	private static long reclaimable(Path group) {
		try {
			Matcher line = RECLAIMABLE.matcher(Files.readString(group.resolve("memory.stat")));
			return line.find() ? Long.parseLong(line.group(1)) : 0;
		} catch (IOException e) {
			return 0;
		}
	}

	/** -1 for {@code max} and where there is none. */
	private static long number(Path file) {
		try {
			String text = Files.readString(file).strip();
			return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
		} catch (IOException e) {
			return -1;
		}
	}
}
