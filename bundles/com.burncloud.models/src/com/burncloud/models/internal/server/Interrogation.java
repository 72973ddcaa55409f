package com.burncloud.models.internal.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a program what it is. It may be any program: it gets a time limit, and only so much of its words is kept. */
final class Interrogation {
	private static final int MOST_BYTES = 1 << 20;

	/**
	 * What came out.
	 *
	 * @param error one sentence; empty with a build
	 * @param lasting whether the same file will say the same again
	 */
	record Answer(Optional<Build> build, String error, boolean lasting) {
	}

	private record Said(int exitValue, String text) {
	}

	private final Duration limit;

	Interrogation(Duration limit) {
		this.limit = limit;
	}

	Answer ask(Path path) {
		if (!Files.isExecutable(path)) {
			return refused("'" + path + "' is not executable; make it so with chmod +x, or set LLAMA_SERVER to another one.", false);
		}
		try {
			Said help = run(path, "--help");
			Flags flags = Flags.of(help.text());
			if (!flags.has("--model") || !flags.has("--port")) {
				return refused(complaint(path, help), true);
			}
			return new Answer(Optional.of(new Build(path, version(run(path, "--version").text()), flags)), "", true);
		} catch (IOException e) {
			return refused(complaint(path, e), false);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return refused("Looking at '" + path + "' was interrupted; try again.", false);
		}
	}

	private static Answer refused(String error, boolean lasting) {
		return new Answer(Optional.empty(), error, lasting);
	}

	private Said run(Path path, String question) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(path.toString(), question).redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(nothing())).start();
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		Thread reader = Thread.ofVirtual().start(() -> drain(process.getInputStream(), text));
		try {
			if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new IOException("it did not answer " + question + " within " + limit.toSeconds() + " s");
			}
			reader.join(limit); // a grandchild may hold the pipe
			synchronized (text) {
				return new Said(process.exitValue(), text.toString(StandardCharsets.UTF_8));
			}
		} finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}
	}

	private static java.io.File nothing() {
		return new java.io.File(Surroundings.own().windows() ? "NUL" : "/dev/null");
	}

	private static void drain(InputStream in, ByteArrayOutputStream text) {
		byte[] buffer = new byte[8_192];
		try (in) {
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				synchronized (text) {
					text.write(buffer, 0, Math.min(n, MOST_BYTES - text.size()));
				}
			}
		} catch (IOException closed) {
			// what came is what there is
		}
	}

	private static String version(String text) {
		List<String> lines = text.lines().map(String::strip).toList();
		return lines.stream().filter(line -> line.startsWith("version:")).findFirst().map(line -> line.substring("version:".length()).strip())
				.or(() -> lines.stream().filter(line -> !line.isEmpty()).findFirst()).orElse("");
	}

	private static String foreign(Path path) {
		return "'" + path + "' is made for another processor or system, or is no program; get the llama.cpp build for this machine.";
	}

	/** What the system cannot start the JVM hands to the shell, which takes it for a script and complains of its first bytes. */
	private static boolean takenForScript(Path path, Said said) {
		try (InputStream in = Files.newInputStream(path)) {
			byte[] head = in.readNBytes(2);
			boolean script = head.length == 2 && head[0] == '#' && head[1] == '!';
			return !script && (said.text().contains("not found") || said.text().contains("yntax error") || said.text().contains("cannot execute"));
		} catch (IOException e) {
			return false;
		}
	}

	private static String complaint(Path path, IOException e) {
		String message = String.valueOf(e.getMessage());
		if (message.contains("error=8") || message.contains("Exec format error") || message.contains("error=193")) {
			return foreign(path);
		}
		if (message.contains("error=13") || message.contains("Permission denied")) {
			return "'" + path + "' may not be executed here; look at its rights, and whether its disk is mounted with noexec.";
		}
		if (message.contains("error=2,") || message.contains("No such file")) {
			return "'" + path + "' cannot be started: the interpreter or loader that it names is not on this machine; get the llama.cpp build for this system.";
		}
		return "'" + path + "' cannot be run: " + message + ".";
	}

	/** Programs say what they miss before they end. */
	private static String complaint(Path path, Said said) {
		Optional<String> library = said.text().lines().map(String::strip)
				.filter(line -> line.contains("error while loading shared libraries") || line.contains("Library not loaded") || line.contains("not found (required by")).findFirst();
		if (library.isPresent()) {
			return "'" + path + "' misses a library: " + library.get() + ". Keep the files of the llama.cpp build together, or install the library.";
		}
		if (takenForScript(path, said)) {
			return foreign(path);
		}
		if (said.exitValue() == 0xC0000135) {
			return "'" + path + "' misses a DLL; keep the files of the llama.cpp build together.";
		}
		if (said.exitValue() == 132 || said.exitValue() == 0xC000001D) {
			return "'" + path + "' uses instructions that this processor does not have; get a llama.cpp build for it.";
		}
		String first = said.text().lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
		return "'" + path + "' is no llama-server: its --help names no --model and no --port (exit code " + said.exitValue() + ")"
				+ (first.isEmpty() ? "." : ", and says: " + first + (first.endsWith(".") ? "" : "."));
	}
}
