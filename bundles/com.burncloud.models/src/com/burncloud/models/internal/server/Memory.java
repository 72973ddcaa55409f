package com.burncloud.models.internal.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import com.burncloud.api.model.Machine;

/** The main memory of the machine. */
interface Memory {

	long totalBytes();

	/** Available to programs now, caches counted as free. */
	long freeBytes();

	static Memory of(Supplier<Machine> machine) {
		return new Memory() {
			@Override
			public long totalBytes() {
				return machine.get().ramBytes();
			}

			@Override
			public long freeBytes() {
				return machine.get().ramFreeBytes();
			}
		};
	}

	/** As the JVM tells; on Linux it counts caches as used, so the system is asked there. */
	static Memory own() {
		var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return new Memory() {
			@Override
			public long totalBytes() {
				return system.getTotalMemorySize();
			}

			@Override
			public long freeBytes() {
				try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
					return lines.filter(line -> line.startsWith("MemAvailable:")).findFirst().map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
							.map(available -> Math.min(available, system.getTotalMemorySize())).orElseGet(system::getFreeMemorySize);
				} catch (IOException | RuntimeException notLinux) {
					return system.getFreeMemorySize();
				}
			}
		};
	}
}
