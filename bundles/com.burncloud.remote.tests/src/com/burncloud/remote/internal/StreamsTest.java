package com.burncloud.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.event.Topics;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerAwayException;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.api.usage.UsageRecord;

class StreamsTest {
	private static final String LOG = "/api/logs/stream";
	private final Connector connector = new Connector(FarServer.QUICK);
	private final BlockingQueue<ServerEvent> news = new LinkedBlockingQueue<>();
	private final List<UsageRecord> rows = new CopyOnWriteArrayList<>();
	private FarServer far;
	private BlockingQueue<String> log;
	private BlockingQueue<String> events;
	private Server server;

	@BeforeEach
	void start() throws Exception {
		far = new FarServer();
		log = far.stream(LOG);
		events = far.stream("/api/events");
		server = connector.connect(far.address(), FarServer.KEY);
	}

	@AfterEach
	void stop() throws Exception {
		connector.deactivate();
		far.close();
	}

	@Test
	void theHistoryIsABatchAndNewRowsFollowInOrder() throws Exception {
		List<List<UsageRecord>> batches = new CopyOnWriteArrayList<>();
		log.add(Rows.event("old1") + Rows.event("old2"));
		try (LiveLog.Subscription subscription = server.liveLog().subscribe(2, batches::add)) {
			FarServer.until("the history is there", () -> !batches.isEmpty());
			assertEquals(List.of("old1", "old2"), Rows.ids(batches.getFirst()));
			assertEquals(LOG + "?history=2", far.last("GET", LOG).target());
			long begun = System.nanoTime();
			IntStream.range(0, 500).forEach(i -> log.add(Rows.event("new" + i)));
			FarServer.until("all are there", () -> batches.stream().mapToInt(List::size).sum() == 502);
			List<String> all = batches.stream().flatMap(batch -> Rows.ids(batch).stream()).skip(2).toList();
			assertEquals(IntStream.range(0, 500).mapToObj(i -> "new" + i).toList(), all);
			assertTrue(batches.size() <= 3 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) / 90, "ten batches a second, not " + batches.size());
		}
	}

	@Test
	void theLiveLogGoesOnBehindTheLastRowAfterTheServerCameBack() throws Exception {
		server.liveLog().subscribe(7, rows::addAll);
		log.add(Rows.event("r1"));
		log.add(Rows.event("r2"));
		FarServer.until("two rows", () -> rows.size() == 2);
		far.stop();
		FarServer.until("it is known", () -> !server.place().online());
		log = far.stream(LOG);
		log.add(Rows.event("r2"));
		log.add(Rows.event("r3"));
		far.startAgain();
		FarServer.until("the third row", () -> rows.size() >= 3);
		assertEquals(List.of("r1", "r2", "r3"), Rows.ids(rows));
		FarServer.Asked again = far.asked.stream().filter(each -> each.headers().containsKey("last-event-id")).findFirst().orElseThrow();
		assertEquals("r2", again.headers().get("last-event-id"));
		assertEquals(LOG + "?history=1000", again.target());
		log.add(Rows.event("r4"));
		FarServer.until("it goes on", () -> rows.size() == 4);
	}

	@Test
	void aStreamThatIsCutOffComesBackWithoutTheServerBeingLost() throws Exception {
		server.subscribe(news::add);
		FarServer.until("open", () -> far.count("/api/events") == 1);
		CountDownLatch cut = new CountDownLatch(1);
		far.on("GET " + LOG, (asked, client) -> {
			client.write(FarServer.head(200, "text/event-stream", ""));
			client.write(Rows.event("r1").getBytes());
			client.flush();
			cut.await();
		});
		server.liveLog().subscribe(0, rows::addAll);
		FarServer.until("a row", () -> rows.size() == 1);
		log = far.stream(LOG);
		log.add(Rows.event("r2"));
		cut.countDown();
		FarServer.until("the next", () -> rows.size() == 2);
		assertTrue(server.place().online());
		assertEquals(null, news.poll());
	}

	@Test
	void aSlowListenerLosesTheOldestAndHoldsUpNobody() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		List<UsageRecord> slow = new CopyOnWriteArrayList<>();
		List<String> quick = new CopyOnWriteArrayList<>();
		int many = LogFollower.MOST_WAITING + 50;
		LogFollower follower = new LogFollower(0, batch -> {
			try {
				slow.addAll(batch);
				release.await();
			} catch (InterruptedException closing) {
				Thread.currentThread().interrupt();
			}
		}, closed -> {
		});
		try (Streams streams = new Streams(new ManagementApi(URI.create("http://127.0.0.1:1"), FarServer.KEY, FarServer.QUICK), FarServer.QUICK, () -> {
		})) {
			follower.start(streams);
			follower.event("", Rows.json("first"));
			FarServer.until("it is stuck", () -> !slow.isEmpty());
			server.liveLog().subscribe(0, batch -> quick.addAll(Rows.ids(batch)));
			log.add(Rows.event("for the quick"));
			FarServer.until("the quick one has it", () -> quick.contains("for the quick"));
			for (int i = 0; i < many; i++) {
				follower.event("", Rows.json("r" + i));
			}
			release.countDown();
			FarServer.until("the rest came", () -> slow.size() == 1 + LogFollower.MOST_WAITING);
			assertEquals("r50", slow.get(1).requestId());
			assertEquals("r" + (many - 1), slow.getLast().requestId());
		} finally {
			follower.close();
		}
	}

	@Test
	void aListenerThatFailsGetsNoMoreAndOneThatClosesItselfMay() throws Exception {
		CountDownLatch failed = new CountDownLatch(1);
		server.liveLog().subscribe(0, batch -> {
			failed.countDown();
			throw new IllegalStateException("broken listener");
		});
		log.add(Rows.event("r1"));
		assertTrue(failed.await(20, TimeUnit.SECONDS));
		List<LiveLog.Subscription> own = new ArrayList<>();
		CountDownLatch set = new CountDownLatch(1);
		own.add(server.liveLog().subscribe(0, batch -> {
			try {
				set.await();
				own.getFirst().close();
				own.getFirst().close();
				rows.addAll(batch);
			} catch (InterruptedException never) {
				Thread.currentThread().interrupt();
			}
		}));
		set.countDown();
		FarServer.until("rows come until it is closed", () -> {
			log.add(Rows.event("r" + System.nanoTime()));
			return !rows.isEmpty();
		});
	}

	@Test
	void whatCannotBeReadIsPassedOver() throws Exception {
		server.liveLog().subscribe(0, rows::addAll);
		log.add("data: {\"requestId\":\"half\"}\n\ndata: <html>\n\n: a comment\n\nretry: 5\nunknown\n\n" + Rows.event("r1"));
		FarServer.until("the good one", () -> rows.size() == 1);
		assertEquals("r1", rows.getFirst().requestId());
	}

	@Test
	void eventsComeWithTheirProperties() throws Exception {
		server.subscribe(event -> {
			throw new IllegalStateException("a broken listener harms nobody");
		});
		server.subscribe(news::add);
		events.add("event: " + Topics.CHANNEL_CHANGED + "\ndata: {\"id\":\"ch_1\",\"enabled\":true,\"weight\":3,\"ratio\":0.5,\"none\":null,\"list\":[1]}\n\n");
		assertEquals(new ServerEvent(Topics.CHANNEL_CHANGED, Map.of("id", "ch_1", "enabled", true, "weight", 3L, "ratio", 0.5)), next());
		events.add("event: broken\ndata: [1]\n\ndata: {\"no\":\"topic\"}\n\nevent: " + Topics.TOKEN_DELETED + "\ndata: {\ndata: }\n\n");
		assertEquals(new ServerEvent(Topics.TOKEN_DELETED, Map.of()), next());
	}

	@Test
	void lostAndReachedAlternateAndTheStreamsAreOpenAgainByThen() throws Exception {
		server.subscribe(news::add);
		server.liveLog().subscribe(0, rows::addAll);
		FarServer.until("open", () -> far.count("/api/events") == 1 && far.count(LOG) == 1);
		for (int i = 0; i < 3; i++) {
			far.stop();
			ServerEvent lost = next();
			assertEquals(ServerEvent.LOST, lost.topic());
			assertFalse(server.place().online());
			assertEquals(server.place().error(), lost.properties().get("error"));
			assertEquals("1.2.3", server.place().version(), "what was known stays");
			assertThrows(ServerAwayException.class, () -> server.channels().list());
			events = far.stream("/api/events");
			log = far.stream(LOG);
			long before = far.count("/api/events");
			far.startAgain();
			assertEquals(ServerEvent.REACHED, next().topic());
			assertTrue(server.place().online());
			assertTrue(far.count("/api/events") > before, "the stream is there");
			events.add("event: " + Topics.TOKEN_CREATED + "\ndata: {\"id\":\"tk_" + i + "\"}\n\n");
			ServerEvent created = next();
			assertEquals(Topics.TOKEN_CREATED, created.topic(), created::toString);
			String row = "r" + i;
			log.add(Rows.event(row));
			FarServer.until("the log as well", () -> Rows.ids(rows).contains(row));
		}
	}

	/** The server was there all the time and the events were not: what happened meanwhile is not known. */
	@Test
	void eventsThatMayHaveBeenMissedAreSaid() throws Exception {
		CountDownLatch cut = new CountDownLatch(1);
		far.on("GET /api/events", (asked, client) -> {
			client.write(FarServer.head(200, "text/event-stream", ""));
			client.write("event: first\ndata: {}\n\n".getBytes());
			client.flush();
			cut.await();
		});
		server.subscribe(news::add);
		assertEquals("first", next().topic());
		events = far.stream("/api/events");
		cut.countDown();
		assertEquals(ServerEvent.REACHED, next().topic());
	}

	@Test
	void aServerWithoutEventsIsReachedAllTheSame() throws Exception {
		far.json("GET /api/events", 404, """
				{"error":{"code":"unknown_path","message":"There is nothing."}}""");
		server.subscribe(news::add);
		FarServer.until("asked for", () -> far.count("/api/events") > 1);
		far.stop();
		assertEquals(ServerEvent.LOST, next().topic());
		far.startAgain();
		assertEquals(ServerEvent.REACHED, next().topic());
	}

	@Test
	void anotherKeyOnTheServerIsALoss() throws Exception {
		server.subscribe(news::add);
		far.json("GET /api/settings", 401, """
				{"error":{"code":"invalid_admin_key","message":"no"}}""");
		far.json("GET /api/tokens", 401, """
				{"error":{"code":"invalid_admin_key","message":"no"}}""");
		assertTrue(assertThrows(ServerAwayException.class, () -> server.tokens().list()).getMessage().contains("refuses the admin key"));
		assertEquals(ServerEvent.LOST, next().topic());
		assertTrue(server.place().error().contains("refuses the admin key"), server.place().error());
	}

	@Test
	void aStreamThatHasFallenSilentIsGivenUp() throws Exception {
		Pace deaf = new Pace(Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofMillis(50), Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(200));
		try (Server other = new Connector(deaf).connect(far.address(), FarServer.KEY)) {
			other.liveLog().subscribe(0, rows::addAll);
			FarServer.until("asked for again and again", () -> far.count(LOG) >= 3);
			assertTrue(other.place().online());
		}
	}

	@Test
	void closingEndsTheStreams() throws Exception {
		CountDownLatch gone = new CountDownLatch(1);
		far.on("GET " + LOG, (asked, client) -> {
			try {
				client.write(FarServer.head(200, "text/event-stream", ""));
				while (true) {
					client.write(": still here\n\n".getBytes());
					client.flush();
					log.poll(10, TimeUnit.MILLISECONDS);
				}
			} finally {
				gone.countDown();
			}
		});
		server.liveLog().subscribe(0, rows::addAll);
		FarServer.until("open", () -> far.count(LOG) == 1);
		server.close();
		assertTrue(gone.await(20, TimeUnit.SECONDS), "the server sees it go");
	}

	private ServerEvent next() throws InterruptedException {
		ServerEvent event = news.poll(20, TimeUnit.SECONDS);
		assertTrue(event != null, "no event came");
		return event;
	}
}
