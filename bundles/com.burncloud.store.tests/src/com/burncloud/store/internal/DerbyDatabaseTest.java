package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerbyDatabaseTest extends DatabaseContract {

	@TempDir
	Path home;

	@Override
	Engine engine() {
		return DerbyEngine.open(home);
	}

	@Test
	void saysWhatItIs() {
		assertTrue(database.product().startsWith("Apache Derby 10.17"), database::product);
	}

	@Test
	void nobodyElseMayReadTheFiles() throws IOException {
		for (Path path : List.of(home.resolve("db/service.properties"), home.resolve("db/seg0"), home.resolve("logs"))) {
			assertFalse(Files.getPosixFilePermissions(path).stream().anyMatch(p -> !p.name().startsWith("OWNER")), path::toString);
		}
	}

	@Test
	void aDatabaseThatWasHalfMadeIsMadeAnew(@TempDir Path other) throws IOException {
		Files.createDirectories(other.resolve("db.new/seg0"));
		Files.writeString(other.resolve("db.new/service.properties"), "half");
		Files.createDirectories(other.resolve("db"));
		try (Engine engine = DerbyEngine.open(other)) {
			assertFalse(Files.exists(other.resolve("db.new")));
			assertTrue(Files.exists(other.resolve("db/service.properties")));
		}
	}

	@Test
	void whatIsNoDatabaseIsRefusedAndKept(@TempDir Path other) throws IOException {
		Path file = Files.createDirectories(other.resolve("db")).resolve("holiday.jpg");
		Files.writeString(file, "x");
		assertRefused(other, "holds something that is no Derby database");
		assertTrue(Files.exists(file));
	}

	@Test
	void damagedFilesAreRefusedInOneLine() throws Exception {
		database.open("demo", List.of(FIRST));
		stop();
		for (String name : List.of("service.properties", "seg0/c10.dat", "log/log1.dat")) {
			Path file = home.resolve("db").resolve(name);
			byte[] good = Files.readAllBytes(file);
			byte[] bad = good.clone();
			java.util.Arrays.fill(bad, (byte) 0x5a);
			Files.write(file, bad, StandardOpenOption.TRUNCATE_EXISTING);
			assertRefused(home, "cannot be used");
			Files.write(file, good, StandardOpenOption.TRUNCATE_EXISTING);
		}
		database = another();
		assertEquals("1", query(database.open("demo", List.of(FIRST)), "SELECT COUNT(*) FROM demo_note"));
	}

	@Test
	void aDatabaseInUseByAnotherProcessIsRefused(@TempDir Path other) throws Exception {
		DerbyEngine.open(other).close();
		Process holder = Processes.java(Holder.class, List.of(other.toString()));
		try {
			assertEquals('o', holder.getInputStream().read());
			assertRefused(other, "in use by another process");
		} finally {
			holder.destroyForcibly();
			assertTrue(holder.waitFor(10, TimeUnit.SECONDS));
		}
		// That it was killed, and left its lock file, keeps nobody out.
		DerbyEngine.open(other).close();
	}

	/** Another process with a database open. */
	static final class Holder {

		public static void main(String[] arguments) throws Exception {
			System.setProperty("derby.stream.error.file", Path.of(arguments[0], "other.log").toString());
			EmbeddedDataSource source = new EmbeddedDataSource();
			source.setDatabaseName(Path.of(arguments[0], "db").toString());
			source.getConnection();
			System.out.print("o");
			System.out.flush();
			Thread.sleep(60_000);
		}
	}

	private static void assertRefused(Path home, String why) {
		IllegalStateException e = assertThrows(IllegalStateException.class, () -> DerbyEngine.open(home).close());
		assertTrue(e.getMessage().contains(why) && e.getMessage().contains(home.resolve("db").toString()), e::getMessage);
		assertFalse(e.getMessage().contains("\n"), e::getMessage);
	}
}
