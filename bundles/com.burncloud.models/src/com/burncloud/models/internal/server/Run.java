package com.burncloud.models.internal.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import com.burncloud.api.provider.Endpoint;

/** One llama-server process, from its start to its end. Closing ends it. */
final class Run implements AutoCloseable {
	private static final SecureRandom RANDOM = new SecureRandom();
	private static final int KEY_BYTES = 24;

	/** How it stands. */
	sealed interface Look {
	}

	record Loading(OptionalDouble progress) implements Look {
	}

	record Ready(OptionalInt contextTokens) implements Look {
	}

	/** Another program listens on its port. */
	record Stranger() implements Look {
	}

	/** @param bySignal whether the same start may go well another time */
	record Ended(String cause, boolean bySignal) implements Look {
	}

	private final Launch launch;
	private final Workshop shop;
	private final Output output;
	private final int port;
	private final String key = HexFormat.of().formatHex(bytes());
	private final URI base;
	private final Optional<Path> keyFile;
	private final long mark;
	private final Child child;

	/** Starts it. */
	Run(Launch launch, Workshop shop, Output output, int port) throws IOException {
		this.launch = launch;
		this.shop = shop;
		this.output = output;
		this.port = port;
		base = URI.create("http://127.0.0.1:" + port);
		keyFile = launch.keyBy() == Arguments.KeyBy.FILE ? Optional.of(writeKey()) : Optional.empty();
		mark = output.mark() + 1; // after the line that names it
		child = Child.start(command(), variables(), launch.folder(), output);
		try {
			shop.pidFiles().write(child.handle(), launch.build().path());
		} catch (IOException | RuntimeException e) {
			close(); // what could not be found again must not run
			throw e;
		}
	}

	private static byte[] bytes() {
		byte[] bytes = new byte[KEY_BYTES];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

	/** Extra arguments come last, so that they win over ours where both speak of the same. */
	private List<String> command() {
		List<String> command = new ArrayList<>();
		command.add(launch.build().path().toString());
		command.addAll(List.of("--port", Integer.toString(port)));
		keyFile.ifPresent(file -> command.addAll(List.of("--api-key-file", file.toString())));
		command.addAll(launch.arguments());
		return command;
	}

	private Map<String, String> variables() {
		Map<String, String> variables = new HashMap<>();
		if (keyFile.isEmpty()) {
			variables.put("LLAMA_API_KEY", key);
		}
		return variables;
	}

	private Path writeKey() throws IOException {
		Files.createDirectories(shop.run());
		boolean posix = shop.run().getFileSystem().supportedFileAttributeViews().contains("posix");
		Path file = posix ? Files.createTempFile(shop.run(), "llama", ".key", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
				: Files.createTempFile(shop.run(), "llama", ".key");
		return Files.writeString(file, key + "\n");
	}

	Child child() {
		return child;
	}

	int port() {
		return port;
	}

	URI base() {
		return base;
	}

	String key() {
		return key;
	}

	Endpoint endpoint() {
		return new Endpoint(base, key, Map.of(), Map.of());
	}

	/** Asks it; waits for its answer, milliseconds. */
	Look look() throws InterruptedException {
		if (!child.alive()) {
			return ended();
		}
		if (!shop.loopback().healthy(base)) {
			return new Loading(progress());
		}
		try {
			Optional<Loopback.Props> props = shop.loopback().props(base, key, launch.gatewayModel());
			if (!child.alive()) {
				return ended();
			}
			if (props.isEmpty()) {
				return new Stranger();
			}
			shop.pidFiles().write(child.handle(), launch.build().path());
			return new Ready(props.get().contextTokens());
		} catch (IOException notYet) {
			return new Loading(progress());
		}
	}

	private OptionalDouble progress() {
		OptionalDouble told = output.loadProgress();
		return told.isPresent() ? told : Progress.of(child.pid(), launch.model().sizeBytes());
	}

	/** Of one that is no longer alive. */
	Look ended() throws InterruptedException {
		int exitValue = child.exitValue();
		List<String> lines = output.since(mark);
		return Cause.portTaken(lines) ? new Stranger() : new Ended(Cause.of(lines, exitValue, launch.fileName()), Cause.bySignal(exitValue));
	}

	@Override
	public void close() {
		child.end(shop.limits().term());
		shop.pidFiles().delete(child.pid());
		keyFile.ifPresent(file -> file.toFile().delete());
	}
}
