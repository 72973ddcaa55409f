package com.burncloud.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.zaxxer.hikari.HikariConfig;

/** Derby in this process, its database in {@code db/} of the data folder. */
final class DerbyEngine implements Engine {

	private static final Logger LOG = LoggerFactory.getLogger(DerbyEngine.class);

	private final Path folder;

	private DerbyEngine(Path folder) {
		this.folder = folder;
	}

	/** Boots Derby, and makes the database where there is none. @throws IllegalStateException with one line for the operator */
	static DerbyEngine open(Path home) {
		DerbyEngine engine = new DerbyEngine(home.resolve("db"));
		try {
			configureDerby(home);
			engine.make();
			try (Connection connection = engine.source().getConnection()) {
				if (connection.isReadOnly()) {
					throw new IOException("it cannot be written");
				}
			}
			return engine;
		} catch (SQLException | IOException | RuntimeException e) {
			engine.close();
			throw new IllegalStateException(engine.explain(e), e);
		}
	}

	@Override
	public String place() {
		return "The database in " + folder;
	}

	@Override
	public DataSource source() {
		return at(folder);
	}

	@Override
	public void configure(HikariConfig pool) {
		// A connection is an object in this process: nothing goes stale.
		pool.setMaxLifetime(0);
		pool.setKeepaliveTime(0);
	}

	@Override
	public void lock(Connection connection) {
		// Derby lets one process in, and in this one PooledDatabase migrates one owner at a time.
	}

	@Override
	public String explain(Throwable failure) {
		String start = place();
		if (Reason.hasState(failure, "XSDB6")) {
			return start + " is in use by another process. Stop that one, or give this node a data folder of its own.";
		}
		if (Reason.hasState(failure, "XSLAN") || Reason.hasState(failure, "XCL32") || Reason.hasState(failure, "XSLAP")) {
			return start + " was made by a newer version. Start that version, or restore the backup made before it.";
		}
		return start + " cannot be used: " + Reason.of(failure) + ". Restore it from a backup, or move the folder away to begin with an empty one.";
	}

	@Override
	public void close() {
		shutDown(folder);
	}

	/** Under another name until it is whole: a process killed in the middle of this must not leave a database that never starts. */
	private void make() throws SQLException, IOException {
		if (Files.isDirectory(folder)) {
			if (!isEmpty(folder)) {
				if (!Files.exists(folder.resolve("service.properties"))) {
					throw new IOException("it holds something that is no Derby database");
				}
				return;
			}
			Files.delete(folder);
		}
		Path draft = folder.resolveSibling("db.new");
		delete(draft);
		EmbeddedDataSource maker = at(draft);
		maker.setCreateDatabase("create");
		maker.getConnection().close();
		shutDown(draft);
		Files.move(draft, folder);
		PrivateFiles.forceFolder(folder.getParent());
	}

	/** Derby reads these once, when its engine boots. Durability stays as it is by default: every commit is on the disk. */
	private static void configureDerby(Path home) throws IOException {
		Path logs = home.resolve("logs");
		PrivateFiles.makeFolder(logs);
		System.setProperty("derby.system.home", home.toString());
		System.setProperty("derby.stream.error.file", logs.resolve("derby.log").toString());
		System.setProperty("derby.storage.useDefaultFilePermissions", "false");
		// Pages of 4 KiB, of 32 KiB in tables with long columns: at most 32 MiB of heap.
		System.setProperty("derby.storage.pageCacheSize", "1000");
		System.setProperty("derby.locks.waitTimeout", "20");
		System.setProperty("derby.locks.deadlockTimeout", "5");
	}

	private static EmbeddedDataSource at(Path folder) {
		EmbeddedDataSource source = new EmbeddedDataSource();
		source.setDatabaseName(folder.toString());
		return source;
	}

	private static void shutDown(Path folder) {
		EmbeddedDataSource source = at(folder);
		source.setShutdownDatabase("shutdown");
		try {
			source.getConnection().close();
		} catch (SQLException e) {
			// 08006 is how Derby says that it has shut down, XJ004 that it was not open.
			if (!Reason.hasState(e, "08006") && !Reason.hasState(e, "XJ004")) {
				LOG.debug("Derby did not shut {} down: {}", folder, Reason.of(e));
			}
		} catch (RuntimeException | LinkageError e) {
			LOG.debug("Derby was stopped before its database {}", folder, e);
		}
	}

	private static boolean isEmpty(Path folder) throws IOException {
		try (Stream<Path> content = Files.list(folder)) {
			return content.findAny().isEmpty();
		}
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		List<Path> deepestFirst;
		try (Stream<Path> all = Files.walk(folder)) {
			deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path path : deepestFirst) {
			Files.delete(path);
		}
	}
}
