package com.burncloud.acceptance.desktop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.burncloud.acceptance.Client;
import com.burncloud.acceptance.Loud;
import com.burncloud.acceptance.Reply;
import com.burncloud.acceptance.Until;

/** S13, C3: the dashboard's live log, as it is to be seen, and what it costs. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class LiveLogWindowTest {
	private static final Duration SEEN = Duration.ofMillis(200);
	private static final int MOST_MEBIBYTES = 350;
	private static Desk desk;
	private static Client client;

	@BeforeAll
	static void start() throws Exception {
		desk = Desk.fresh();
		desk.start();
		client = desk.product().client();
		desk.open("仪表盘");
	}

	@AfterAll
	static void stop() throws Exception {
		if (desk != null) {
			desk.close();
		}
	}

	/** Looked at by its pixels: asking the program would keep it from drawing. */
	@Test
	void aRequestIsToBeSeenWithinTheFifthOfASecond() throws Exception {
		client.chat("echo", "the first").expect(200);
		Box head = desk.cell("echo").box();
		Box firstRow = new Box(desk.find("table", "", name -> true).box().x() + 4, head.y(), 500, head.height());
		List<Long> millis = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			ByteBuffer before = desk.robot().pixels(firstRow);
			client.chat("echo", "look " + i).expect(200);
			long begin = System.nanoTime();
			Until.isTrue(Duration.ofSeconds(20), () -> "the first row did not change", () -> !desk.robot().pixels(firstRow).equals(before));
			millis.add((System.nanoTime() - begin) / 1_000_000);
		}
		Collections.sort(millis);
		double haste = Desk.haste();
		Loud.measured("live log on the screen: from the answer's end to a changed first row, of 12: median %d ms, largest %d ms, on a machine that is %.1f times loaded", millis.get(6),
				millis.getLast(), haste);
		assertTrue(millis.get(6) <= SEEN.toMillis() * haste, millis::toString);
	}

	@Test
	void theDetailsOfARequestAreThereAndOfAFailedOneItsReason() throws Exception {
		Reply reply = client.chat("echo", "echo: status=503");
		client.chat("no-such-model", "hi").expect(404);
		desk.click(desk.cell("no-such-model"));
		desk.await("model_not_found");
		desk.shoot("zh-light-dashboard-details");
		assertTrue(reply.status() >= 500, reply::toString);
	}

	@Test
	void atTwoHundredRequestsASecondMemoryStaysWithinBounds() throws Exception {
		AtomicInteger answered = new AtomicInteger();
		int wanted = 200 * 15;
		try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(1); ExecutorService clients = Executors.newFixedThreadPool(8)) {
			clock.scheduleAtFixedRate(() -> clients.execute(() -> answered.addAndGet(client.chat("echo", "load").status() == 200 ? 1 : 0)), 0, 5, TimeUnit.MILLISECONDS);
			Until.isTrue(Duration.ofSeconds(120), () -> "only " + answered, () -> answered.get() >= wanted);
			clock.shutdownNow();
			clients.shutdown();
		}
		desk.open("日志");
		desk.open("仪表盘");
		Path status = Path.of("/proc", Long.toString(desk.product().javaPid()), "status");
		long[] mebibytes = new long[1];
		Until.isTrue(Duration.ofSeconds(40), () -> mebibytes[0] + " MiB resident after " + answered + " requests", () -> {
			mebibytes[0] = Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024).findFirst().orElse(0);
			return mebibytes[0] <= MOST_MEBIBYTES;
		});
		Loud.measured("desktop with gateway: %d MiB resident after %d requests at 200 a second", mebibytes[0], answered.get());
	}
}
