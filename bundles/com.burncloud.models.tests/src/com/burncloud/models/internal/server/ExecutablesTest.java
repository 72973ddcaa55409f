package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.model.LlamaServer;

class ExecutablesTest {
	@TempDir
	Path folder;

	private Path program(String name, String... lines) throws IOException {
		Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
		return file;
	}

	private Path good(String name, String version) throws IOException {
		Path help = Files.writeString(folder.resolve("help.txt"), Helps.NEW);
		return program(name, "echo asked >> '" + folder.resolve("asked") + "'", "[ \"$1\" = --version ] && echo 'version: " + version + "' >&2 && exit 0", "cat '" + help + "'");
	}

	private Executables executables(String setting, String path) {
		Surroundings surroundings = new Surroundings("Linux", folder.resolve("home"), Map.of("PATH", path));
		return new Executables(new Places(surroundings, setting), new Interrogation(Duration.ofSeconds(2)));
	}

	private String error(Path program) {
		LlamaServer found = executables(program.toString(), "").look();
		assertEquals(Optional.of(program.toString()), found.path());
		String error = found.error().orElseThrow();
		assertEquals(error, assertThrows(ConflictException.class, () -> executables(program.toString(), "").build()).getMessage());
		return error;
	}

	@Test
	void asksForVersionAndFlagsOnceUntilTheFileChanges() throws Exception {
		Path program = good("llama-server", "4711 (abc)");
		Executables executables = executables(program.toString(), "");
		assertEquals("4711 (abc)", executables.look().version());
		assertTrue(executables.build().flags().has("--no-ui"));
		assertEquals(2, Files.readAllLines(folder.resolve("asked")).size(), "--help and --version, once each");
		good("llama-server", "4712 (abc)");
		Files.setLastModifiedTime(program, FileTime.fromMillis(1));
		assertEquals("4712 (abc)", executables.look().version());
	}

	@Test
	void theSettingAloneCountsWhereItIsSet() throws Exception {
		good("bin/llama-server", "1");
		LlamaServer found = executables(folder.resolve("nowhere").toString(), folder.resolve("bin").toString()).look();
		assertTrue(found.path().isEmpty());
		assertTrue(found.error().orElseThrow().contains("LLAMA_SERVER names '" + folder.resolve("nowhere")), found.error()::get);
		assertEquals("1", executables(folder.resolve("bin").toString(), "").look().version(), "a folder will do");
	}

	@Test
	void looksInThePathThenInTheUsualPlaces() throws Exception {
		good("home/.cache/burncloud/llama-server/v0.5.0/llama-server", "built");
		LlamaServer built = executables("", "relative::" + folder.resolve("bin")).look();
		assertTrue(built.places().containsAll(List.of(folder.resolve("bin/llama-server").toString(), "/usr/local/bin/llama-server")), built.places()::toString);
		assertTrue(built.places().indexOf(folder.resolve("bin/llama-server").toString()) < built.places().indexOf("/usr/local/bin/llama-server"));
		good("bin/llama-server", "in the path");
		assertEquals("in the path", executables("", folder.resolve("bin").toString()).look().version());
		program("broken/llama-server", "exit 3");
		assertEquals("in the path", executables("", folder.resolve("broken") + ":" + folder.resolve("bin")).look().version(), "a broken one is passed over");
	}

	@Test
	void knowsThePlacesOfOtherSystems() {
		Surroundings windows = new Surroundings("Windows 11", Path.of("/C:/Users/me"), Map.of("Path", "/a;/b", "LOCALAPPDATA", "/local", "ProgramFiles", "/programs"));
		List<Path> there = new Places(windows, "").candidates();
		assertEquals(Path.of("/a/llama-server.exe"), there.getFirst());
		assertTrue(there.containsAll(List.of(Path.of("/b/llama-server.exe"), Path.of("/local/Microsoft/WinGet/Links/llama-server.exe"),
				Path.of("/programs/llama.cpp/llama-server.exe"))), there::toString);
		Surroundings mac = new Surroundings("Mac OS X", Path.of("/Users/me"), Map.of());
		assertEquals(Path.of("/opt/homebrew/bin/llama-server"), new Places(mac, "").candidates().getFirst());
	}

	@Test
	void saysWhyItCannotBeRun() throws Exception {
		Path plain = Files.writeString(folder.resolve("plain"), "text");
		assertTrue(error(plain).contains("is not executable; make it so with chmod +x"));
		Path foreign = folder.resolve("foreign");
		Files.write(foreign, new byte[] { 0x7f, 'E', 'L', 'F', 9, 9, 9, 9, 9, 9, 9 });
		Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("rwx------"));
		assertTrue(error(foreign).contains("another processor or system"), error(foreign));
		Path loader = program("loader");
		Files.writeString(loader, "#!/no/such/loader\n");
		assertTrue(error(loader).contains("the interpreter or loader that it names is not on this machine"), error(loader));
		Path library = program("library", "echo \"$0: error while loading shared libraries: libllama.so: cannot open shared object file\" >&2", "exit 127");
		assertTrue(error(library).contains("misses a library") && error(library).contains("libllama.so"), error(library));
		Path other = program("other", "echo Usage: other; exit 2");
		assertTrue(error(other).contains("is no llama-server") && error(other).contains("(exit code 2), and says: Usage: other."), error(other));
		Path illegal = program("illegal", "kill -ILL $$");
		assertTrue(error(illegal).contains("instructions that this processor does not have"), error(illegal));
	}

	@Test
	void doesNotWaitForAProgramThatDoesNotAnswer() throws Exception {
		Path silent = program("silent", "sleep 600 & echo $! > '" + folder.resolve("pid") + "'", "wait");
		long begun = System.nanoTime();
		LlamaServer found = executables(silent.toString(), "").look();
		assertTrue(found.error().orElseThrow().contains("did not answer --help within 2 s"), found.error()::get);
		assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 10);
		long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
		Bench.until(() -> "what it started lives on", () -> !Bench.alive(pid));
	}

	@Test
	void noneIsNoError() {
		LlamaServer found = new Executables(new Places(new Surroundings("Windows", folder, Map.of()), ""), new Interrogation(Duration.ofSeconds(2))).look();
		assertEquals(Optional.empty(), found.path());
		assertEquals(Optional.empty(), found.error());
	}
}
