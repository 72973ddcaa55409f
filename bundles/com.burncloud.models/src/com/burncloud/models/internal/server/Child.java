package com.burncloud.models.internal.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of ours. Its output is read from its first to its last byte by a thread of its own. */
final class Child {
	private static final Duration REST_OF_OUTPUT = Duration.ofSeconds(1);

	private final Process process;
	private final Thread reader;

	private Child(Process process, Thread reader) {
		this.process = process;
		this.reader = reader;
	}

	/** @param variables added to the environment; what is the gateway's own is kept from it */
	static Child start(List<String> command, Map<String, String> variables, Path folder, Output output) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
				.redirectInput(ProcessBuilder.Redirect.from(new File(Surroundings.own().windows() ? "NUL" : "/dev/null")));
		builder.environment().keySet().removeIf(Child::keptFromIt);
		builder.environment().putAll(variables);
		Process process = builder.start();
		output.begin("--- " + Path.of(command.getFirst()).getFileName() + " started, pid " + process.pid());
		Thread reader = Thread.ofPlatform().daemon().name("llama-server output " + process.pid()).start(() -> output.drain(process.getInputStream()));
		return new Child(process, reader);
	}

	/** The gateway's secrets are no business of it, and {@code LLAMA_ARG_*} would say otherwise than the command line where that is silent. */
	private static boolean keptFromIt(String variable) {
		return variable.startsWith("BURNCLOUD_") || variable.startsWith("LLAMA_ARG_") || variable.equals("HF_TOKEN") || variable.equals("LLAMA_API_KEY");
	}

	long pid() {
		return process.pid();
	}

	ProcessHandle handle() {
		return process.toHandle();
	}

	boolean alive() {
		return process.isAlive();
	}

	CompletableFuture<?> exit() {
		return process.onExit();
	}

	/** Of one that has ended; what it wrote last has been read then. */
	int exitValue() throws InterruptedException {
		reader.join(REST_OF_OUTPUT); // a grandchild may hold the pipe for ever
		return process.exitValue();
	}

	/**
	 * Asks it to end, waits, then kills it and all that it started. On Windows asking is killing: a process without a window cannot be asked.
	 *
	 * @return whether it went by itself
	 */
	boolean end(Duration patience) {
		List<ProcessHandle> others = process.descendants().toList();
		process.destroy();
		boolean went = waitFor(patience);
		process.destroyForcibly();
		Stream.concat(others.stream(), process.descendants()).forEach(ProcessHandle::destroyForcibly);
		return waitFor(patience) && went;
	}

	/** Nobody's haste may leave a process behind: an interrupt ends the patience, not the ending. */
	private boolean waitFor(Duration patience) {
		try {
			return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return !process.isAlive();
		}
	}
}
