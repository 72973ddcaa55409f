package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.models.hubserver.Fault;
import com.burncloud.models.hubserver.Faults;
import com.burncloud.models.hubserver.HubServer;
import com.burncloud.models.hubserver.Place;
import com.burncloud.models.hubserver.Repository;
import com.fasterxml.jackson.databind.JsonNode;

/** S9: kill -9 of the server in the middle of a download, twenty times. */
class DownloadKillsTest {
	private static final int FILE_BYTES = 100_000_000;
	private static final int CONNECTIONS = 4;
	private static final int BYTES_PER_SECOND = 1_500_000;
	private static final int KILLS = 20;
	/** Of these it waits until the piece map has been written once, and kills a little later. */
	private static final int LATE_KILLS = 5;
	private static final int MOST_BYTES_BEFORE_A_KILL = 3_000_000;

	@TempDir
	Path folder;

	@Test
	@Timeout(600)
	void endsVerifiedAndFetchesLittleAgain() throws Exception {
		Path source = Gguf.padded(Gguf.write(folder.resolve("lamp.gguf")), folder.resolve("source.gguf"), FILE_BYTES, 1);
		Repository repository = new Repository("Org/Big-GGUF").file("big-Q4_K_M.gguf", source);
		long seed = System.nanoTime();
		System.out.println("seed of the kills: " + seed);
		Random random = new Random(seed);
		List<Boolean> late = new ArrayList<>(Collections.nCopies(KILLS - LATE_KILLS, false));
		late.addAll(Collections.nCopies(LATE_KILLS, true));
		Collections.shuffle(late, random);
		try (HubServer hub = HubServer.start().add(repository); Product product = LocalModels.productFor(hub, folder)
				.with("BURNCLOUD_DOWNLOAD_CONNECTIONS", Integer.toString(CONNECTIONS)).start()) {
			LocalModels models = new LocalModels(product);
			hub.faults().always(Faults.at(Place.CDN), new Fault.Slow(BYTES_PER_SECOND));
			String download = models.begin("Org/Big-GGUF", "big-Q4_K_M.gguf");
			Path map = product.home().resolve("models/.downloads").resolve(download).resolve("big-Q4_K_M.gguf.map");
			long written = 0;
			long lost = 0;
			for (boolean afterAWrite : late) {
				long sentBefore = sent(hub);
				String mapBefore = text(map);
				long bytes = random.nextInt(MOST_BYTES_BEFORE_A_KILL);
				Until.isTrue(Duration.ofSeconds(60), () -> "the map is not written " + product.output(), () -> !afterAWrite || !text(map).equals(mapBefore));
				long from = afterAWrite ? sent(hub) : sentBefore;
				Until.isTrue(Duration.ofSeconds(60), () -> "nothing more is fetched " + product.output(), () -> sent(hub) - from >= bytes);
				product.kill();
				long fetched = sent(hub) - sentBefore;
				long before = written;
				long now = written(map);
				assertTrue(now >= before, () -> "there were " + before + " bytes and now there are " + now);
				assertTrue(!afterAWrite || now > before, () -> "nothing was written down: " + text(map));
				lost += fetched - (now - before);
				written = now;
				product.launch();
			}
			long kept = written;
			Until.isTrue(Duration.ofSeconds(60), product::output, () -> done(models, download) >= 0);
			assertTrue(done(models, download) >= kept, () -> kept + " bytes were there, and it says " + models.downloadNow(download));
			hub.faults().clear();
			long begun = System.nanoTime();
			JsonNode completed = models.download(download, "completed");
			long sent = sent(hub);
			Loud.measured("download killed %d times: %d MB of a file of %d MB sent; %d MB of it after the last kill, in %d ms", KILLS, sent / 1_000_000, FILE_BYTES / 1_000_000,
					(FILE_BYTES - written) / 1_000_000, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
			Path file = Path.of(models.model(completed.path("modelId").asText()).path("file").asText());
			assertEquals(repository.sha256("big-Q4_K_M.gguf"), Gguf.sha256(file));
			assertEquals(-1, Files.mismatch(source, file));
			long atMost = FILE_BYTES + lost + 8_000_000L; // a piece
			assertTrue(sent <= atMost, () -> sent + " bytes were sent, more than " + atMost);
			assertTrue(Json.list(product.api().get("/api/models/leftovers")).isEmpty());
			try (Stream<Path> left = Files.list(product.home().resolve("models/.downloads"))) {
				assertEquals(List.of("lock"), left.map(path -> path.getFileName().toString()).toList());
			}
		}
	}

	private static long sent(HubServer hub) {
		return hub.requests(Place.CDN).stream().mapToLong(request -> request.sent().get()).sum();
	}

	/** -1: it cannot say yet. */
	private static long done(LocalModels models, String download) {
		try {
			Reply reply = models.product().api().call("GET", "/api/downloads/" + download, "");
			return reply.status() == 200 ? reply.json().path("bytesDone").asLong() : -1;
		} catch (RuntimeException notYet) {
			return -1;
		}
	}

	/** What the piece map of a dead process says is there. */
	private static long written(Path map) {
		long bytes = 0;
		for (JsonNode piece : text(map).isEmpty() ? Json.read("[]") : Json.read(text(map)).path("done")) {
			bytes += piece.asLong();
		}
		return bytes;
	}

	private static String text(Path map) {
		try {
			return Files.readString(map);
		} catch (java.io.IOException notYet) {
			return "";
		}
	}
}
