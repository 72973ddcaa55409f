package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for either database. */
abstract class DatabaseContract {

	static final String FIRST = """
			-- The table, and a row.
			CREATE TABLE demo_note (
				id VARCHAR(20) NOT NULL PRIMARY KEY,
				text VARCHAR(32672) NOT NULL,
				made_at BIGINT NOT NULL,
				done BOOLEAN NOT NULL
			);
			INSERT INTO demo_note VALUES ('a', 'one; two', 1, TRUE);
			""";
	static final String SECOND = "ALTER TABLE demo_note ADD COLUMN size INTEGER DEFAULT 7 NOT NULL;";

	private final List<PooledDatabase> opened = new ArrayList<>();
	final List<IllegalStateException> failures = new ArrayList<>();
	PooledDatabase database;

	/** Opens the test's database once more, as a restart does, or as another node where that may be. */
	abstract Engine engine() throws Exception;

	@BeforeEach
	void start() throws Exception {
		database = another();
	}

	@AfterEach
	void stop() {
		opened.forEach(PooledDatabase::close);
	}

	PooledDatabase another() throws Exception {
		PooledDatabase next = new PooledDatabase(engine(), failures::add);
		opened.add(next);
		return next;
	}

	PooledDatabase restart() throws Exception {
		database.close();
		opened.remove(database);
		database = another();
		return database;
	}

	@Test
	void eachVersionRunsOnceAndKeepsTheData() throws Exception {
		database.open("demo", List.of(FIRST));
		execute(database.open("demo", List.of(FIRST)), "INSERT INTO demo_note VALUES ('b', 'x', 2, FALSE)");
		DataSource source = restart().open("demo", List.of(FIRST, SECOND));
		assertEquals("2,14", query(source, "SELECT COUNT(*), SUM(size) FROM demo_note"));
		assertEquals("one; two", query(source, "SELECT text FROM demo_note WHERE id = 'a'"));
		assertEquals("2,2", query(source, "SELECT COUNT(*), MAX(version) FROM schema_version WHERE owner = 'demo'"));
		assertEquals(List.of(), failures);
	}

	@Test
	void aVersionThatHasRunMayNotChange() throws Exception {
		database.open("demo", List.of(FIRST));
		IllegalStateException e = assertThrows(IllegalStateException.class, () -> database.open("demo", List.of(FIRST + "-- ;\n", SECOND)));
		assertTrue(e.getMessage().contains("version 1 of the tables of demo"), e::getMessage);
		assertEquals(List.of(e), failures);
		// Other line ends, as a checkout on another system has them, are no change.
		database.open("demo", List.of(FIRST.replace("\n", "\r\n")));
	}

	@Test
	void aDatabaseOfANewerVersionIsRefused() throws Exception {
		database.open("demo", List.of(FIRST, SECOND));
		IllegalStateException e = assertThrows(IllegalStateException.class, () -> restart().open("demo", List.of(FIRST)));
		assertTrue(e.getMessage().contains("newer version") && e.getMessage().contains("demo are at version 2, this one knows 1"), e::getMessage);
	}

	@Test
	void aFailingVersionLeavesNothing() throws Exception {
		String broken = "CREATE TABLE demo_more (id INTEGER NOT NULL);\nINSERT INTO demo_note VALUES ('c', 'x', 3, TRUE);\nINSERT INTO nowhere VALUES (1);";
		IllegalStateException e = assertThrows(IllegalStateException.class, () -> database.open("demo", List.of(FIRST, broken)));
		assertTrue(e.getMessage().contains("version 2 of the tables of demo") && e.getMessage().toLowerCase().contains("nowhere"), e::getMessage);
		DataSource source = database.open("demo", List.of(FIRST));
		assertEquals("1", query(source, "SELECT COUNT(*) FROM demo_note"));
		database.open("demo", List.of(FIRST, "CREATE TABLE demo_more (id INTEGER NOT NULL);"));
		assertEquals("0", query(source, "SELECT COUNT(*) FROM demo_more"));
	}

	@Test
	void ownersDoNotDisturbEachOther() throws Exception {
		List<Callable<DataSource>> all = new ArrayList<>();
		for (String owner : List.of("alpha", "beta", "gamma", "delta")) {
			all.add(() -> database.open(owner, List.of("CREATE TABLE " + owner + "_t (id INTEGER);", "INSERT INTO " + owner + "_t VALUES (1);")));
		}
		try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
			for (Future<DataSource> future : executor.invokeAll(all)) {
				future.get();
			}
		}
		assertEquals("8", query(database.open("alpha", List.of(all(0), all(1))), "SELECT COUNT(*) FROM schema_version"));
	}

	private static String all(int version) {
		return version == 0 ? "CREATE TABLE alpha_t (id INTEGER);" : "INSERT INTO alpha_t VALUES (1);";
	}

	@Test
	void anotherProgramsDatabaseIsLeftAlone() throws Exception {
		execute(raw(), "CREATE TABLE users (id INTEGER)");
		IllegalStateException e = assertThrows(IllegalStateException.class, () -> database.open("demo", List.of(FIRST)));
		assertTrue(e.getMessage().contains("is not BurnCloud's") && e.getMessage().contains("users"), e::getMessage);
		assertFalse(e.getMessage().contains("\n"));
		assertThrows(SQLException.class, () -> query(raw(), "SELECT COUNT(*) FROM schema_version"));
		assertThrows(SQLException.class, () -> query(raw(), "SELECT COUNT(*) FROM demo_note"));
	}

	@Test
	void anotherProgramsHistoryIsLeftAlone() throws Exception {
		execute(raw(), "CREATE TABLE schema_version (version_rank INTEGER, script VARCHAR(10))");
		IllegalStateException e = assertThrows(IllegalStateException.class, () -> database.open("demo", List.of(FIRST)));
		assertTrue(e.getMessage().contains("is not BurnCloud's") && e.getMessage().contains("schema_version"), e::getMessage);
	}

	@Test
	void theCheckOfTheMasterKeyIsKept() throws Exception {
		database.open("store", MasterKey.MIGRATIONS);
		assertEquals("ok", database.status());
	}

	DataSource raw() throws Exception {
		return engine().source();
	}

	static void execute(DataSource source, String sql) throws SQLException {
		try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	static String query(DataSource source, String sql) throws SQLException {
		try (Connection connection = source.getConnection(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			assertTrue(rows.next());
			StringBuilder row = new StringBuilder();
			for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
				row.append(i == 1 ? "" : ",").append(rows.getString(i));
			}
			return row.toString();
		}
	}
}
