package com.burncloud.acceptance.desktop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.burncloud.acceptance.Loud;

/** A display in memory with a D-Bus session of its own, on which the AT-SPI bus is started by the first who asks for it. Everything ends with it. */
final class Screen implements AutoCloseable {
	static final int WIDTH = 1400;
	static final int HEIGHT = 1000;

	private final Path folder;
	private final List<Process> processes = new ArrayList<>();
	private final Map<String, String> environment = new LinkedHashMap<>();
	private final int number;

	private Screen() throws IOException {
		folder = Files.createTempDirectory("bc-screen");
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
		number = Integer.parseInt(firstLine(start(List.of("Xvfb", "-displayfd", "1", "-screen", "0", WIDTH + "x" + HEIGHT + "x24", "-nolisten", "tcp", "-noreset"))));
		environment.put("DISPLAY", ":" + number);
		environment.put("XDG_RUNTIME_DIR", folder.toString());
		for (String own : List.of("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")) {
			environment.put(own, Files.createDirectories(folder.resolve(own)).toString());
		}
		environment.put("GSETTINGS_BACKEND", "memory");
		environment.put("GDK_BACKEND", "x11");
		for (String foreign : List.of("NO_AT_BRIDGE", "AT_SPI_BUS_ADDRESS", "GTK_MODULES", "GTK_THEME", "GDK_SCALE", "GTK_IM_MODULE", "XAUTHORITY", "SESSION_MANAGER")) {
			environment.put(foreign, "");
		}
		Path socket = folder.resolve("session"); // a file, for Java cannot speak to abstract sockets
		environment.put("DBUS_SESSION_BUS_ADDRESS", firstLine(start(List.of("dbus-daemon", "--session", "--nofork", "--nopidfile", "--address=unix:path=" + socket, "--print-address=1"))));
	}

	/** Ends the test as skipped, or as failed where none may be, when the machine lacks something. */
	static Screen open() throws IOException {
		String lacks = System.getenv().getOrDefault("BURNCLOUD_DESKTOP_LACKS", "");
		if (!lacks.isEmpty()) {
			Loud.skip("the desktop cannot be looked at without these packages of Debian: " + lacks);
		}
		for (String program : List.of("Xvfb", "dbus-daemon")) {
			if (onPath(program).isEmpty()) {
				Loud.skip("no " + program + ": the desktop cannot be looked at; on Debian: apt-get install xvfb libgtk-3-0 dbus at-spi2-core fonts-wqy-zenhei");
			}
		}
		Screen screen = new Screen();
		if (!Files.exists(Path.of("/usr/share/dbus-1/services/org.a11y.Bus.service"))) {
			screen.close();
			Loud.skip("no AT-SPI: widgets cannot be found by name; on Debian: apt-get install at-spi2-core");
		}
		return screen;
	}

	private static Optional<Path> onPath(String program) {
		return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
	}

	private Process start(List<String> command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(folder.resolve(command.getFirst() + ".log").toFile());
		builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
		environment.forEach((name, value) -> {
			if (value.isEmpty()) {
				builder.environment().remove(name);
			} else {
				builder.environment().put(name, value);
			}
		});
		Process process = builder.start();
		processes.add(process);
		return process;
	}

	/** The line in which a server says where it listens, which it does when it does listen. */
	private static String firstLine(Process process) throws IOException {
		BufferedReader reader = process.inputReader();
		try {
			String line = CompletableFuture.supplyAsync(() -> {
				try {
					return reader.readLine();
				} catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			}).get(60, TimeUnit.SECONDS);
			if (line == null) {
				throw new IOException(process.info().commandLine().orElse("a server of the display") + " ended at once");
			}
			return line.strip();
		} catch (InterruptedException | java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
			throw new IOException("no display: " + e, e);
		}
	}

	int number() {
		return number;
	}

	/** For a program that is to come up here; an empty value means none. */
	Map<String, String> environment() {
		return environment;
	}

	String sessionBus() {
		return environment.get("DBUS_SESSION_BUS_ADDRESS");
	}

	@Override
	public synchronized void close() {
		for (Process process : processes.reversed()) {
			List<ProcessHandle> all = new ArrayList<>(process.descendants().toList()); // the buses that the session bus has started
			process.destroy();
			all.forEach(ProcessHandle::destroy);
			try {
				if (!process.waitFor(5, TimeUnit.SECONDS)) {
					process.destroyForcibly();
				}
			} catch (InterruptedException e) {
				process.destroyForcibly();
				Thread.currentThread().interrupt();
			}
		}
		processes.clear();
		if (Files.exists(folder)) {
			try (Stream<Path> all = Files.walk(folder)) {
				all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
			} catch (IOException | UncheckedIOException e) {
				// a temporary folder is left behind
			}
		}
	}
}
