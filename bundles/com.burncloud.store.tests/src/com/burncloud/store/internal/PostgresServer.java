package com.burncloud.store.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL of the tests' own: in a temporary folder, on a free loopback port, stopped with the JVM. */
final class PostgresServer {

	static final String USER = "burncloud";
	static final String PASSWORD = "p@ss/w:rd+%";
	private static final AtomicInteger DATABASES = new AtomicInteger();
	private static PostgresServer shared;

	private final Path bin;
	private final Path folder;
	private final boolean root;
	private final int port;

	private PostgresServer(Path bin, Path folder, boolean root, int port) {
		this.bin = bin;
		this.folder = folder;
		this.root = root;
		this.port = port;
	}

	/** The one server of all tests. Skips the test, aloud, where PostgreSQL is not installed. */
	static synchronized PostgresServer shared() throws IOException, InterruptedException {
		if (shared == null) {
			shared = start();
		}
		return shared;
	}

	/** A new, empty database; its URL in the form that cloud vendors hand out. */
	String newDatabase() throws SQLException {
		String name = "test_" + DATABASES.incrementAndGet();
		execute("postgres", "CREATE DATABASE " + name);
		return url(name);
	}

	String url(String database) {
		return "postgres://" + USER + ":p%40ss%2Fw%3Ard+%25@127.0.0.1:" + port + "/" + database;
	}

	int port() {
		return port;
	}

	void execute(String database, String... statements) throws SQLException {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
		try (Connection connection = source.getConnection(USER, PASSWORD); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	void up() throws IOException, InterruptedException {
		control("start", "-w", "-t", "30", "-l", folder.resolve("log").toString(), "-o",
				"-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c shared_buffers=16MB");
	}

	/** @param mode as of pg_ctl: fast ends connections, immediate is as good as a crash */
	void down(String mode) throws IOException, InterruptedException {
		control("stop", "-w", "-m", mode);
	}

	/** The server's own process stops answering, with its connections open, until {@code CONT}. */
	void signal(String signal) throws IOException, InterruptedException {
		long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst().strip());
		List<String> command = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(postmaster)));
		ProcessHandle.of(postmaster).orElseThrow().descendants().forEach(child -> command.add(Long.toString(child.pid())));
		Processes.run(command.toArray(String[]::new));
	}

	private static PostgresServer start() throws IOException, InterruptedException {
		Path bin = binaries();
		boolean root = Processes.isRoot();
		Path folder = Files.createTempDirectory("burncloud-postgres");
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		PostgresServer server = new PostgresServer(bin, folder, root, port);
		Files.writeString(folder.resolve("password"), PASSWORD);
		if (root) {
			Processes.run("chown", "-R", "postgres", folder.toString());
		}
		server.run("initdb", "-D", folder.resolve("data").toString(), "-U", USER, "-A", "scram-sha-256", "--pwfile=" + folder.resolve("password"), "-E", "UTF8", "--locale=C", "--no-sync");
		server.up();
		Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
		return server;
	}

	private static Path binaries() throws IOException {
		Path versions = Path.of("/usr/lib/postgresql");
		if (Files.isDirectory(versions)) {
			try (Stream<Path> found = Files.list(versions)) {
				List<Path> bins = found.map(version -> version.resolve("bin")).filter(bin -> Files.isExecutable(bin.resolve("initdb"))).sorted(Comparator.reverseOrder()).toList();
				if (!bins.isEmpty()) {
					return bins.getFirst();
				}
			}
		}
		return Requirement.missing("PostgreSQL is not installed in " + versions + " (apt-get install postgresql): the store is not tested on it");
	}

	private void control(String action, String... options) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(List.of("-D", folder.resolve("data").toString(), action));
		arguments.addAll(List.of(options));
		run("pg_ctl", arguments.toArray(String[]::new));
	}

	/** PostgreSQL refuses to run as root, so there Debian's own user for it does. */
	private void run(String program, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(root ? List.of("runuser", "-u", "postgres", "--") : List.of());
		command.add(bin.resolve(program).toString());
		command.addAll(List.of(arguments));
		Processes.run(command.toArray(String[]::new));
	}

	private void remove() {
		try {
			down("immediate");
			Processes.run("rm", "-rf", folder.toString());
		} catch (Exception | AssertionError e) {
			System.out.println("The tests' PostgreSQL in " + folder + " was not removed: " + e);
		}
	}
}
