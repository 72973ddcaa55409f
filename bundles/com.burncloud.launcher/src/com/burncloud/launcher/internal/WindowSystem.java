package com.burncloud.launcher.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a window can be opened on this machine. Windows and macOS always can; elsewhere it takes a display and GTK. */
final class WindowSystem {
	private static final String GTK = "libgtk-3.so.0";
	/** Where the dynamic linker looks, on Debian's, Red Hat's and Arch's kind of system; and what {@code LD_LIBRARY_PATH} adds. */
	private static final List<String> LIBRARIES = List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu",
			"/usr/lib64", "/lib64", "/usr/lib", "/lib", "/usr/local/lib");

	private WindowSystem() {
	}

	/** What is missing; nothing where a window can be opened. */
	static Optional<Message> missing(Map<String, String> environment) {
		if (System.getProperty("os.name").matches("(?i)(windows|mac).*")) {
			return Optional.empty();
		}
		if (environment.getOrDefault("DISPLAY", "").isEmpty() && environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()) {
			return Optional.of(Message.of("desktop.display"));
		}
		Stream<String> folders = Stream.concat(Stream.of(environment.getOrDefault("LD_LIBRARY_PATH", "").split(":")), LIBRARIES.stream());
		boolean found = folders.filter(folder -> !folder.isEmpty()).anyMatch(folder -> Files.exists(Path.of(folder, GTK))) || linkerKnows();
		return found ? Optional.empty() : Optional.of(Message.of("desktop.gtk"));
	}

	/** Systems that keep their libraries elsewhere list them in the linker's cache, as plain names between zeros. */
	private static boolean linkerKnows() {
		try {
			return new String(Files.readAllBytes(Path.of("/etc/ld.so.cache")), java.nio.charset.StandardCharsets.ISO_8859_1).contains(GTK + "\0");
		} catch (IOException unknown) {
			return false;
		}
	}
}
