package com.burncloud.models.internal.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.event.Event;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.event.Topics;
import com.burncloud.api.model.Download;
import com.burncloud.api.model.Download.State;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubProblem;
import com.burncloud.models.internal.library.Shelved;

class DownloadsTest {
	private static final String FILE = "tiny-Q4_K_M.gguf";
	private static final byte[] BYTES = Rig.gguf(1, 1_000_003);

	@TempDir
	Path folder;
	private Rig rig;

	@BeforeEach
	void setUp() {
		rig = new Rig(folder);
		rig.repositories.put("one", FILE, BYTES);
	}

	@AfterEach
	void tearDown() {
		rig.close();
	}

	private void isInLibrary(byte[] bytes) throws IOException {
		assertArrayEquals(bytes, Files.readAllBytes(rig.library.all().getFirst().file()));
	}

	private static boolean running(Download download) {
		return download.state() == State.RUNNING && download.bytesDone() > 0;
	}

	@Test
	void comesIntoTheLibraryUnderTheRepositorysName() throws IOException {
		Download end = rig.begin().end(rig.start(FILE));
		assertEquals(State.COMPLETED, end.state());
		assertEquals(Optional.of("Tiny"), end.modelId());
		Shelved model = rig.library.find("Tiny").orElseThrow();
		assertEquals("one:" + Repositories.NAME, model.origin());
		assertEquals("Q4_K_M", model.quantization());
		assertEquals(folder.resolve("Tiny/tiny-Q4_K_M.gguf"), model.file());
		isInLibrary(BYTES);
		assertEquals(BYTES.length, rig.wire.sent.get(), "each byte came once");
		assertFalse(Files.exists(folder.resolve(".downloads").resolve(end.id())), "nothing is left of the download");
		assertTrue(rig.library.leftovers().isEmpty());
	}

	@Test
	void saysTheEnd() {
		String id = rig.begin().start(FILE);
		rig.end(id);
		List<Event> ends = rig.events.stream().filter(event -> event.getTopic().equals(Topics.DOWNLOAD_COMPLETED)).toList();
		assertEquals(1, ends.size());
		Event end = ends.getFirst();
		assertEquals(id, end.getProperty("id"));
		assertEquals("one", end.getProperty("hub"));
		assertEquals(Repositories.NAME, end.getProperty("repo"));
		assertEquals(FILE, end.getProperty("file"));
		assertEquals("completed", end.getProperty("state"));
		assertEquals((long) BYTES.length, end.getProperty("bytesDone"));
		assertEquals((long) BYTES.length, end.getProperty("bytesTotal"));
		assertEquals("", end.getProperty("error"));
	}

	@Test
	void shardsAreOneDownload() throws IOException {
		var shards = List.of(Rig.gguf(2, 300_000), Rig.gguf(3, 5), Rig.gguf(4, 150_000));
		for (int i = 0; i < 3; i++) {
			rig.repositories.put("one", "大/模型-0000" + (i + 1) + "-of-00003.gguf", shards.get(i));
		}
		Download end = rig.begin().end(rig.start("大/模型-00002-of-00003.gguf"));
		assertEquals(State.COMPLETED, end.state());
		assertEquals("大/模型-00001-of-00003.gguf", end.file());
		List<Path> files = rig.library.all().getFirst().files();
		for (int i = 0; i < 3; i++) {
			assertArrayEquals(shards.get(i), Files.readAllBytes(files.get(i)));
			assertTrue(files.get(i).getFileName().toString().matches("[\\x21-\\x7e]+-0000" + (i + 1) + "-of-00003\\.gguf"), files.get(i).toString());
		}
	}

	@Test
	void refusesWhatIsThereAndWhatIsComing() {
		rig.wire.usual = new Mishap.Stall(1000);
		String id = rig.begin().start(FILE);
		assertTrue(assertThrows(ConflictException.class, () -> rig.start(FILE)).getMessage().contains(id));
		rig.wire.usual = new Mishap.None();
		rig.end(id);
		assertTrue(assertThrows(ConflictException.class, () -> rig.start(FILE)).getMessage().contains("'Tiny'"));
	}

