package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One installation with a data folder of its own, and the process that runs on it. */
public final class Product implements AutoCloseable {
	private static final Duration READY_WITHIN = Duration.ofSeconds(60);
	private static Product shared;

	/** How a process ended that was not to go on. */
	public record Ended(int status, String out, String err) {

		/** The one line that the operator gets. */
		public String complaint() {
			List<String> lines = err.lines().toList();
			assertEquals(1, lines.size(), () -> "one line on stderr expected: " + this);
			return lines.getFirst();
		}
	}

	private final Path folder;
	private final Path home;
	private final int port;
	private final Map<String, String> environment = new TreeMap<>();
	private final List<String> arguments = new ArrayList<>(List.of("server"));
	private Process process;
	private int starts;
	private Duration startTook = Duration.ZERO;

	private Product(Path folder, Path home, int port) {
		this.folder = folder;
		this.home = home;
		this.port = port;
		environment.put("BURNCLOUD_HOME", home.toString());
		environment.put("BURNCLOUD_PORT", Integer.toString(port));
	}

	/** The one that most classes use, running; with the default port where that is free. */
	public static synchronized Product shared() {
		if (shared == null) {
			shared = fresh(isFree(3000) ? 3000 : freePort()).start();
			Loud.measured("start with an empty data folder until /health: %d ms", shared.startTook.toMillis());
		}
		return shared;
	}

	/** A data folder that does not exist yet, and a free port; not started. */
	public static Product fresh() {
		return fresh(freePort());
	}

