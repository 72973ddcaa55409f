package com.burncloud.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Which process listens on a TCP port, by what each system offers; nothing where the system does not tell (a process of another user, say).
 *
 * @param pid the process, 0 when only the user is known
 * @param name program name, or the user's id when the process is hidden
 */
record PortOwner(long pid, String name) {

	static Optional<PortOwner> of(int port) {
		String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		try {
			if (system.contains("win")) {
				return onWindows(port);
			}
			return system.contains("mac") ? lsof(output("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc")) : linux(Path.of("/proc"), port);
		} catch (IOException | UncheckedIOException e) {
			return Optional.empty();
		}
	}

	/** Whether Windows keeps a port from everyone (Hyper-V and WSL reserve ranges at each boot, often with 3000 among them). */
	static boolean reserved(int port) {
		if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win")) {
			return false;
		}
		try {
			return excluded(output("netsh", "interface", "ipv4", "show", "excludedportrange", "protocol=tcp"), port);
		} catch (IOException e) {
			return false;
		}
	}

	/** {@code /proc/net/tcp} has the socket's inode; whose descriptor it is, the folders of the processes say. */
	static Optional<PortOwner> linux(Path proc, int port) throws IOException {
		Set<String> sockets = new HashSet<>();
		String user = "";
		for (String table : List.of("net/tcp", "net/tcp6")) {
			if (!Files.isReadable(proc.resolve(table))) {
				continue;
			}
			for (String line : Files.readAllLines(proc.resolve(table))) {
				String[] columns = line.strip().split("\\s+"); // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
				boolean listens = columns.length > 9 && columns[3].equals("0A") && columns[1].endsWith(String.format(":%04X", port));
				if (listens) {
					sockets.add("socket:[" + columns[9] + "]");
					user = columns[7];
				}
			}
		}
		if (sockets.isEmpty()) {
			return Optional.empty();
		}
		try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
			for (Path process : processes) {
				if (holds(process, sockets)) {
					return Optional.of(new PortOwner(Long.parseLong(process.getFileName().toString()), Files.readString(process.resolve("comm")).strip()));
				}
			}
		}
		return Optional.of(new PortOwner(0, user));
	}

	private static boolean holds(Path process, Set<String> sockets) {
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
			for (Path descriptor : descriptors) {
				if (Files.isSymbolicLink(descriptor) && sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
					return true;
				}
			}
			return false;
		} catch (IOException | java.nio.file.DirectoryIteratorException e) {
			return false; // another user's, or gone meanwhile
		}
	}

	/** {@code lsof -F pc}: a line {@code p<pid>}, then {@code c<command>}. */
	static Optional<PortOwner> lsof(List<String> lines) {
		for (int i = 0; i + 1 < lines.size(); i++) {
			if (lines.get(i).matches("p\\d+") && lines.get(i + 1).startsWith("c")) {
				return Optional.of(new PortOwner(Long.parseLong(lines.get(i).substring(1)), lines.get(i + 1).substring(1)));
			}
		}
		return Optional.empty();
	}

	private static Optional<PortOwner> onWindows(int port) throws IOException {
		Optional<Long> pid = netstat(output("netstat", "-ano", "-p", "TCP"), port).or(() -> netstatOf6(port));
		if (pid.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(new PortOwner(pid.get(), tasklist(output("tasklist", "/FI", "PID eq " + pid.get(), "/FO", "CSV", "/NH")).orElse("?")));
	}

	private static Optional<Long> netstatOf6(int port) {
		try {
			return netstat(output("netstat", "-ano", "-p", "TCPv6"), port);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** {@code TCP 127.0.0.1:3000 0.0.0.0:0 LISTENING 4711}; the state is in the system's language, the foreign port 0 is not. */
	static Optional<Long> netstat(List<String> lines, int port) {
		return lines.stream().map(line -> line.strip().split("\\s+"))
				.filter(columns -> columns.length == 5 && columns[0].equals("TCP") && columns[1].endsWith(":" + port) && columns[2].endsWith(":0"))
				.map(columns -> Long.parseLong(columns[4])).findFirst();
	}

	/** {@code "node.exe","4711","Console","1","48,120 K"} */
	static Optional<String> tasklist(List<String> lines) {
		return lines.stream().filter(line -> line.startsWith("\"")).map(line -> line.split("\"")[1]).findFirst();
	}

	/** Lines of two numbers, first and last port of a range. */
	static boolean excluded(List<String> lines, int port) {
		return lines.stream().map(line -> line.strip().split("\\s+")).filter(columns -> columns.length >= 2 && columns[0].matches("\\d{1,5}") && columns[1].matches("\\d{1,5}"))
				.anyMatch(columns -> Integer.parseInt(columns[0]) <= port && port <= Integer.parseInt(columns[1]));
	}

	/** A tool's output; such tools answer at once or not at all. */
	private static List<String> output(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		Thread.ofVirtual().name("port-owner-limit").start(() -> {
			try {
				if (!process.waitFor(5, TimeUnit.SECONDS)) {
					process.destroyForcibly();
				}
			} catch (InterruptedException e) {
				process.destroyForcibly();
			}
		});
		try (InputStream in = process.getInputStream()) {
			Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
			return new ArrayList<>(new String(in.readAllBytes(), charset).lines().toList());
		}
	}
}
