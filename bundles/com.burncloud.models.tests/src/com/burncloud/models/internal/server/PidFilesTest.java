package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFilesTest {
	@TempDir
	Path folder;
	private final List<Process> started = new ArrayList<>();
	private PidFiles files;

	@BeforeEach
	void files() {
		files = new PidFiles(folder);
	}

	@AfterEach
	void nothingIsLeft() {
		started.forEach(Process::destroyForcibly);
	}

	private Process sleeper() throws IOException {
		Process process = new ProcessBuilder("sleep", "600").start();
		started.add(process);
		return process;
	}

	/** A process that has ended, of which a file was written before. */
	private ProcessHandle killedGateway(Process orphan) throws Exception {
		Process gateway = sleeper();
		files.write(orphan.toHandle(), Path.of("/usr/bin/sleep"), gateway.toHandle());
		gateway.destroyForcibly().waitFor();
		return gateway.toHandle();
	}

	private long count() throws IOException {
		try (Stream<Path> all = Files.list(folder)) {
			return all.count();
		}
	}

	@Test
	void endsWhatAKilledGatewayLeftBehind() throws Exception {
		Process one = sleeper();
		Process other = sleeper();
		killedGateway(one);
		killedGateway(other);
		assertEquals(2, files.sweep());
		assertTrue(one.waitFor(10, TimeUnit.SECONDS) && other.waitFor(10, TimeUnit.SECONDS));
		assertEquals(0, count());
		assertEquals(0, files.sweep());
	}

	@Test
	void endsNothingOfAGatewayThatLives() throws Exception {
		Process mine = sleeper();
		files.write(mine.toHandle(), Path.of("/usr/bin/sleep"));
		assertEquals(0, files.sweep());
		assertTrue(mine.isAlive());
		assertEquals(1, count());
		files.delete(mine.pid());
		assertEquals(0, count());
	}

	@Test
	void endsNobodyWhoHasGotThePidMeanwhile() throws Exception {
		Process stranger = sleeper();
		killedGateway(stranger);
		Path file = folder.resolve(stranger.pid() + ".pid");
		String text = Files.readString(file);
		Files.writeString(file, text.replaceFirst("(?m)^startMillis=\\d+", "startMillis=1700000000000"));
		assertEquals(0, files.sweep());
		assertTrue(stranger.isAlive(), "it began at another time");
		assertEquals(0, count(), "the file means nobody any more");
		Files.writeString(file, text.replaceFirst("(?m)^executable=.*", "executable=/usr/bin/llama-server").replaceFirst("(?m)^given=.*",
				"given=/usr/bin/llama-server"));
		assertEquals(0, files.sweep());
		assertTrue(stranger.isAlive(), "it is another program");
		Files.writeString(file, text);
		assertEquals(1, files.sweep(), "with the true file it is found");
	}

	@Test
	void aFileThatCannotBeReadEndsNobody() throws Exception {
		Files.writeString(folder.resolve("1.pid"), "pid=1\nstartMillis=\\uZZZZ\n");
		Files.writeString(folder.resolve("2.pid"), "");
		assertEquals(0, files.sweep());
		assertEquals(0, count());
	}
}