	private static Product fresh(int port) {
		try {
			Path folder = Files.createTempDirectory("burncloud-acceptance");
			Product product = new Product(folder, folder.resolve("home"), port);
			Runtime.getRuntime().addShutdownHook(new Thread(product::close));
			return product;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The same with its window, on a display; its words are Chinese. Not started. */
	public static Product desktop(Map<String, String> display) {
		Product product = fresh();
		product.arguments.set(0, "desktop");
		product.environment.putAll(display);
		return product.with("LC_ALL", "zh_CN.UTF-8");
	}

	/** A second start on this one's data folder, at a port of its own. */
	public Product twin() {
		return new Product(folder, home, freePort());
	}

	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	public static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress("0.0.0.0", port));
			return true;
		} catch (IOException taken) {
			return false;
		}
	}

	/** An environment variable of the next start; none when empty. */
	public Product with(String variable, String value) {
		environment.put(variable, value);
		return this;
	}

	public Product option(String... more) {
		arguments.addAll(List.of(more));
		return this;
	}

	/** Starts and waits until it is ready. */
	public Product start() {
		long begin = System.nanoTime();
		launch();
		try {
			Until.isTrue(READY_WITHIN, this::output, () -> {
				assertTrue(process.isAlive(), () -> "it ended with " + process.exitValue() + ": " + output());
				return answers();
			});
		} catch (Exception e) {
			throw new IllegalStateException("it did not start: " + output(), e);
		}
		startTook = Duration.ofNanos(System.nanoTime() - begin);
		return this;
	}

	/** Starts and does not wait. */
	public void launch() {
		starts++;
		process = spawn("run-" + starts, arguments);
	}

	private boolean answers() {
		try {
			return isReachable() && api("").call("GET", "/health", "").status() == 200;
		} catch (UncheckedIOException notYet) {
			return false; // it tries the port for a moment before it listens
		}
	}

	/** Whether somebody listens at its port. */
	public boolean isReachable() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return true;
		} catch (IOException notYet) {
			return false;
		}
	}

	/** A start that is to be refused. */
	public Ended refused() throws Exception {
		return run(arguments.toArray(String[]::new));
	}

	/** Any other command, to its end. */
	public Ended run(String... command) throws Exception {
		String name = "command-" + System.nanoTime();
		Process refused = spawn(name, List.of(command));
		try {
			assertTrue(refused.waitFor(60, TimeUnit.SECONDS), () -> "still running after 60 s: " + List.of(command) + read(name + ".out") + read(name + ".err"));
		} finally {
			refused.destroyForcibly();
		}
		return new Ended(refused.exitValue(), read(name + ".out"), read(name + ".err"));
	}

	private Process spawn(String name, List<String> command) {
		List<String> line = new ArrayList<>(List.of(installation().resolve("burncloud").toString()));
		line.addAll(command);
		ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
		builder.environment().keySet().removeIf(variable -> variable.startsWith("BURNCLOUD_") || variable.startsWith("LC_")
				|| List.of("PORT", "DISPLAY", "WAYLAND_DISPLAY", "LANG", "LANGUAGE").contains(variable));
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		builder.environment().put("LC_ALL", "C.UTF-8");
		environment.forEach((variable, value) -> {
			if (!value.isEmpty()) {
				builder.environment().put(variable, value);
			} else {
				builder.environment().remove(variable);
			}
		});
		try {
			return builder.redirectOutput(folder.resolve(name + ".out").toFile()).redirectError(folder.resolve(name + ".err").toFile()).start();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** SIGTERM. */
	public void terminate() {
		process.destroy();
	}

	/** SIGTERM, and the exit code that follows. */
	public int stop() throws InterruptedException {
		process.destroy();
		return awaitEnd(Duration.ofSeconds(50));
	}

	public int awaitEnd(Duration limit) throws InterruptedException {
		assertTrue(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS), () -> "still running " + limit.toSeconds() + " s after it was told to stop: " + output());
		return process.exitValue();
	}

	/** kill -9. */
	public void kill() throws InterruptedException {
		process.destroyForcibly();
		awaitEnd(Duration.ofSeconds(10));
	}

	public Product restart() throws InterruptedException {
		assertEquals(0, stop(), this::output);
		return start();
	}

	/** SIGTERM to what still runs, and everything deleted. */
	@Override
	public void close() {
		if (process != null && process.isAlive()) {
			process.destroy();
			try {
				if (!process.waitFor(20, TimeUnit.SECONDS)) {
					process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
				}
			} catch (InterruptedException e) {
				process.destroyForcibly();
			}
		}
		if (!Boolean.getBoolean("burncloud.keep") && Files.exists(folder)) {
			try (Stream<Path> all = Files.walk(folder)) {
				all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
			} catch (IOException | UncheckedIOException e) {
				// a temporary folder is left behind
			}
		}
	}

	public URI url() {
		return URI.create("http://127.0.0.1:" + port);
	}

	public int port() {
		return port;
	}

	public Path home() {
		return home;
	}

	public long pid() {
		return process.pid();
	}

	/** The JVM's own process, should the start script wait for it. */
	public long javaPid() {
		return process.toHandle().descendants().filter(each -> each.info().command().orElse("").endsWith("/java")).findFirst().map(ProcessHandle::pid).orElse(pid());
	}

	public boolean isRunning() {
		return process.isAlive();
	}

	public Duration startTook() {
		return startTook;
	}

	public String adminKey() {
		try {
			return Files.readString(home.resolve("admin.key")).strip();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	public Api api() {
		return api(adminKey());
	}

	private Api api(String key) {
		return new Api(url(), key);
	}

	/** With the token that comes with it. */
	public Client client() {
		return new Client(url(), "sk-burncloud-demo");
	}

	/** All that the newest process said so far. */
	public String output() {
		return read("run-" + starts + ".out") + read("run-" + starts + ".err");
	}

	private String read(String name) {
		try {
			return Files.readString(folder.resolve(name));
		} catch (IOException e) {
			return "";
		}
	}

	/** The unpacked product: that of the property, else what this checkout has built. */
	public static Path installation() {
		String given = System.getProperty("burncloud.product", "");
		if (!given.isEmpty()) {
			return Path.of(given);
		}
		Path products = checkout().resolve("product/target/products");
		for (String name : List.of("burncloud-desktop", "burncloud-server")) {
			Path folder = products.resolve(name);
			if (Files.isDirectory(folder)) {
				try (Stream<Path> found = Files.find(folder, 5, (path, attributes) -> path.getFileName().toString().equals("burncloud") && attributes.isRegularFile())) {
					var script = found.findFirst();
					if (script.isPresent()) {
						return script.get().getParent();
					}
				} catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			}
		}
		throw new IllegalStateException("no product in " + products + ": build it first, or name one by -Dburncloud.product=");
	}

	/** The top of this checkout. */
	public static Path checkout() {
		return Path.of("").toAbsolutePath().resolve("../..").normalize();
	}
}