	@Test
	void refusesWhatTheRepositoryHasNot() {
		rig.begin();
		assertEquals("file", assertThrows(InvalidFieldException.class, () -> rig.start("other.gguf")).field());
		rig.repositories.away = true;
		assertThrows(HubException.class, () -> rig.start(FILE));
		assertThrows(UnknownIdException.class, () -> rig.downloads.pause("dl_none"));
		assertTrue(rig.downloads.list().isEmpty());
		assertTrue(rig.library.leftovers().isEmpty());
	}

	@Test
	void pausedStaysPausedOverARestartAndGoesOnWhereItWas() throws IOException {
		rig.wire.usual = new Mishap.Slow();
		String id = rig.begin().start(FILE);
		rig.await(id, download -> download.bytesDone() > 100_000);
		assertEquals(State.PAUSED, rig.downloads.pause(id).state());
		rig.restart();
		Download paused = rig.downloads.find(id).orElseThrow();
		assertEquals(State.PAUSED, paused.state());
		assertTrue(paused.bytesDone() > 100_000, "what was there is there");
		rig.wire.usual = new Mishap.None();
		rig.wire.sent.set(0);
		rig.downloads.resume(id);
		assertEquals(State.COMPLETED, rig.end(id).state());
		assertEquals(BYTES.length - paused.bytesDone(), rig.wire.sent.get(), "and is not fetched again");
		isInLibrary(BYTES);
	}

	@Test
	void pauseAnswersAtOnceThoughTheHubIsSilent() {
		rig.tuning = new Tuning(4, 64 * 1024, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(5), 9,
				Duration.ofMillis(20), 0);
		rig.wire.usual = new Mishap.Stall(1000);
		String id = rig.begin().start(FILE);
		rig.await(id, DownloadsTest::running);
		long began = System.nanoTime();
		rig.downloads.pause(id);
		assertTrue(System.nanoTime() - began < 1_000_000_000L);
		rig.wire.usual = new Mishap.None();
		rig.downloads.resume(id);
		assertEquals(State.COMPLETED, rig.end(id).state());
	}

	@Test
	void removingLeavesNothing() {
		rig.wire.usual = new Mishap.Slow();
		String id = rig.begin().start(FILE);
		rig.await(id, DownloadsTest::running);
		rig.downloads.remove(id);
		assertTrue(rig.downloads.list().isEmpty());
		rig.restart();
		assertTrue(rig.downloads.list().isEmpty());
		assertFalse(Files.exists(folder.resolve(".downloads").resolve(id).resolve("download.json")));
	}

	@Test
	void waitsForItsTurnInTheOrderOfTheQueue() {
		rig.repositories.put("one", "b.gguf", Rig.gguf(5, 100_000)).put("one", "c.gguf", Rig.gguf(6, 100_000));
		rig.wire.usual = new Mishap.Slow();
		rig.begin();
		String a = rig.start(FILE);
		String b = rig.start("b.gguf");
		String c = rig.start("c.gguf");
		rig.await(a, DownloadsTest::running);
		assertEquals(State.QUEUED, rig.downloads.find(b).orElseThrow().state());
		rig.wire.usual = new Mishap.None();
		rig.end(c);
		List<Object> order = rig.events.stream().filter(event -> event.getTopic().equals(Topics.DOWNLOAD_COMPLETED)).map(event -> event.getProperty("id")).toList();
		assertEquals(List.of(a, b, c), order);
	}

	@Test
	void saysForWhatItWaits() {
		rig.tuning = patient();
		rig.wire.usual = new Mishap.Refusal(HubProblem.Kind.RATE_LIMITED, Optional.of(Duration.ofMinutes(2)));
		String id = rig.begin().start(FILE);
		Download waiting = rig.await(id, State.WAITING);
		assertEquals(Optional.of("The hub says RATE_LIMITED."), waiting.error());
		assertTrue(Duration.between(java.time.Instant.now(), waiting.retryAt().orElseThrow()).toSeconds() > 100);
		rig.wire.usual = new Mishap.None();
		rig.downloads.resume(id); // at once
		assertEquals(State.COMPLETED, rig.end(id).state());
	}

	private static Tuning patient() {
		return new Tuning(4, 64 * 1024, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(20), Duration.ofMinutes(1), Duration.ofMinutes(5), 9,
				Duration.ofMillis(20), 0);
	}

