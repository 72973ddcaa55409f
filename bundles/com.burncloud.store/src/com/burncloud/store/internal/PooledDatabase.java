package com.burncloud.store.internal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.burncloud.api.store.Database;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The pool over one engine. A database that goes away at run time is the pool's to get over: it drops dead connections and makes new ones when it can. */
final class PooledDatabase implements Database, AutoCloseable {

	private static final int CONNECTIONS = 8;
	private static final long STATUS_MILLIS = 1_900;

	private final Engine engine;
	private final HikariDataSource pool;
	private final String product;
	private final Consumer<IllegalStateException> failures;
	private CompletableFuture<String> probe = CompletableFuture.completedFuture("ok");
	private volatile String lastStatus = "ok";

	/** @param failures is told when an owner's tables cannot be opened, since no node can work without them */
	PooledDatabase(Engine engine, Consumer<IllegalStateException> failures) {
		this.engine = engine;
		this.failures = failures;
		this.product = product(engine);
		HikariConfig config = new HikariConfig();
		config.setPoolName("burncloud");
		config.setDataSource(engine.source());
		config.setMaximumPoolSize(CONNECTIONS);
		config.setMinimumIdle(1);
		config.setConnectionTimeout(5_000);
		config.setValidationTimeout(1_000);
		config.setIdleTimeout(TimeUnit.MINUTES.toMillis(2));
		// The engine has connected already, and has explained it better if it could not.
		config.setInitializationFailTimeout(-1);
		engine.configure(config);
		this.pool = new HikariDataSource(config);
	}

	@Override
	public DataSource open(String owner, List<String> versions) {
		try {
			return migrate(owner, versions);
		} catch (IllegalStateException e) {
			failures.accept(e);
			throw e;
		}
	}

	/** {@link #open} for who tells the failure himself. */
	synchronized DataSource migrate(String owner, List<String> versions) {
		new Migrator(engine, owner, versions).run();
		return pool;
	}

	@Override
	public String status() {
		CompletableFuture<String> running = probe();
		try {
			return running.get(STATUS_MILLIS, TimeUnit.MILLISECONDS);
		} catch (TimeoutException e) {
			return lastStatus.equals("ok") ? engine.place() + " does not answer" : lastStatus;
		} catch (ExecutionException e) {
			return Reason.of(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return "unknown";
		}
	}

	@Override
	public String product() {
		return product;
	}

	@Override
	public void close() {
		pool.close();
		engine.close();
	}

	/** One at a time, however many ask: each would hold a thread for as long as the pool waits. */
	private synchronized CompletableFuture<String> probe() {
		if (probe.isDone()) {
			CompletableFuture<String> next = new CompletableFuture<>();
			probe = next;
			Thread.ofVirtual().name("database-status").start(() -> next.complete(lastStatus = ask()));
		}
		return probe;
	}

	private String ask() {
		try (Connection connection = pool.getConnection()) {
			return connection.isValid(1) ? "ok" : engine.place() + " does not answer";
		} catch (SQLException | RuntimeException e) {
			return engine.explain(e);
		}
	}

	private static String product(Engine engine) {
		try (Connection connection = engine.source().getConnection()) {
			DatabaseMetaData data = connection.getMetaData();
			return data.getDatabaseProductName() + " " + data.getDatabaseProductVersion().split(" ", 2)[0];
		} catch (SQLException e) {
			throw new IllegalStateException(engine.explain(e), e);
		}
	}
}
