package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.burncloud.acceptance.Api.NewToken;
import com.fasterxml.jackson.databind.JsonNode;

/** What was answered is accounted for, whatever happens to the process; and a start that cannot work says why. Each test leaves the product running for the next. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DurabilityTest {
	private static Product product;

	@BeforeAll
	static void start() {
		product = Product.fresh().start();
	}

	@AfterAll
	static void stop() {
		product.close();
	}

	@Test
	@Order(1)
	void aKillInTheMiddleOfTheLoadLosesNothingAnsweredAndDoublesNothing() throws Exception {
		NewToken token = product.api().token("survivor", "");
		Client client = product.client().as(token.secret());
		Map<String, Long> answeredAt = new ConcurrentHashMap<>();
		AtomicBoolean over = new AtomicBoolean();
		List<Thread> clients = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			boolean streaming = i % 2 == 0;
			clients.add(Thread.ofVirtual().start(() -> {
				while (!over.get()) {
					try {
						Reply reply = client.post("/v1/chat/completions", Client.chatBody("echo", "hi", streaming ? "'stream':true" : ""));
						if (reply.status() == 200 && (!streaming || reply.body().endsWith("data: [DONE]\n\n"))) {
							answeredAt.put(reply.requestId(), System.nanoTime());
						}
					} catch (RuntimeException killed) {
						return;
					}
				}
			}));
		}
		Until.isTrue(Duration.ofSeconds(40), () -> answeredAt.size() + " answered", () -> answeredAt.size() > 1500);
		long killed = System.nanoTime();
		product.kill();
		over.set(true);
		for (Thread each : clients) {
			each.join();
		}
		assertRowsAreWholeAfterTheNextStart(token, answeredAt, killed);
		assertTrue(product.client().as(token.secret()).chat("echo", "hi").status() == 200);
		Loud.measured("start after kill -9 with %d requests in the journal: %d ms", answeredAt.size(), product.startTook().toMillis());
	}

	private static void assertRowsAreWholeAfterTheNextStart(NewToken token, Map<String, Long> answeredAt, long killed) throws Exception {
		product.start();
		List<String> due = answeredAt.entrySet().stream().filter(entry -> entry.getValue() < killed - 100_000_000L).map(Map.Entry::getKey).toList();
		List<JsonNode> rows = product.api().logsOf(token.name());
		Map<String, Integer> times = new HashMap<>();
		rows.forEach(row -> times.merge(row.path("requestId").asText(), 1, Integer::sum));
		List<String> missing = due.stream().filter(id -> !times.containsKey(id)).toList();
		List<String> doubled = times.entrySet().stream().filter(entry -> entry.getValue() != 1).map(Map.Entry::getKey).toList();
		assertEquals(List.of(), missing, () -> "lost of " + due.size() + " that were answered more than 100 ms before the kill");
		assertEquals(List.of(), doubled);
		long used = product.api().token(token.id()).at("/used/count").asLong();
		assertEquals(rows.size(), used, "the token's count and the rows of the log");
		assertEquals(0, product.api().token(token.id()).at("/reserved/count").asLong());
		Loud.measured("kill -9: %d answered, %d of them older than 100 ms, %d rows, 0 lost, 0 doubled", answeredAt.size(), due.size(), rows.size());
	}

	@Test
	@Order(2)
	void aTornTailOfTheJournalIsCutAndSaidAndNothingBeforeItIsLost() throws Exception {
		NewToken token = product.api().token("torn", "");
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			ids.add(product.client().as(token.secret()).chat("echo", "hi").expect(200).requestId());
		}
		Path newest = newestSegment();
		long before = Files.size(newest);
		Until.isTrue(Duration.ofSeconds(5), () -> "the journal does not grow", () -> {
			ids.add(product.client().as(token.secret()).chat("echo", "hi").expect(200).requestId());
			return Files.size(newestSegment()) > before;
		});
		Until.isTrue(Duration.ofSeconds(5), () -> "not all is written", () -> {
			long size = Files.size(newestSegment());
			Thread.sleep(100); // the journal is written within 100 ms: no more bytes, no more records
			return Files.size(newestSegment()) == size;
		});
		product.kill();
		Path segment = newestSegment();
		try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
			file.seek(file.length()); // of one more record a piece, as a crash leaves it; a whole one may have been counted already
			file.write(new byte[] { 0, 0, 2, 0, (byte) 0xDE, (byte) 0xAD, (byte) 0xBE });
		}

		product.start();

		Until.isTrue(Duration.ofSeconds(10), product::output, () -> product.output().lines()
				.anyMatch(line -> line.contains(segment.getFileName().toString()) && (line.contains("WARN") || line.contains("ERROR"))));
		List<String> rows = product.api().logsOf(token.name()).stream().map(row -> row.path("requestId").asText()).toList();
		assertEquals(ids, rows.reversed(), "all must be there, once and in order");
		assertEquals(rows.size(), product.api().token(token.id()).at("/used/count").asLong());
		product.client().as(token.secret()).chat("echo", "life goes on").expect(200);
	}

	private static Path newestSegment() throws IOException {
		try (Stream<Path> files = Files.list(product.home().resolve("journal"))) {
			return files.filter(file -> !file.toString().endsWith(".corrupt")).max(java.util.Comparator.naturalOrder()).orElseThrow();
		}
	}

	@Test
	@Order(3)
	void aSecondStartOnTheSameFolderNamesTheFirst() throws Exception {
		Product.Ended second = product.twin().refused();
		assertEquals(2, second.status(), second::toString);
		assertTrue(second.complaint().contains(Long.toString(product.pid())), second::toString);
		product.client().chat("echo", "the first is not disturbed").expect(200);
	}

	@Test
	@Order(4)
	void aTakenPortSaysWhoHasIt() throws Exception {
		try (Product late = Product.fresh().with("BURNCLOUD_PORT", Integer.toString(product.port()))) {
			Product.Ended ended = late.refused();
			assertEquals(2, ended.status(), ended::toString);
			assertTrue(ended.complaint().contains(Integer.toString(product.port())) && ended.complaint().contains(Long.toString(product.pid())), ended::toString);
		}
		try (ServerSocket mine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Product late = Product.fresh().option("--port", Integer.toString(mine.getLocalPort()))) {
			assertTrue(late.refused().complaint().contains(Long.toString(ProcessHandle.current().pid())), "any other program is named, too");
		}
	}

	@Test
	@Order(5)
	void aWrongLineOfThePropertiesIsNamed() throws Exception {
		record Wrong(String lines, String named) {
		}
		for (Wrong wrong : List.of(new Wrong("# settings\nport = many\n", "line 2: port"), new Wrong("prot = 3001\n", "line 1: "), new Wrong("port = 3001\n\nhost 127.0.0.1\n", "line 3: "))) {
			try (Product broken = Product.fresh().with("BURNCLOUD_PORT", "")) {
				Files.createDirectories(broken.home());
				Files.writeString(broken.home().resolve("burncloud.properties"), wrong.lines());
				Product.Ended ended = broken.refused();
				assertEquals(2, ended.status(), ended::toString);
				assertTrue(ended.complaint().contains("burncloud.properties") && ended.complaint().contains(wrong.named()), () -> wrong + ": " + ended);
			}
		}
	}

	@Test
	@Order(6)
	void aForeignOrUnreadableDatabaseIsRefusedInOneLineAndLeftAlone() throws Exception {
		try (Product foreign = Product.fresh()) {
			makeForeignDatabase(foreign.home());
			Product.Ended ended = foreign.refused();
			assertEquals(2, ended.status(), ended::toString);
			assertTrue(ended.complaint().contains(foreign.home().resolve("db").toString()), ended::toString);
		}
		try (Product damaged = Product.fresh()) {
			makeForeignDatabase(damaged.home());
			try (Stream<Path> files = Files.walk(damaged.home().resolve("db"))) {
				for (Path file : files.filter(each -> each.toString().endsWith(".dat")).toList()) {
					Files.write(file, new byte[4096]);
				}
			}
			Product.Ended ended = damaged.refused();
			assertEquals(2, ended.status(), ended::toString);
			assertTrue(ended.complaint().contains(damaged.home().resolve("db").toString()), ended::toString);
		}
		try (Product garbage = Product.fresh()) {
			Path db = Files.createDirectories(garbage.home().resolve("db"));
			Files.writeString(db.resolve("holiday.jpg"), "no database");
			Product.Ended ended = garbage.refused();
			assertEquals(2, ended.status(), ended::toString);
			assertTrue(ended.complaint().contains(db.toString()), ended::toString);
			assertEquals("no database", Files.readString(db.resolve("holiday.jpg")));
		}
	}

	/** A Derby database of somebody else's, made by Derby itself out of the product. */
	private static void makeForeignDatabase(Path home) throws Exception {
		Files.createDirectories(home);
		System.setProperty("derby.stream.error.file", home.resolve("derby.log").toString());
		List<URL> jars = new ArrayList<>();
		try (Stream<Path> plugins = Files.list(Product.installation().resolve("plugins"))) {
			for (Path jar : plugins.filter(file -> file.getFileName().toString().contains("derby")).toList()) {
				jars.add(jar.toUri().toURL());
			}
		}
		try (URLClassLoader derby = new URLClassLoader(jars.toArray(URL[]::new))) {
			Driver driver = (Driver) derby.loadClass("org.apache.derby.iapi.jdbc.AutoloadedDriver").getConstructor().newInstance();
			String url = "jdbc:derby:" + home.resolve("db");
			try (Connection connection = driver.connect(url + ";create=true", new Properties()); var statement = connection.createStatement()) {
				statement.execute("create table invoices (id bigint)");
			}
			try {
				driver.connect(url + ";shutdown=true", new Properties());
			} catch (SQLException down) {
				assertEquals("08006", down.getSQLState());
			}
		}
	}

	@Test
	@Order(7)
	void sigtermLetsAStreamEndRefusesNewConnectionsAndExitsWithZero() throws Exception {
		var response = product.client().stream("echo", "echo: chunk-delay=100 tokens=25\nword ");
		assertEquals(200, response.statusCode());
		List<String> lines = new ArrayList<>();
		boolean refused = false;
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (!line.isEmpty()) {
					lines.add(line);
				}
				if (lines.size() == 3 && !line.isEmpty()) {
					product.terminate();
				}
				if (lines.size() > 3 && !line.isEmpty() && !line.contains("[DONE]")) {
					refused |= !accepts(product.port());
				}
			}
		}
		assertEquals("data: [DONE]", lines.getLast(), lines::toString);
		assertEquals(28, lines.size(), "role, 25 pieces, the finish and the end: " + lines);
		assertTrue(refused, "new connections were accepted to the end");
		assertEquals(0, product.awaitEnd(Duration.ofSeconds(20)), product::output);
		assertFalse(product.output().contains("ERROR"), product::output);
	}

	private static boolean accepts(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
			return true;
		} catch (IOException refused) {
			return false;
		}
	}
}
