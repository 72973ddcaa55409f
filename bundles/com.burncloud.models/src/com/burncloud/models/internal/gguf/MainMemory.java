package com.burncloud.models.internal.gguf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.management.OperatingSystemMXBean;

/**
 * Main memory.
 *
 * @param freeBytes available to programs now, caches counted as free
 */
record MainMemory(long bytes, long freeBytes) {
	private static final Pattern PAGES = Pattern.compile("^Pages (free|inactive|speculative|purgeable):\\s+(\\d{1,12})\\.", Pattern.MULTILINE);
	private static final Pattern PAGE_SIZE = Pattern.compile("page size of (\\d{1,7}) bytes");

	/** Of this machine, by what the system's root folder says on Linux. Does not block. */
	static MainMemory ofSystem(Path root) {
		try {
			MainMemory machine = meminfo(Files.readString(root.resolve("proc/meminfo")));
			return new ControlGroup(root).limit(machine);
		} catch (IOException e) {
			var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
			return new MainMemory(system.getTotalMemorySize(), system.getFreeMemorySize());
		}
	}

	/** Linux, {@code /proc/meminfo}. */
	static MainMemory meminfo(String text) throws IOException {
		OptionalLong total = kibibytes("MemTotal", text);
		OptionalLong available = kibibytes("MemAvailable", text);
		if (total.isEmpty() || available.isEmpty()) {
			throw new IOException("/proc/meminfo has no MemTotal or no MemAvailable");
		}
		return new MainMemory(total.getAsLong(), available.getAsLong());
	}

	/** macOS, {@code vm_stat}: what Java calls free there is without the caches. Empty where it is something else. */
	static OptionalLong freeByVmStat(String text) {
		Matcher pageSize = PAGE_SIZE.matcher(text);
		if (!pageSize.find()) {
			return OptionalLong.empty();
		}
		long pages = 0;
		Matcher counts = PAGES.matcher(text);
		while (counts.find()) {
			pages += Long.parseLong(counts.group(2));
		}
		return pages == 0 ? OptionalLong.empty() : OptionalLong.of(pages * Long.parseLong(pageSize.group(1)));
	}

	private static OptionalLong kibibytes(String name, String text) {
		Matcher line = Pattern.compile("^" + name + ":\\s+(\\d{1,15}) kB", Pattern.MULTILINE).matcher(text);
		return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) << 10) : OptionalLong.empty();
	}
}
