package com.burncloud.store.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one owner's tables up to date. Each version runs in a transaction of its own together with its row in {@code schema_version}; the engine's lock is held
 * for that transaction and what has run is read again under it, so that any number of nodes may start on one database.
 */
final class Migrator {

	private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

	private final Engine engine;
	private final String owner;
	private final List<String> versions;

	Migrator(Engine engine, String owner, List<String> versions) {
		if (!owner.matches("[a-z][a-z0-9_]{0,39}")) {
			throw new IllegalArgumentException("\"" + owner + "\" cannot own tables: a short lower-case name is needed");
		}
		this.engine = engine;
		this.owner = owner;
		this.versions = List.copyOf(versions);
	}

	/** @throws IllegalStateException naming owner and version */
	void run() {
		try (Connection connection = engine.source().getConnection()) {
			connection.setAutoCommit(false);
			try {
				while (step(connection) < versions.size()) {
					connection.commit();
				}
				connection.commit();
			} catch (SQLException | RuntimeException e) {
				rollBack(connection, e);
				throw e;
			}
		} catch (SQLException e) {
			throw new IllegalStateException(engine.explain(e), e);
		}
	}

	/** Runs the next version, if any, and answers the last one that has run. */
	private int step(Connection connection) throws SQLException {
		engine.lock(connection);
		prepareHistory(connection);
		int done = check(connection);
		if (done == versions.size()) {
			return done;
		}
		int version = done + 1;
		String script = versions.get(done);
		try (Statement statement = connection.createStatement()) {
			for (String sql : statements(script)) {
				statement.execute(sql);
			}
		} catch (SQLException e) {
			if (Reason.hasState(e, "42501")) {
				throw e;
			}
			throw new IllegalStateException(engine.place() + ": version " + version + " of the tables of " + owner + " failed and was undone: " + Reason.of(e), e);
		}
		try (PreparedStatement insert = connection.prepareStatement("INSERT INTO schema_version (owner, version, checksum, applied_at) VALUES (?, ?, ?, ?)")) {
			insert.setString(1, owner);
			insert.setInt(2, version);
			insert.setString(3, checksum(script));
			insert.setLong(4, System.currentTimeMillis());
			insert.executeUpdate();
		}
		LOG.debug("Tables of {} are at version {}", owner, version);
		return version;
	}

	/** A database with tables but without our history belongs to somebody else: nothing is made in it. */
	private void prepareHistory(Connection connection) throws SQLException {
		String schema = connection.getSchema();
		TreeSet<String> tables = new TreeSet<>();
		try (ResultSet rows = connection.getMetaData().getTables(null, schema, "%", new String[] { "TABLE" })) {
			while (rows.next()) {
				tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
			}
		}
		if (tables.contains("schema_version")) {
			return;
		}
		if (!tables.isEmpty()) {
			throw foreign("it has " + tables.size() + " tables (" + String.join(", ", tables.stream().limit(3).toList()) + (tables.size() > 3 ? ", ..." : "") + ")");
		}
		try (Statement statement = connection.createStatement()) {
			statement.execute("""
					CREATE TABLE schema_version (
						owner VARCHAR(40) NOT NULL,
						version INTEGER NOT NULL,
						checksum VARCHAR(64) NOT NULL,
						applied_at BIGINT NOT NULL,
						PRIMARY KEY (owner, version)
					)""");
		}
	}

	private int check(Connection connection) throws SQLException {
		int done = 0;
		try (PreparedStatement select = connection.prepareStatement("SELECT version, checksum FROM schema_version WHERE owner = ? ORDER BY version")) {
			select.setString(1, owner);
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					int version = rows.getInt(1);
					if (version > versions.size()) {
						throw new IllegalStateException(engine.place() + " was made by a newer version of BurnCloud: tables of " + owner + " are at version " + version
								+ ", this one knows " + versions.size() + ". Start the newer version, or restore the backup made before it.");
					}
					if (version != ++done || !rows.getString(2).equals(checksum(versions.get(version - 1)))) {
						throw new IllegalStateException(engine.place() + ": version " + version + " of the tables of " + owner
								+ " has run in another form than this program knows. It was made by another build; use that one, or a database of its own.");
					}
				}
			}
		} catch (SQLException e) {
			// 42: no such column.
			if (Reason.hasState(e, "42") && !Reason.hasState(e, "42501")) {
				throw foreign("its table schema_version is another program's");
			}
			throw e;
		}
		return done;
	}

	private IllegalStateException foreign(String why) {
		return new IllegalStateException(engine.place() + " is not BurnCloud's: " + why + ". Give BurnCloud a database, or a schema, of its own.");
	}

	/** A script's statements: each ends by a semicolon at a line's end; lines that are comments are left out. */
	static List<String> statements(String script) {
		List<String> statements = new ArrayList<>();
		StringBuilder statement = new StringBuilder();
		for (String line : script.lines().map(String::stripTrailing).filter(l -> !l.isBlank() && !l.stripLeading().startsWith("--")).toList()) {
			boolean last = line.endsWith(";");
			statement.append(last ? line.substring(0, line.length() - 1) : line).append('\n');
			if (last) {
				statements.add(statement.toString().strip());
				statement.setLength(0);
			}
		}
		if (!statement.isEmpty()) {
			throw new IllegalStateException("A migration script ends without a semicolon: " + statement.toString().strip());
		}
		return statements;
	}

	static String checksum(String script) {
		try {
			byte[] normal = String.join("\n", script.lines().toList()).getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(normal));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("This Java lacks SHA-256", e);
		}
	}

	private static void rollBack(Connection connection, Exception reason) {
		try {
			connection.rollback();
		} catch (SQLException e) {
			reason.addSuppressed(e);
		}
	}
}