	@Test
	void givesUpAfterManyTriesAndResumesByHand() throws IOException {
		rig.wire.usual = new Mishap.NoConnection();
		String id = rig.begin().start(FILE);
		Download failed = rig.await(id, State.FAILED);
		assertTrue(failed.error().orElseThrow().contains("connection refused"), failed.toString());
		assertTrue(rig.events.stream().anyMatch(event -> event.getTopic().equals(Topics.DOWNLOAD_FAILED)));
		rig.restart();
		assertEquals(failed.error(), rig.downloads.find(id).orElseThrow().error(), "a failure is not forgotten");
		rig.wire.usual = new Mishap.None();
		rig.downloads.resume(id);
		assertEquals(State.COMPLETED, rig.end(id).state());
		isInLibrary(BYTES);
	}

	@Test
	void theSameFileOfAnotherHubGoesOnFromThere() throws IOException {
		rig.repositories.put("two", "renamed.gguf", BYTES).put("zero", FILE, Rig.gguf(9, BYTES.length));
		rig.wire.plan.add(new Mishap.Cut(60_000));
		rig.begin();
		rig.wire.plan.add(new Mishap.Refusal(HubProblem.Kind.GATED, Optional.empty()));
		String id = rig.start(FILE);
		assertEquals(State.COMPLETED, rig.end(id).state());
		isInLibrary(BYTES);
		assertTrue(rig.wire.opened.stream().anyMatch(open -> open.address().hub().equals("two") && open.address().path().equals("renamed.gguf")));
		assertTrue(rig.wire.opened.stream().noneMatch(open -> open.address().hub().equals("zero")));
	}

	@Test
	void aRefusalIsTheReason() {
		rig.wire.usual = new Mishap.Refusal(HubProblem.Kind.GATED, Optional.empty());
		Download end = rig.begin().end(rig.start(FILE));
		assertEquals(State.FAILED, end.state());
		assertEquals(Optional.of("The hub says GATED. No other hub gives the same file."), end.error());
	}

	@Test
	void aWrongByteCostsPiecesAndNotTheFile() throws IOException {
		rig.wire.plan.add(new Mishap.WrongByte(3)); // whoever fetches the first piece
		rig.tuning = new Tuning(1, 64 * 1024, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(20), Duration.ofMillis(2), Duration.ofMillis(40), 9,
				Duration.ofMillis(20), 0);
		Download end = rig.begin().end(rig.start(FILE));
		assertEquals(State.COMPLETED, end.state());
		isInLibrary(BYTES);
		assertTrue(rig.wire.sent.get() <= BYTES.length + 2 * 64 * 1024, "sent " + rig.wire.sent.get());
	}

	@Test
	void aHubThatLiesAlwaysIsFoundOut() {
		rig.wire.usual = new Mishap.WrongByte(500_000);
		Download end = rig.begin().end(rig.start(FILE));
		assertEquals(State.FAILED, end.state());
		assertTrue(end.error().orElseThrow().contains("SHA-256"), end.toString());
		assertTrue(rig.library.all().isEmpty());
	}

	@Test
	void aFileThatWasReplacedBeginsAnew() throws IOException {
		rig.wire.usual = new Mishap.Slow();
		String id = rig.begin().start(FILE);
		rig.await(id, download -> download.bytesDone() > 100_000);
		byte[] other = Rig.gguf(7, 800_000);
		rig.repositories.put("one", FILE, other);
		rig.wire.usual = new Mishap.None();
		Download failed = rig.end(id);
		assertEquals(State.FAILED, failed.state());
		assertTrue(failed.error().orElseThrow().contains("replaced"), failed.toString());
		rig.downloads.resume(id);
		assertEquals(State.COMPLETED, rig.end(id).state());
		isInLibrary(other);
	}

	@Test
	void withoutAHashOnlyTheSizeIsCheckedAndThatIsSaid() throws IOException {
		rig.repositories.tellsHash = false;
		Download end = rig.begin().end(rig.start(FILE));
		assertEquals(State.COMPLETED, end.state());
		assertTrue(end.error().orElseThrow().contains("only its size"), end.toString());
		isInLibrary(BYTES);
	}

