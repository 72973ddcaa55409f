package com.burncloud.tokens.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.apache.derby.jdbc.EmbeddedDataSource;

import com.burncloud.api.store.Database;

/** A Derby of its own for each test, with a small pool, and faults on demand. */
final class DerbyDatabase implements Database, AutoCloseable {
	private static final AtomicLong NUMBER = new AtomicLong();
	private final EmbeddedDataSource derby = new EmbeddedDataSource();
	private final Deque<Connection> idle = new ArrayDeque<>();
	private final AtomicBoolean made = new AtomicBoolean();
	private volatile Faults faults = Faults.NONE;

	/** In memory. */
	DerbyDatabase() {
		this("memory:tokens" + NUMBER.incrementAndGet() + "_" + System.nanoTime());
	}

	DerbyDatabase(String name) {
		derby.setDatabaseName(name);
		derby.setCreateDatabase("create");
	}

	/** What may go wrong. Asked before each call of a statement or connection that does something. */
	interface Faults {
		Faults NONE = new Faults() {
		};

		default void before(String method) throws SQLException {
		}

		default void after(String method) throws SQLException {
		}
	}

	static SQLException broken() {
		return new SQLNonTransientConnectionException("The connection is broken, says the test.", "08006");
	}

	void faults(Faults wanted) {
		faults = wanted;
	}

	@Override
	public DataSource open(String owner, List<String> versions) {
		if (made.compareAndSet(false, true)) {
			try (Connection connection = derby.getConnection(); Statement statement = connection.createStatement()) {
				for (String version : versions) {
					for (String sql : version.split(";\\s*\\n")) {
						if (!sql.isBlank()) {
							statement.execute(sql);
						}
					}
				}
			} catch (SQLException failed) {
				throw new IllegalStateException(owner, failed);
			}
		}
		return (DataSource) Proxy.newProxyInstance(DerbyDatabase.class.getClassLoader(), new Class<?>[] { DataSource.class }, (proxy, method, arguments) -> {
			if (!method.getName().equals("getConnection")) {
				throw new UnsupportedOperationException(method.getName());
			}
			faults.before("getConnection");
			return wrap(connection());
		});
	}

	private Connection connection() throws SQLException {
		synchronized (idle) {
			if (!idle.isEmpty()) {
				return idle.pop();
			}
		}
		return derby.getConnection();
	}

	private Connection wrap(Connection connection) {
		return (Connection) Proxy.newProxyInstance(DerbyDatabase.class.getClassLoader(), new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
			if (method.getName().equals("close")) {
				if (!connection.isClosed()) {
					connection.rollback();
					connection.setAutoCommit(true);
					synchronized (idle) {
						idle.push(connection);
					}
				}
				return null;
			}
			return call(connection, method, arguments, method.getName().equals("commit") || method.getName().equals("prepareStatement"));
		});
	}

	private Object call(Object target, java.lang.reflect.Method method, Object[] arguments, boolean mayFail) throws Throwable {
		try {
			if (mayFail) {
				faults.before(method.getName());
			}
			Object result = method.invoke(target, arguments);
			if (mayFail) {
				faults.after(method.getName());
			}
			return result;
		} catch (InvocationTargetException failed) {
			throw failed.getCause();
		}
	}

	/** As after the migrations. */
	void clear() throws SQLException {
		if (made.get()) {
			try (Connection connection = derby.getConnection(); Statement statement = connection.createStatement()) {
				for (String table : List.of("tokens_token", "tokens_used", "tokens_price", "tokens_log", "tokens_hour")) {
					statement.execute("DELETE FROM " + table);
				}
				statement.execute("UPDATE tokens_state SET demo_made = FALSE, segment = 0, offset_bytes = 0, rows_segment = 0, rows_offset_bytes = 0, log_from_millis = 0");
			}
		}
	}

	@Override
	public String status() {
		return "ok";
	}

	@Override
	public String product() {
		return "Derby";
	}

	@Override
	public void close() throws SQLException {
		synchronized (idle) {
			for (Connection connection : idle) {
				connection.close();
			}
		}
		EmbeddedDataSource end = new EmbeddedDataSource();
		end.setDatabaseName(derby.getDatabaseName());
		if (derby.getDatabaseName().startsWith("memory:")) {
			end.setConnectionAttributes("drop=true");
		} else {
			end.setShutdownDatabase("shutdown");
		}
		try {
			end.getConnection().close();
		} catch (SQLException gone) {
			if (!gone.getSQLState().equals("08006")) {
				throw gone;
			}
		}
	}
}
