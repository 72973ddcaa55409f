package com.burncloud.store.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

import com.burncloud.api.settings.SettingKey;
import com.zaxxer.hikari.HikariConfig;

/** PostgreSQL, given as {@code jdbc:postgresql://host:port/db?...} or {@code postgres://user:password@host:port/db?...}. */
final class PostgresEngine implements Engine {

	/** The advisory lock that nodes take to migrate: "BurnCld" in ASCII. */
	private static final long MIGRATION_LOCK = 0x4275726e436c64L;
	private static final Duration PATIENCE_WITH_STARTING_SERVER = Duration.ofSeconds(10);
	private static final long RETRY_MILLIS = 250;

	private final PGSimpleDataSource source;

	private PostgresEngine(PGSimpleDataSource source) {
		this.source = source;
	}

	/** Connects once. @throws IllegalStateException with one line for the operator, without the password */
	static PostgresEngine open(String url) {
		PostgresEngine engine = new PostgresEngine(parse(url));
		long deadline = System.nanoTime() + PATIENCE_WITH_STARTING_SERVER.toNanos();
		while (true) {
			try {
				engine.source.getConnection().close();
				return engine;
			} catch (SQLException e) {
				// 57P03: the server says that it is starting up, as it does when both start with the machine.
				if (!Reason.hasState(e, "57P03") || System.nanoTime() > deadline) {
					throw new IllegalStateException(engine.explain(e), e);
				}
			}
			try {
				Thread.sleep(RETRY_MILLIS);
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(engine.place() + " was still starting when this node was stopped", e);
			}
		}
	}

	@Override
	public String place() {
		return "The PostgreSQL database " + source.getDatabaseName() + " at " + source.getServerNames()[0] + ":" + source.getPortNumbers()[0];
	}

	@Override
	public DataSource source() {
		return source;
	}

	@Override
	public void configure(HikariConfig pool) {
		pool.setMaxLifetime(Duration.ofMinutes(30).toMillis());
	}

	@Override
	public void lock(Connection connection) throws SQLException {
		// Waiting for another node's migration, and a long migration, are not a dead network.
		connection.setNetworkTimeout(Runnable::run, 0);
		try (Statement statement = connection.createStatement()) {
			statement.execute("SELECT pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
		}
	}

	@Override
	public String explain(Throwable failure) {
		String setting = SettingKey.DATABASE_URL.variable();
		if (Reason.hasState(failure, "28")) {
			return place() + " refuses the user " + source.getUser() + ". Check user and password in " + setting + ".";
		}
		if (Reason.hasState(failure, "3D000")) {
			return place() + " does not exist. Make it (createdb " + source.getDatabaseName() + "), or correct " + setting + ".";
		}
		if (Reason.hasState(failure, "42501")) {
			return place() + " does not let the user " + source.getUser() + " make tables: " + Reason.of(failure)
					+ ". Make that user the owner of the database, or grant CREATE on the schema.";
		}
		if (Reason.hasState(failure, "08")) {
			return place() + " cannot be reached: " + Reason.of(failure) + ". Start it, or correct " + setting + ".";
		}
		return place() + " cannot be used: " + Reason.of(failure) + ".";
	}

	@Override
	public void close() {
		// Connections belong to the pool.
	}

	/** The driver knows no user in front of the host, so that is taken out; and its complaint about a wrong URL shows the whole of it, so that is not passed on. */
	private static PGSimpleDataSource parse(String url) {
		try {
			if (!url.matches("(jdbc:)?postgres(ql)?:.+")) {
				throw new IllegalArgumentException();
			}
			String rest = url.substring(url.indexOf(':', url.startsWith("jdbc:") ? "jdbc:".length() : 0) + 1);
			PGSimpleDataSource source = new PGSimpleDataSource();
			String credentials = "";
			if (rest.startsWith("//")) {
				int end = firstOf(rest, '/', '?');
				int at = rest.lastIndexOf('@', end - 1);
				if (at > 0) {
					credentials = rest.substring(2, at);
					rest = "//" + rest.substring(at + 1);
				}
			}
			source.setConnectTimeout(3);
			source.setLoginTimeout(5);
			source.setSocketTimeout(30);
			source.setTcpKeepAlive(true);
			source.setReWriteBatchedInserts(true);
			source.setApplicationName("burncloud");
			source.setURL("jdbc:postgresql:" + rest);
			if (!credentials.isEmpty()) {
				String[] parts = credentials.split(":", 2);
				source.setUser(decode(parts[0]));
				if (parts.length > 1) {
					source.setPassword(decode(parts[1]));
				}
			}
			return source;
		} catch (RuntimeException e) {
			throw new IllegalStateException(SettingKey.DATABASE_URL.variable() + " is not of the form jdbc:postgresql://host:5432/database?user=...&password=... or postgres://user:password@host:5432/database");
		}
	}

	private static int firstOf(String text, char one, char other) {
		int index = 2;
		while (index < text.length() && text.charAt(index) != one && text.charAt(index) != other) {
			index++;
		}
		return index;
	}

	/** As in any URL, but a plus is a plus. */
	private static String decode(String text) {
		return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
	}
}
