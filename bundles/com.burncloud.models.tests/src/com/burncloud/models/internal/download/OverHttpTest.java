package com.burncloud.models.internal.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.Download.State;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.models.hubserver.Fault;
import com.burncloud.models.hubserver.Faults;
import com.burncloud.models.hubserver.HubServer;
import com.burncloud.models.hubserver.Place;
import com.burncloud.models.hubserver.Repository;
import com.burncloud.models.hubserver.Request;
import com.burncloud.models.internal.hub.Far;

/** The same over real connections. */
class OverHttpTest {
	private static final String FILE = "big-Q4_K_M.gguf";
	private static final byte[] BYTES = Rig.gguf(12, 3_000_000);

	@TempDir
	Path folder;
	private final HubServer hub = HubServer.start().add(new Repository("Org/Big-GGUF").file(FILE, BYTES));
	private Far far;
	private Rig rig;

	@BeforeEach
	void setUp() {
		far = new Far(hub.huggingFace(), hub.mirror(), hub.modelScope());
		rig = new Rig(folder);
		rig.hubs = far.service();
		rig.contents = far.contents();
		rig.begin();
	}

	@AfterEach
	void tearDown() {
		rig.close();
		far.close();
		hub.close();
	}

	private String start(String from) {
		return rig.downloads.start(new DownloadRequest(from, "Org/Big-GGUF", FILE, "")).id();
	}

	private void endsWell(String id) throws IOException {
		Download end = rig.end(id);
		assertEquals(State.COMPLETED, end.state(), end.toString());
		assertArrayEquals(BYTES, Files.readAllBytes(rig.library.all().getFirst().file()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "huggingface", "hf-mirror", "modelscope" })
	void comesFromEachHub(String from) throws IOException {
		endsWell(start(from));
		assertTrue(hub.requests(Place.CDN).stream().noneMatch(request -> request.header("authorization").isPresent()));
	}

	@Test
	void linksThatExpireAreAskedForAnew() throws IOException {
		hub.faults().times(3, Faults.at(Place.CDN), new Fault.Expired());
		String id = start("huggingface");
		hub.expireLinks();
		endsWell(id);
	}

	@Test
	void aStallIsEndedByANewConnection() throws IOException {
		hub.faults().times(2, Request::content, new Fault.Stall(20_000));
		endsWell(start("huggingface"));
	}

	@Test
	void aHubThatKnowsNoPartsIsReadFromTheBeginning() throws IOException {
		hub.faults().always(Request::content, new Fault.NoRange());
		endsWell(start("huggingface"));
	}

	@Test
	void aHubThatGoesAwayIsReplacedByOneThatHasTheSame() throws IOException {
		hub.faults().always(Faults.at(Place.HUGGING_FACE).and(Request::content), new Fault.Status(404));
		hub.faults().always(Faults.at(Place.MIRROR).and(Request::content), new Fault.Status(404));
		endsWell(start("huggingface"));
		assertTrue(hub.requests(Place.MODEL_SCOPE).stream().anyMatch(Request::content));
	}

	@Test
	void aRevisionThatIsNotTheNewestIsFetchedAsItWas() throws IOException {
		String commit = far.service().files("huggingface", "Org/Big-GGUF").revision();
		var repository = new Repository("Org/Big-GGUF").file(FILE, BYTES);
		String old = repository.commit();
		repository.file(FILE, Rig.gguf(13, 1000));
		hub.add(repository);
		assertEquals(commit, old, "the commits are made of the names");
		endsWell(rig.downloads.start(new DownloadRequest("huggingface", "Org/Big-GGUF", FILE, old)).id());
	}

	@ParameterizedTest(name = "seed {0}")
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })
	void anyPlanEndsWell(long seed) throws IOException {
		hub.modelScopeRedirects(false);
		hub.faults().random(seed, BYTES.length, 12);
		rig.close();
		Tuning usual = Rig.TUNING;
		rig.tuning = new Tuning(4, 64 * 1024, Duration.ofSeconds(1), Duration.ofMillis(300), usual.sync(), usual.firstWait(), usual.longestWait(), 200, usual.tick(), 0);
		rig.begin();
		Download end = rig.end(start("huggingface"));
		if (end.state() == State.FAILED) {
			assertEquals(List.of(), rig.library.all());
			assertTrue(end.error().orElseThrow().length() > 10);
		} else {
			assertArrayEquals(BYTES, Files.readAllBytes(rig.library.all().getFirst().file()));
		}
	}
}
