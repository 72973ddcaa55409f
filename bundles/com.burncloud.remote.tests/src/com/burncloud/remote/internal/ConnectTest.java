package com.burncloud.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.server.Place;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerAwayException;

class ConnectTest {
	private static final Pace IMPATIENT = new Pace(Duration.ofMillis(600), Duration.ofMillis(600), Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(100),
			Duration.ofSeconds(10));
	private final Connector connector = new Connector(FarServer.QUICK);
	private FarServer far;

	@BeforeEach
	void start() throws Exception {
		far = new FarServer();
	}

	@AfterEach
	void stop() throws Exception {
		connector.deactivate();
		far.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/v1", "/v1/chat/completions?x=y#z" })
	void thePathIsLeftAway(String path) {
		try (Server server = connector.connect(URI.create(far.address() + path), " " + FarServer.KEY + "\n")) {
			assertEquals(new Place(far.address(), false, "1.2.3", "Derby", ""), server.place());
			assertEquals(far.address() + "/v1", server.place().baseUrl());
		}
	}

	@Test
	void theDatabaseIsToldByTheSettings() {
		far.json("GET /api/settings", 200, """
				[{"key":"database_url","variable":"BURNCLOUD_DATABASE_URL","value":"jdb…ter2","source":"environment","secret":true,"description":"","pending":null},
				 {"key":"of_a_later_version","value":"1","source":"default"}]""");
		try (Server server = connector.connect(far.address(), FarServer.KEY)) {
			assertEquals("PostgreSQL", server.place().database());
			assertEquals(1, server.settings().all().size());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway.example:3000", "ftp://gateway.example", "/v1", "http:///v1", "http://user:pass@127.0.0.1", "http://127.0.0.1:0", "mailto:a@b", "http://127.0.0.1:99999" })
	void whatIsNoAddress(String address) {
		assertEquals("address", assertThrows(InvalidFieldException.class, () -> connector.connect(URI.create(address), FarServer.KEY)).field());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "two words", "line\nbreak", "schlüssel", "…" })
	void whatIsNoKey(String key) {
		InvalidFieldException refused = assertThrows(InvalidFieldException.class, () -> connector.connect(far.address(), key));
		assertEquals("adminKey", refused.field());
		assertFalse(key.length() > 2 && refused.getMessage().contains(key), refused.getMessage());
		assertEquals(0, far.asked.size(), "nothing was sent");
	}

	@Test
	void aWrongKeyIsAFieldOfTheForm() {
		InvalidFieldException refused = assertThrows(InvalidFieldException.class, () -> connector.connect(far.address(), "wrong-wrong-wrong"));
		assertEquals("adminKey", refused.field());
		assertTrue(refused.getMessage().contains(far.address().toString()) && refused.getMessage().contains("admin.key"), refused.getMessage());
		assertFalse(refused.getMessage().contains("wrong-wrong"), refused.getMessage());
	}

	@Test
	void nobodyListens() throws Exception {
		far.stop();
		assertAway("Nothing answers at " + far.address());
	}

	@Test
	void thereIsNoSuchHost() {
		ServerAwayException away = assertThrows(ServerAwayException.class, () -> connector.connect(URI.create("http://nowhere.invalid:3000"), FarServer.KEY));
		assertTrue(away.getMessage().contains("'nowhere.invalid'"), away.getMessage());
	}

	@Test
	void itAcceptsAndSaysNothing() throws Exception {
		try (ServerSocket silent = new ServerSocket(0)) {
			Connector impatient = new Connector(IMPATIENT);
			ServerAwayException away = assertThrows(ServerAwayException.class,
					() -> impatient.connect(URI.create("http://127.0.0.1:" + silent.getLocalPort()), FarServer.KEY));
			assertTrue(away.getMessage().contains("did not answer within"), away.getMessage());
		}
	}

	/** The head comes and the rest does not: HttpClient alone would wait for ever. */
	@Test
	void itStopsInTheMiddle() throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		far.on("GET /health", (asked, client) -> {
			client.write(FarServer.head(200, "application/json", "Content-Length: 100\r\n"));
			client.write('{');
			client.flush();
			over.await();
		});
		Connector impatient = new Connector(IMPATIENT);
		ServerAwayException away = assertThrows(ServerAwayException.class, () -> impatient.connect(far.address(), FarServer.KEY));
		assertTrue(away.getMessage().contains("did not answer within 300 ms"), away.getMessage());
		over.countDown();
	}

	@Test
	void itHangsUp() {
		far.on("GET /health", (asked, client) -> {
			// no answer at all
		});
		assertAway("broke");
	}

	@Test
	void itIsAWebSite() {
		far.on("GET /health", (asked, client) -> client.write(FarServer.answer(200, "text/html", "<html><body>Welcome</body></html>")));
		assertAway("does not understand");
		far.on("GET /health", (asked, client) -> client.write(FarServer.answer(502, "text/html", "<html>Bad Gateway</html>")));
		assertAway("with 502 and not as a BurnCloud server does");
		far.on("GET /health", (asked, client) -> client.write(FarServer.head(302, "text/html", "Location: https://elsewhere.example/\r\nContent-Length: 0\r\n")));
		assertAway("https://elsewhere.example/");
	}

	@Test
	void itIsAnotherApi() {
		far.json("GET /health", 200, """
				{"status":"ok"}""");
		assertAway("'uptimeMillis' is missing");
		far.json("GET /health", 400, """
				{"error":{"message":"no","code":"x"}}""");
		assertAway("no BurnCloud server");
		far.json("GET /health", 404, """
				{"error":{"message":"no","code":null}}""");
		assertAway("does not know GET /health");
		far.json("GET /health", 403, """
				{"error":{"code":"host_not_allowed","message":"The host 'x' is not among allowed_hosts."}}""");
		assertAway("not among allowed_hosts");
	}

	/** It may send back what it was sent. */
	@Test
	void theKeyIsInNoMessage() {
		far.json("GET /api/settings", 500, """
				{"error":{"code":"x","message":"cannot do with Bearer %s"}}""".formatted(FarServer.KEY));
		assertAway("cannot do with Bearer …");
		try (RemoteServer server = new RemoteServer(new ManagementApi(far.address(), FarServer.KEY, IMPATIENT), IMPATIENT, closed -> {
		})) {
			assertFalse(server.toString().contains(FarServer.KEY));
		}
	}

	@Test
	void afterCloseNothingWorksAndClosingTwiceIsHarmless() {
		Server server = connector.connect(far.address(), FarServer.KEY);
		server.close();
		server.close();
		assertTrue(assertThrows(ServerAwayException.class, () -> server.channels().list()).getMessage().contains("closed"));
	}

	@Test
	void theBundleClosesWhatIsOpen() {
		Server server = connector.connect(far.address(), FarServer.KEY);
		connector.deactivate();
		assertThrows(ServerAwayException.class, () -> server.channels().list());
	}

	private void assertAway(String words) {
		ServerAwayException away = assertThrows(ServerAwayException.class, () -> connector.connect(far.address(), FarServer.KEY));
		assertTrue(away.getMessage().contains(words), away.getMessage());
		assertTrue(away.getMessage().contains(far.address().toString()), away.getMessage());
		for (Throwable each = away; each != null; each = each.getCause()) {
			assertFalse(each.toString().contains(FarServer.KEY), each.toString());
		}
	}
}
