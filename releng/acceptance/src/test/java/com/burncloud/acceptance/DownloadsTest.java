package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.models.hubserver.Fault;
import com.burncloud.models.hubserver.HubServer;
import com.burncloud.models.hubserver.Place;
import com.burncloud.models.hubserver.Repository;
import com.burncloud.models.hubserver.Request;
import com.fasterxml.jackson.databind.JsonNode;

/** S9: whatever a hub, a disk or an operator does to a download, what is there in the end is the hub's file, or there is none and a reason. Kills are in {@link DownloadKillsTest}. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DownloadsTest {
	private static final int FILE_BYTES = 20_000_000;
	private static final String TOKEN = "hf_acceptance_secret";
	private static final Duration SOON = Duration.ofSeconds(30);

	@TempDir
	static Path folder;
	private static Path lamp;
	private static HubServer hub;
	private static Product product;
	private static LocalModels models;
	private static int files;

	@BeforeAll
	static void start() throws Exception {
		lamp = Gguf.write(folder.resolve("lamp.gguf"));
		hub = HubServer.start().modelScopeRedirects(false);
		product = LocalModels.productFor(hub, folder).with("BURNCLOUD_DOWNLOADS_AT_ONCE", "16")
				.with("BURNCLOUD_HF_TOKEN_HOSTS", "127.0.0.1:" + hub.huggingFace().getPort()).start();
		models = new LocalModels(product);
	}

	@AfterAll
	static void stop() {
		if (product != null) {
			product.close();
		}
		if (hub != null) {
			hub.close();
		}
	}

	/** A file on the hubs that no other test has. */
	private record Served(Path source, Repository repository, String file, String sha256) {

		static synchronized Served next(long sizeBytes) throws Exception {
			int number = ++files;
			Path source = Gguf.padded(lamp, folder.resolve("source-" + number), sizeBytes, number);
			Repository repository = new Repository("Org/Model-" + number + "-GGUF").file("model-" + number + "-Q4_K_M.gguf", source);
			hub.add(repository);
			return new Served(source, repository, "model-" + number + "-Q4_K_M.gguf", repository.sha256("model-" + number + "-Q4_K_M.gguf"));
		}

		String begin() {
			return models.begin(repository.id(), file);
		}

		/** Requests for its bytes, to the CDN. */
		Predicate<Request> onCdn() {
			return request -> request.place() == Place.CDN && request.path().contains(sha256);
		}

		/** Requests for its bytes, to a hub. */
		Predicate<Request> at(Place place) {
			return request -> request.place() == place && request.content() && (request.path() + request.query()).contains(repository.id());
		}

		long sent(Place place) {
			return hub.requests(place == Place.CDN ? onCdn() : at(place)).stream().mapToLong(request -> request.sent().get()).sum();
		}

		/** It is the model that the download became, byte for byte. */
		void assertArrived(JsonNode download) {
			JsonNode model = models.model(download.path("modelId").asText());
			assertEquals(sha256, model.path("sha256").asText(), model::toString);
			assertEquals(sha256, Gguf.sha256(Path.of(model.path("file").asText())));
			assertTrue(model.path("error").isNull(), model::toString);
		}
	}

	private static Predicate<Request> beginning(Served served) {
		return served.onCdn().and(request -> request.header("range").filter(range -> range.startsWith("bytes=0-")).isPresent());
	}

	/** All at once, each with a misfortune of its own: none that passes may spoil or end a download. */
	@TestFactory
	Stream<DynamicTest> misfortunesPass() throws Exception {
		Map<String, Fault[]> misfortunes = new LinkedHashMap<>();
		misfortunes.put("connections that end early", new Fault[] { new Fault.Cut(1_000_000), new Fault.Cut(3_000_000), new Fault.Cut(7) });
		misfortunes.put("connections that are reset", new Fault[] { new Fault.Reset(500_000), new Fault.Reset(0), new Fault.Reset(4_000_000) });
		misfortunes.put("a slow connection", new Fault[] { new Fault.Slow(4_000_000) });
		misfortunes.put("wrong bytes", new Fault[] { new Fault.WrongByte(100_000), new Fault.WrongByte(9_000_000), new Fault.WrongByte(19_999_999) });
		misfortunes.put("the whole file instead of a part", new Fault[] { new Fault.NoRange() });
		misfortunes.put("another part than asked for", new Fault[] { new Fault.WrongRange(17), new Fault.WrongRange(1) });
		misfortunes.put("a file that is shorter for a while", new Fault[] { new Fault.Truncated(1_000_000), new Fault.Truncated(10_000_000) });
		misfortunes.put("another file for a while", new Fault[] { new Fault.Changed() });
		misfortunes.put("links that are too old", new Fault[] { new Fault.Expired(), new Fault.Expired(), new Fault.Expired() });
		misfortunes.put("no length", new Fault[] { new Fault.NoLength(), new Fault.NoLength() });
		misfortunes.put("hanging up without a word", new Fault[] { new Fault.Hangup(), new Fault.Hangup() });
		misfortunes.put("a CDN out of order", new Fault[] { new Fault.Status(503), new Fault.Status(500) });
		List<DynamicTest> tests = new ArrayList<>();
		for (Map.Entry<String, Fault[]> misfortune : misfortunes.entrySet()) {
			Served served = Served.next(FILE_BYTES);
			for (Fault fault : misfortune.getValue()) {
				hub.faults().once(served.onCdn(), fault);
			}
			tests.add(arrives(misfortune.getKey(), served));
		}
		Served noParts = Served.next(FILE_BYTES);
		hub.faults().always(noParts.onCdn(), new Fault.NoRange());
		tests.add(arrives("a server that knows no parts", noParts));
		Served wrong = Served.next(FILE_BYTES);
		hub.faults().once(beginning(wrong), new Fault.WrongByte(4_000));
		tests.add(arrives("a wrong byte in the header", wrong));
		return tests.stream();
	}

	private static DynamicTest arrives(String name, Served served) {
		String download = served.begin();
		return DynamicTest.dynamicTest(name, () -> {
			served.assertArrived(models.download(download, "completed"));
			long sent = served.sent(Place.CDN);
			assertTrue(sent <= 4L * FILE_BYTES, () -> "it was fetched " + sent / (double) FILE_BYTES + " times");
		});
	}

	@Test
	void aFileThatIsReplacedOnTheHubIsNeverMixed() throws Exception {
		Served served = Served.next(FILE_BYTES);
		hub.faults().always(served.onCdn(), new Fault.Slow(3_000_000));
		String download = served.begin();
		Until.isTrue(SOON, () -> "nothing is fetched", () -> served.sent(Place.CDN) > 2_000_000);
		Path replacement = Gguf.padded(lamp, folder.resolve("replacement"), FILE_BYTES, 999);
		served.repository().file(served.file(), replacement);
		JsonNode done = models.download(download, "completed");
		// It was begun at a commit, and the hub still has that.
		served.assertArrived(done);
	}

	@Test
	void aWaitThatTheHubAsksForIsShownAndKept() throws Exception {
		Served served = Served.next(FILE_BYTES);
		hub.faults().times(40, served.at(Place.HUGGING_FACE), new Fault.Status(429, Map.of("Retry-After", "7")));
		hub.faults().always(served.at(Place.MODEL_SCOPE).or(request -> request.place() == Place.MODEL_SCOPE), new Fault.Hangup());
		String download = served.begin();
		JsonNode waiting = models.download(download, "waiting");
		Instant retryAt = Instant.parse(waiting.path("retryAt").asText());
		assertTrue(retryAt.isAfter(Instant.now()) && retryAt.isBefore(Instant.now().plusSeconds(10)), waiting::toString);
		assertFalse(waiting.path("error").asText().isEmpty(), waiting::toString);
		int asked = hub.requests(served.at(Place.HUGGING_FACE)).size();
		hub.faults().clear();
		JsonNode done = models.download(download, "completed");
		assertTrue(Instant.now().isAfter(retryAt), "it did not wait");
		assertTrue(asked <= 4, () -> asked + " requests although the first was refused");
		served.assertArrived(done);
	}

	@Test
	void whenAHubGoesAwayAnotherOneWithTheSameHashGoesOn() throws Exception {
		Served served = Served.next(40_000_000);
		hub.faults().always(served.onCdn(), new Fault.Slow(4_000_000));
		String download = served.begin();
		Until.isTrue(SOON, () -> "nothing is fetched", () -> models.downloadNow(download).path("bytesDone").asLong() > 8_000_000);
		hub.faults().clear().always(request -> request.place() == Place.HUGGING_FACE || request.place() == Place.CDN, new Fault.Hangup());
		long begun = System.nanoTime();
		Until.isTrue(Duration.ofSeconds(60), () -> models.downloadNow(download) + " " + hub.requests(served.at(Place.MODEL_SCOPE)).size(), () -> {
			// those under way are let go only by their end
			return served.sent(Place.MODEL_SCOPE) > 0 || models.downloadNow(download).path("state").asText().equals("completed");
		});
		JsonNode done = models.download(download, "completed");
		Loud.measured("download: from the hub's end to bytes of another hub: %d ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
		hub.faults().clear();
		served.assertArrived(done);
		long other = served.sent(Place.MODEL_SCOPE);
		assertTrue(other > 0 && other <= 32_000_000, () -> other + " of 40000000 bytes came from the other hub: it began anew");
	}

	@Test
	void pauseResumeAndRemove() throws Exception {
		Served served = Served.next(FILE_BYTES);
		hub.faults().always(served.onCdn(), new Fault.Slow(2_000_000));
		String download = served.begin();
		Until.isTrue(SOON, () -> "nothing is fetched", () -> models.downloadNow(download).path("bytesDone").asLong() > 1_000_000);
		JsonNode paused = product.api().call("POST", "/api/downloads/" + download + "/pause", "").expect(200).json();
		assertEquals("paused", paused.path("state").asText());
		int asked = hub.requests(served.onCdn()).size();
		long done = models.downloadNow(download).path("bytesDone").asLong();
		product.restart();
		long sent = served.sent(Place.CDN);
		assertEquals("paused", models.downloadNow(download).path("state").asText());
		assertEquals(done, models.downloadNow(download).path("bytesDone").asLong(), "what was there before the restart");
		assertEquals(asked, hub.requests(served.onCdn()).size(), "it goes on");
		hub.faults().clear();
		product.api().call("POST", "/api/downloads/" + download + "/resume", "").expect(200);
		JsonNode completed = models.download(download, "completed");
		served.assertArrived(completed);
		assertTrue(served.sent(Place.CDN) <= sent + FILE_BYTES - done, () -> "fetched again what was there: " + served.sent(Place.CDN));
		product.api().call("DELETE", "/api/downloads/" + download, "").expect(204);
		assertEquals(404, product.api().call("GET", "/api/downloads/" + download, "").status());
		assertTrue(Files.exists(Path.of(models.model(completed.path("modelId").asText()).path("file").asText())), "the model went with the list's entry");

		Served unwanted = Served.next(FILE_BYTES);
		hub.faults().always(unwanted.onCdn(), new Fault.Slow(2_000_000));
		String removed = unwanted.begin();
		Until.isTrue(SOON, () -> "nothing is fetched", () -> models.downloadNow(removed).path("bytesDone").asLong() > 100_000);
		Path place = product.home().resolve("models/.downloads").resolve(removed);
		assertTrue(Files.isDirectory(place));
		product.api().call("DELETE", "/api/downloads/" + removed, "").expect(204);
		Until.isTrue(SOON, () -> place + " is still there", () -> !Files.exists(place));
		assertEquals(404, product.api().call("GET", "/api/downloads/" + removed, "").status());
		hub.faults().clear();
	}

	@Test
	@Order(Integer.MAX_VALUE) // it ends with another hub
	void aGatedRepositorySaysWhatToDoAndTheTokenGoesNowhereElse() throws Exception {
		hub.add(new Repository("Org/Gated-GGUF").gated().file("gated-Q8_0.gguf", Gguf.padded(lamp, folder.resolve("gated"), 2_000_000, 4242))).token(TOKEN, false);
		String told = refusal();
		assertTrue(told.contains("licence") && told.contains("/Org/Gated-GGUF") && told.contains("and a token (HF_TOKEN)"), told);

		hub.forgetRequests();
		product.with("BURNCLOUD_HF_TOKEN", TOKEN).restart();
		told = refusal();
		assertTrue(told.contains("licence") && told.contains("has not been given access"), told);
		hub.token(TOKEN, true);
		JsonNode done = models.download(models.begin("Org/Gated-GGUF", "gated-Q8_0.gguf"), "completed");
		assertEquals(Gguf.sha256(folder.resolve("gated")), models.model(done.path("modelId").asText()).path("sha256").asText());
		assertFalse(hub.requests(request -> request.place() == Place.HUGGING_FACE && request.token().filter(TOKEN::equals).isPresent()).isEmpty());
		assertFalse(hub.requests(Place.CDN).isEmpty());
		product.api().call("DELETE", "/api/models/" + done.path("modelId").asText(), "").expect(204);

		product.with("BURNCLOUD_HF_ENDPOINT", hub.mirror().toString()).restart();
		told = refusal();
		assertTrue(told.contains("is a mirror, which is never shown a token"), told);
		Served served = Served.next(2_000_000);
		served.assertArrived(models.download(served.begin(), "completed"));
		assertFalse(hub.requests(Place.MIRROR).isEmpty());
		for (Place place : List.of(Place.MIRROR, Place.CDN, Place.MODEL_SCOPE)) {
			assertNoToken(place);
		}
		try (Stream<Path> written = Files.walk(product.home())) {
			for (Path file : written.filter(Files::isRegularFile).filter(path -> path.toString().endsWith(".log") || path.toString().endsWith(".json")).toList()) {
				assertFalse(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1).contains(TOKEN), file + " holds the token");
			}
		}
		assertFalse(product.output().contains(TOKEN));
	}

	@Test
	void aHubThatAlwaysLiesIsFoundOutAndNothingIsKept() throws Exception {
		Served served = Served.next(2_000_000);
		hub.faults().always(served.onCdn().or(served.at(Place.MODEL_SCOPE)), new Fault.WrongByte(1_000_000));
		String download = served.begin();
		Until.isTrue(SOON, () -> models.downloadNow(download).toString(), () -> models.downloadNow(download).path("state").asText().equals("failed"));
		JsonNode failed = models.downloadNow(download);
		assertTrue(failed.path("error").asText().contains("another SHA-256"), failed::toString);
		assertFalse(Json.texts(product.api().get("/api/models"), "sha256").contains(served.sha256()));
		assertEquals(0, failed.path("bytesDone").asLong(), failed::toString);
		product.api().call("DELETE", "/api/downloads/" + download, "").expect(204);
	}

	private static void assertNoToken(Place place) {
		assertEquals(List.of(), hub.requests(request -> request.place() == place && (request.header("authorization").isPresent() || request.toString().contains(TOKEN))));
	}

	/** Of a download, at once or in the end. */
	private static String refusal() throws Exception {
		Reply reply = models.download("huggingface", "Org/Gated-GGUF", "gated-Q8_0.gguf");
		if (reply.status() == 403) {
			return reply.json().at("/error/message").asText();
		}
		String id = reply.expect(202).json().path("id").asText();
		Until.isTrue(SOON, () -> models.downloadNow(id).toString(), () -> models.downloadNow(id).path("state").asText().equals("failed"));
		String error = models.downloadNow(id).path("error").asText();
		product.api().call("DELETE", "/api/downloads/" + id, "").expect(204);
		return error;
	}

	@Test
	void aFullDiskIsSaidBeforeAndWaitedForAfter() throws Exception {
		Path disk = Files.createDirectories(folder.resolve("disk"));
		Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=110m", "tmpfs", disk.toString()).redirectErrorStream(true).start();
		mount.getInputStream().readAllBytes();
		if (mount.waitFor() != 0) {
			Loud.skip("a small disk cannot be mounted here: only root may");
		}
		try (Product small = LocalModels.productFor(hub, folder).with("BURNCLOUD_MODELS", disk.toString()).start()) {
			LocalModels there = new LocalModels(small);
			Served tooLarge = Served.next(60_000_000);
			Reply refused = there.download("huggingface", tooLarge.repository().id(), tooLarge.file()).expect(400);
			assertTrue(refused.json().at("/error/message").asText().contains("has not the room"), refused::toString);
			assertTrue(Json.list(small.api().get("/api/downloads")).isEmpty());

			Served served = Served.next(30_000_000);
			hub.faults().always(served.onCdn(), new Fault.Slow(1_500_000));
			String download = there.begin(served.repository().id(), served.file());
			Until.isTrue(SOON, () -> "nothing is fetched", () -> there.downloadNow(download).path("bytesDone").asLong() > 1_000_000);
			Path ballast = Files.write(disk.resolve("ballast"), new byte[30_000_000]);
			JsonNode waiting = there.download(download, "waiting");
			assertTrue(waiting.path("error").asText().contains("make room"), waiting::toString);
			assertFalse(waiting.path("retryAt").isNull(), waiting::toString);
			long done = waiting.path("bytesDone").asLong();
			Files.delete(ballast);
			hub.faults().clear();
			JsonNode resumed = small.api().call("POST", "/api/downloads/" + download + "/resume", "").expect(200).json();
			assertTrue(resumed.path("bytesDone").asLong() >= done, resumed::toString);
			JsonNode completed = there.download(download, "completed");
			assertEquals(served.sha256(), Gguf.sha256(Path.of(there.model(completed.path("modelId").asText()).path("file").asText())));
		} finally {
			hub.faults().clear();
			assertEquals(0, new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor());
		}
	}

	@Test
	void leftoversAreListedAndRemovedAndNothingElseIs() throws Exception {
		Path library = product.home().resolve("models");
		Path forgotten = Files.createDirectories(library.resolve(".downloads/dl_forgotten"));
		Files.write(forgotten.resolve("part.gguf"), new byte[123_456]);
		Files.write(library.resolve("stray.gguf"), new byte[1000]);
		List<String> names = Json.texts(product.api().get("/api/models/leftovers"), "name");
		assertTrue(names.containsAll(List.of(".downloads/dl_forgotten", "stray.gguf")), names::toString);
		assertEquals(123_456, Json.list(product.api().get("/api/models/leftovers")).stream().filter(each -> each.path("name").asText().endsWith("forgotten")).findFirst().orElseThrow()
				.path("sizeBytes").asLong());
		for (String name : List.of(".downloads%2Fdl_forgotten", "stray.gguf")) {
			product.api().call("DELETE", "/api/models/leftovers/" + name, "").expect(204);
		}
		assertFalse(Files.exists(forgotten) || Files.exists(library.resolve("stray.gguf")));
		assertTrue(product.api().call("DELETE", "/api/models/leftovers/..%2Fadmin.key", "").status() >= 400);
		assertTrue(Files.exists(product.home().resolve("admin.key")));
	}

	@Test
	void foldersAndAHuggingFaceCacheAreTakenInWithoutCopying() throws Exception {
		Path models1 = Files.createDirectories(folder.resolve("my models/模型"));
		Path plain = Files.write(models1.resolve("通义-7B-Q4_K_M.gguf"), Gguf.named(lamp, 501));
		Path second = Files.write(models1.resolve("second-q8_0.gguf"), Gguf.named(lamp, 502));
		byte[] cached = Gguf.named(lamp, 503);
		Path cache = folder.resolve("hub/models--Org--Cached-GGUF");
		Path whole = Files.write(Files.createDirectories(folder.resolve("hash")).resolve("whole"), cached);
		Path blob = Files.write(Files.createDirectories(cache.resolve("blobs")).resolve(Gguf.sha256(whole)), cached);
		Path snapshot = Files.createDirectories(cache.resolve("snapshots/0123456789abcdef0123456789abcdef01234567"));
		Files.createSymbolicLink(snapshot.resolve("cached-q8_0.gguf"), snapshot.relativize(blob));
		Files.writeString(Files.createDirectories(cache.resolve("refs")).resolve("main"), "0123456789abcdef0123456789abcdef01234567");
		JsonNode adopted = product.api().post("/api/models", "{\"path\":" + Json.quoted(folder.resolve("my models").toString()) + "}");
		assertEquals(2, adopted.size(), adopted::toString);
		assertTrue(Json.texts(adopted, "file").containsAll(List.of(plain.toString(), second.toString())), adopted::toString);
		for (JsonNode model : adopted) {
			assertTrue(model.path("adopted").asBoolean() && model.path("id").asText().matches("[A-Za-z0-9._-]+"), model::toString);
		}
		JsonNode fromCache = product.api().post("/api/models", "{\"path\":" + Json.quoted(folder.resolve("hub").toString()) + "}");
		assertEquals("Cached", fromCache.get(0).path("id").asText(), fromCache::toString);
		assertEquals(Gguf.sha256(whole), fromCache.get(0).path("sha256").asText());
		assertEquals(0, product.api().post("/api/models", "{\"path\":" + Json.quoted(folder.resolve("hub").toString()) + "}").size(), "taken in twice");
		for (String id : List.of(adopted.get(0).path("id").asText(), adopted.get(1).path("id").asText(), "Cached")) {
			try (Stream<Path> inside = Files.walk(product.home().resolve("models").resolve(id))) {
				assertTrue(inside.noneMatch(path -> path.toString().endsWith(".gguf")), id + " was copied");
			}
			product.api().call("DELETE", "/api/models/" + id, "").expect(204);
		}
		assertTrue(Files.exists(plain) && Files.exists(second) && Files.exists(blob));
		assertEquals(400, product.api().call("POST", "/api/models", Json.of("{'path':'/no/such/folder'}")).status());
	}
}
