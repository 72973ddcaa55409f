package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

class PostgresDatabaseTest extends DatabaseContract {

	private PostgresServer server;
	private String url;

	@Override
	Engine engine() throws Exception {
		if (url == null) {
			server = PostgresServer.shared();
			url = server.newDatabase();
		}
		return PostgresEngine.open(url);
	}

	@Test
	void saysWhatItIs() {
		assertTrue(database.product().matches("PostgreSQL \\d+\\.\\d+"), database::product);
	}

	@Test
	void nodesThatStartAtOnceMigrateOnce() throws Exception {
		List<String> versions = new ArrayList<>();
		for (int v = 1; v <= 10; v++) {
			versions.add("CREATE TABLE demo_" + v + " (id INTEGER);\nINSERT INTO demo_" + v + " VALUES (1);");
		}
		int nodes = 4;
		CyclicBarrier together = new CyclicBarrier(nodes);
		try (ExecutorService executor = Executors.newFixedThreadPool(nodes)) {
			List<Future<DataSource>> all = new ArrayList<>();
			for (int n = 0; n < nodes; n++) {
				PooledDatabase node = another();
				all.add(executor.submit(() -> {
					together.await();
					return node.open("demo", versions);
				}));
			}
			for (Future<DataSource> node : all) {
				assertEquals("10,10", query(node.get(), "SELECT COUNT(*), MAX(version) FROM schema_version"));
			}
		}
		assertEquals("1", query(database.open("demo", versions), "SELECT COUNT(*) FROM demo_10"));
	}

	@Test
	void wrongAddressesAreExplainedWithoutThePassword() throws Exception {
		int nobody;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			nobody = socket.getLocalPort();
		}
		assertRefused("postgres://burncloud:s3cret@127.0.0.1:" + server.port() + "/postgres", "refuses the user burncloud");
		assertRefused("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=burncloud&password=s3cret", "refuses the user burncloud");
		assertRefused("postgres://burncloud:s3cret@127.0.0.1:" + nobody + "/x", "x at 127.0.0.1:" + nobody + " cannot be reached");
		assertRefused(server.url("nowhere"), "nowhere at 127.0.0.1:" + server.port() + " does not exist");
		assertRefused("mysql://burncloud:s3cret@127.0.0.1/x", "is not of the form");
		assertRefused("postgres://burncloud:s3cret@127.0.0.1:port/x", "is not of the form");
	}

	@Test
	void aUserWithoutRightsIsTold() throws Exception {
		server.execute("postgres", "CREATE ROLE guest LOGIN PASSWORD 's3cret'");
		String guest = url.replaceAll("//.*@", "//guest:s3cret@");
		try (PooledDatabase theirs = new PooledDatabase(PostgresEngine.open(guest), failures::add)) {
			IllegalStateException e = assertThrows(IllegalStateException.class, () -> theirs.open("demo", List.of(FIRST)));
			assertTrue(e.getMessage().contains("does not let the user guest make tables"), e::getMessage);
		} finally {
			server.execute("postgres", "DROP ROLE guest");
		}
	}

	@Test
	void comesBackWithTheServer() throws Exception {
		DataSource pool = database.open("demo", List.of(FIRST));
		assertEquals("ok", database.status());
		server.down("immediate");
		try {
			long start = System.nanoTime();
			assertNotEquals("ok", database.status());
			assertTrue(System.nanoTime() - start < 2_000_000_000L, "status must not take longer than two seconds");
			assertThrows(SQLException.class, () -> query(pool, "SELECT COUNT(*) FROM demo_note"));
			// By now the pool has given up once, so the reason is known.
			assertTrue(database.status().contains("cannot be reached"), database::status);
		} finally {
			server.up();
		}
		assertEquals("1", query(pool, "SELECT COUNT(*) FROM demo_note"));
		assertEquals("ok", database.status());
	}

	@Test
	void statusIsBoundedWhenTheServerHangs() throws Exception {
		database.open("demo", List.of(FIRST));
		assertEquals("ok", database.status());
		server.signal("STOP");
		try {
			for (int i = 0; i < 2; i++) {
				long start = System.nanoTime();
				assertNotEquals("ok", database.status());
				assertTrue(System.nanoTime() - start < 2_000_000_000L, "status must not take longer than two seconds");
			}
		} finally {
			server.signal("CONT");
		}
		assertEquals("1", query(database.open("demo", List.of(FIRST)), "SELECT COUNT(*) FROM demo_note"));
	}

	private static void assertRefused(String url, String why) {
		IllegalStateException e = assertThrows(IllegalStateException.class, () -> PostgresEngine.open(url).close());
		assertTrue(e.getMessage().contains(why), e::getMessage);
		for (Throwable t = e; t != null; t = t.getCause()) {
			assertFalse(String.valueOf(t.getMessage()).contains("s3cret"), "the password is shown");
		}
		assertFalse(e.getMessage().contains("\n"), e::getMessage);
	}
}