	@Test
	void refusesWhatTheDiskHasNotTheRoomFor() {
		var quota = new Quota(1_500_000);
		rig.disk = quota;
		rig.repositories.put("one", "b.gguf", Rig.gguf(8, 600_000));
		rig.wire.usual = new Mishap.Slow();
		String a = rig.begin().start(FILE);
		var refused = assertThrows(InvalidFieldException.class, () -> rig.start("b.gguf"));
		assertTrue(refused.getMessage().contains("100003 bytes are missing"), refused.getMessage());
		rig.downloads.remove(a);
		rig.wire.usual = new Mishap.None();
		assertEquals(State.COMPLETED, rig.end(rig.start("b.gguf")).state());
	}

	@Test
	void aDiskThatFillsUpMeanwhileWaitsForRoom() throws IOException {
		var quota = new Quota(1_100_000);
		rig.disk = quota;
		rig.wire.usual = new Mishap.Slow();
		String id = rig.begin().start(FILE);
		rig.await(id, DownloadsTest::running);
		quota.bytes = 300_000;
		Download waiting = rig.await(id, State.WAITING);
		assertTrue(waiting.error().orElseThrow().contains("room"), waiting.toString());
		rig.wire.usual = new Mishap.None();
		quota.bytes = 2_000_000;
		assertEquals(State.COMPLETED, rig.end(id).state());
		isInLibrary(BYTES);
	}

	@Test
	void aWriteThatFailsIsNoCorruptFile() throws IOException {
		var quota = new Quota(1_100_000);
		quota.lies = true; // says that there is room, and there is none
		rig.disk = quota;
		quota.bytes = 300_000;
		String id = rig.begin().start(FILE);
		Download waiting = rig.await(id, State.WAITING);
		assertTrue(waiting.error().orElseThrow().contains("No space left"), waiting.toString());
		quota.bytes = 2_000_000;
		assertEquals(State.COMPLETED, rig.end(id).state());
		isInLibrary(BYTES);
	}

	@Test
	void theSpeedLimitIsForAllTogether() {
		rig.bytesPerSecond = 2_000_000;
		rig.atOnce = 2;
		rig.repositories.put("one", "b.gguf", Rig.gguf(8, 1_000_000));
		rig.begin();
		long began = System.nanoTime();
		String a = rig.start(FILE);
		String b = rig.start("b.gguf");
		rig.end(a);
		rig.end(b);
		double seconds = (System.nanoTime() - began) / 1e9;
		assertTrue(seconds > 0.95 && seconds < 3, "2 MB at 2 MB/s took " + seconds + " s");
	}

	@Test
	void whatIsBrokenInItsFolderIsALeftover() throws IOException {
		Path broken = Files.createDirectories(folder.resolve(".downloads/dl_broken"));
		Files.writeString(broken.resolve("download.json"), "{\"id\": 3");
		Files.write(broken.resolve("x.gguf"), new byte[1000]);
		rig.begin();
		assertTrue(rig.downloads.list().isEmpty());
		assertEquals(".downloads/dl_broken", rig.library.leftovers().getFirst().name());
		rig.library.removeLeftover(".downloads/dl_broken");
		assertFalse(Files.exists(broken));
	}

	@Test
	void aBrokenMapIsNotTrusted() throws IOException {
		rig.wire.usual = new Mishap.Slow();
		String id = rig.begin().start(FILE);
		rig.await(id, download -> download.bytesDone() > 100_000);
		rig.downloads.pause(id);
		rig.downloads.stop();
		Path part = folder.resolve(".downloads").resolve(id).resolve("tiny-Q4_K_M.gguf");
		byte[] spoilt = Files.readAllBytes(part);
		Arrays.fill(spoilt, 10, 20, (byte) 0);
		Files.write(part, spoilt);
		rig.wire.usual = new Mishap.None();
		rig.begin();
		rig.downloads.resume(id);
		assertEquals(State.COMPLETED, rig.end(id).state());
		isInLibrary(BYTES);
	}

	@Test
	void anotherProgramInTheSameFolderIsNotDisturbed() {
		rig.wire.usual = new Mishap.Stall(10);
		rig.begin().start(FILE);
		try (Rig other = new Rig(folder)) {
			other.repositories.put("one", FILE, BYTES);
			other.begin();
			assertTrue(other.downloads.list().isEmpty());
			assertThrows(ConflictException.class, () -> other.start(FILE));
		}
	}
}
