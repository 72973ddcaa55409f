package com.burncloud.models.internal.server;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers on the disk which processes are ours, so that those of a gateway that was killed are found and ended by the next one. A pid alone names nobody: it is
 * given again. So a file holds the start time and the executable, too, and those of the gateway; only who fits in all of them is ended, and only when its gateway is gone.
 */
final class PidFiles {
	private static final Logger LOG = LoggerFactory.getLogger(PidFiles.class);
	private static final String ENDING = ".pid";
	/** Start times are reckoned from the time of the system's start, which moves a little when the clock is set. */
	private static final Duration TOLERANCE = Duration.ofSeconds(2);
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Path folder;

	PidFiles(Path folder) {
		this.folder = folder;
	}

	/** Writes it before anything else happens with the process; again when it runs, for a script may have become another program meanwhile. */
	void write(ProcessHandle process, Path executable) throws IOException {
		write(process, executable, ProcessHandle.current());
	}

	void write(ProcessHandle process, Path executable, ProcessHandle gateway) throws IOException {
		Properties properties = new Properties();
		describe(properties, "", process);
		properties.setProperty("given", executable.toString());
		describe(properties, "gateway.", gateway);
		Files.createDirectories(folder);
		Path fresh = Files.createTempFile(folder, "fresh", ".tmp");
		try (Writer writer = Files.newBufferedWriter(fresh)) {
			properties.store(writer, null);
		}
		Files.move(fresh, file(process.pid()), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

	void delete(long pid) {
		delete(file(pid));
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		} catch (IOException e) {
			LOG.warn("{} cannot be deleted: {}", file, e.toString());
		}
	}

	private Path file(long pid) {
		return folder.resolve(pid + ENDING);
	}

	private static void describe(Properties properties, String prefix, ProcessHandle process) {
		properties.setProperty(prefix + "pid", Long.toString(process.pid()));
		properties.setProperty(prefix + "startMillis", Long.toString(process.info().startInstant().map(Instant::toEpochMilli).orElse(0L)));
		properties.setProperty(prefix + "executable", process.info().command().orElse(""));
	}

	/** Ends what a gateway that was killed has left behind. They have nothing to save, and nobody is there who could ask them anything: they are killed at once. */
	int sweep() {
		List<ProcessHandle> orphans = new ArrayList<>();
		for (Path file : files()) {
			Optional<Properties> properties = read(file);
			if (properties.flatMap(each -> find(each, "gateway.")).isPresent()) {
				continue; // another gateway's, and it lives
			}
			properties.flatMap(each -> find(each, "")).ifPresent(orphans::add);
			delete(file);
		}
		for (ProcessHandle orphan : orphans) {
			LOG.warn("The llama-server with pid {} was left behind by a gateway that was killed; it is ended.", orphan.pid());
			orphan.descendants().forEach(ProcessHandle::destroyForcibly);
			orphan.destroyForcibly();
		}
		orphans.forEach(PidFiles::awaitEnd);
		return orphans.size();
	}

	/** One that has ended but that nobody has buried, as in a container whose first process buries none, runs no program any more. */
	private static void awaitEnd(ProcessHandle orphan) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (orphan.isAlive() && orphan.info().command().isPresent()) {
			if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
				LOG.warn("The llama-server with pid {} does not end; end it by hand.", orphan.pid());
				return;
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
		}
	}

	private List<Path> files() {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> file.getFileName().toString().endsWith(ENDING)).toList();
		} catch (IOException notThere) {
			return List.of();
		}
	}

	private static Optional<Properties> read(Path file) {
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(file)) {
			properties.load(reader);
			return Optional.of(properties);
		} catch (IOException | IllegalArgumentException e) {
			LOG.warn("{} cannot be read and is deleted: {}", file, e.toString());
			return Optional.empty();
		}
	}

	/** The process that a file means, if it is still the same one. */
	private static Optional<ProcessHandle> find(Properties properties, String prefix) {
		try {
			long pid = Long.parseLong(properties.getProperty(prefix + "pid", ""));
			Instant started = Instant.ofEpochMilli(Long.parseLong(properties.getProperty(prefix + "startMillis", "")));
			String executable = properties.getProperty(prefix + "executable", "");
			String given = properties.getProperty("given", "");
			return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
					.filter(process -> process.info().startInstant().filter(at -> Duration.between(started, at).abs().compareTo(TOLERANCE) <= 0).isPresent())
					.filter(process -> process.info().command().filter(command -> Objects.equals(command, executable) || same(command, given)).isPresent());
		} catch (NumberFormatException e) {
			return Optional.empty();
		}
	}

	private static boolean same(String command, String given) {
		try {
			return !given.isEmpty() && Files.isSameFile(Path.of(command), Path.of(given));
		} catch (IOException | RuntimeException e) {
			return false;
		}
	}
}
