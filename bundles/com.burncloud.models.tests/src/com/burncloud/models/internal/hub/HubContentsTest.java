package com.burncloud.models.internal.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubProblem.Kind;
import com.burncloud.models.hubserver.Fault;
import com.burncloud.models.hubserver.Faults;
import com.burncloud.models.hubserver.Place;
import com.burncloud.models.hubserver.Repository;
import com.burncloud.models.hubserver.Request;

class HubContentsTest {
	private final House house = new House();
	private final FileAddress address = house.address("huggingface");

	@AfterEach
	void close() {
		house.close();
	}

	private byte[] part(int from, int to) {
		return Arrays.copyOfRange(house.bytes, from, to);
	}

	@ParameterizedTest
	@ValueSource(strings = { "huggingface", "hf-mirror", "modelscope" })
	void aPartComesWithWhatTheHubSaysOfTheFile(String hub) throws IOException {
		try (Content content = house.contents.open(house.address(hub), 1000, 5000)) {
			assertEquals(1000, content.fromByte());
			assertEquals(OptionalLong.of(house.bytes.length), content.totalBytes());
			assertEquals(Optional.of(house.qwen.sha256(House.FILE)), content.sha256());
			assertTrue(content.version().isPresent());
			assertArrayEquals(part(1000, 5000), content.body().readAllBytes());
		}
		assertEquals("identity", house.server.requests(Place.CDN).getFirst().header("accept-encoding").orElseThrow());
		assertArrayEquals(house.bytes, house.read(house.address(hub), 0, Long.MAX_VALUE));
		assertArrayEquals(part(2_999_999, 3_000_000), house.read(house.address(hub), 2_999_999, 4_000_000));
	}

	@Test
	void aFileThatTheHubGivesItselfNeedsNoLink() throws IOException {
		house.server.modelScopeRedirects(false);
		try (Content content = house.contents.open(house.address("modelscope"), 10, 20)) {
			assertEquals(Optional.of(house.qwen.sha256(House.FILE)), content.sha256());
			assertArrayEquals(part(10, 20), content.body().readAllBytes());
		}
		assertEquals(0, house.server.requests(Place.CDN).size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "huggingface", "hf-mirror" })
	void aRelativeRedirectKeepsItsQuery(String hub) throws IOException {
		FileAddress readme = new FileAddress(hub, House.QWEN, "", "README.md");
		try (Content content = house.contents.open(readme, 0, Long.MAX_VALUE)) {
			assertEquals(Optional.empty(), content.sha256());
			assertEquals("hello", new String(content.body().readAllBytes()));
		}
	}

	@Test
	void manyPartsCostTheHubOneRequest() throws IOException {
		for (int i = 0; i < 10; i++) {
			assertArrayEquals(part(i * 100, i * 100 + 100), house.read(address, i * 100L, i * 100L + 100));
		}
		assertEquals(1, house.server.requests(Place.HUGGING_FACE).size());
		assertEquals(10, house.server.requests(Place.CDN).size());
	}

	@Test
	void aLinkThatExpiredIsAskedForAnew() throws IOException {
		house.read(address, 0, 100);
		house.server.expireLinks();
		assertArrayEquals(part(100, 200), house.read(address, 100, 200));
		assertEquals(2, house.server.requests(Place.HUGGING_FACE).size());
		assertEquals(3, house.server.requests(Place.CDN).size());
	}

	@Test
	void aFreshLinkThatIsRefusedIsTheCdnsProblem() {
		house.server.faults().always(Faults.at(Place.CDN), new Fault.Expired());
		HubException refused = assertThrows(HubException.class, () -> house.read(address, 0, 100));
		assertEquals(Kind.UNAVAILABLE, refused.problem().kind());
		assertTrue(refused.getMessage().contains("403") && !refused.getMessage().contains("Signature"), refused.getMessage());
	}

	@Test
	void withoutRangesAllComesFromTheBeginning() throws IOException {
		house.server.faults().always(Faults.at(Place.CDN), new Fault.NoRange());
		try (Content content = house.contents.open(address, 1000, 2000)) {
			assertEquals(0, content.fromByte());
			assertEquals(OptionalLong.of(house.bytes.length), content.totalBytes());
			assertArrayEquals(house.bytes, content.body().readAllBytes());
		}
	}

	@Test
	void otherBytesThanAskedForAreNotTaken() {
		house.server.faults().once(Faults.at(Place.CDN), new Fault.WrongRange(7));
		IOException wrong = assertThrows(IOException.class, () -> house.read(address, 1000, 2000));
		assertTrue(wrong.getMessage().contains("bytes 1007-2006/3000000") && wrong.getMessage().contains("bytes=1000-1999"), wrong.getMessage());
	}

	@Test
	void aTruncatedFileIsNoticedAtOnceAndTheHubAskedAgain() throws IOException {
		house.read(address, 0, 100);
		house.server.faults().once(Faults.at(Place.CDN), new Fault.Truncated(2_000_000));
		IOException shorter = assertThrows(IOException.class, () -> house.read(address, 1000, 2000));
		assertTrue(shorter.getMessage().contains("2000000") && shorter.getMessage().contains("3000000"), shorter.getMessage());
		house.read(address, 1000, 2000);
		assertEquals(2, house.server.requests(Place.HUGGING_FACE).size());
	}

	@Test
	void bytesBehindTheEndAreSaidNotToBeThere() {
		IOException behind = assertThrows(IOException.class, () -> house.read(address, 3_000_000, 3_000_100));
		assertTrue(behind.getMessage().contains("bytes=3000000-3000099") && behind.getMessage().contains("bytes */3000000"), behind.getMessage());
	}

	@Test
	void anotherFileHasAnotherVersion() throws IOException {
		String before;
		try (Content content = house.contents.open(address, 0, 10)) {
			before = content.version().orElseThrow();
		}
		house.server.faults().once(Faults.at(Place.CDN), new Fault.Changed());
		try (Content content = house.contents.open(address, 0, 10)) {
			assertNotEquals(before, content.version().orElseThrow());
		}
		try (Content content = house.contents.open(address, 0, 10)) {
			assertEquals(before, content.version().orElseThrow());
		}
	}

	@Test
	void aPinnedRevisionStaysAndAnOpenOneFollows() throws IOException {
		FileAddress pinned = new FileAddress("huggingface", House.QWEN, house.qwen.commit(), House.FILE);
		byte[] other = new byte[50];
		house.qwen.file(House.FILE, other);
		assertArrayEquals(part(0, 50), house.read(pinned, 0, 50));
		assertArrayEquals(other, house.read(address, 0, 50));
	}

	@Test
	void aBodyWithoutLengthIsReadToItsEnd() throws IOException {
		house.server.faults().always(Faults.at(Place.CDN), new Fault.NoLength());
		assertArrayEquals(part(100, 900), house.read(address, 100, 900));
		try (Content content = house.contents.open(address, 0, Long.MAX_VALUE)) {
			assertEquals(OptionalLong.of(house.bytes.length), content.totalBytes());
			assertArrayEquals(house.bytes, content.body().readAllBytes());
		}
	}

	@Test
	void aWrongByteIsNotNoticedHereForTheHashTells() throws IOException {
		house.server.faults().once(Faults.at(Place.CDN), new Fault.WrongByte(150));
		byte[] read = house.read(address, 100, 900);
		assertEquals(50, Arrays.mismatch(part(100, 900), read));
		assertArrayEquals(part(151, 900), Arrays.copyOfRange(read, 51, 800));
	}

	@Test
	void aConnectionThatIsCutIsAFailureAndNoEnd() {
		house.server.faults().times(1, Faults.at(Place.CDN), new Fault.Cut(1_000_000)).times(1, Faults.at(Place.CDN), new Fault.Reset(1_000_000));
		assertThrows(IOException.class, () -> house.read(address, 0, 3_000_000));
		assertThrows(IOException.class, () -> house.read(address, 0, 3_000_000));
	}

	@Test
	void closingEarlyEndsTheConnectionInsteadOfReadingOn() throws Exception {
		house.server.faults().always(Faults.at(Place.CDN), new Fault.Slow(50_000_000));
		byte[] large = new byte[60_000_000];
		house.qwen.file("large.gguf", large);
		Content content = house.contents.open(new FileAddress("huggingface", House.QWEN, "", "large.gguf"), 0, large.length);
		assertEquals(1000, content.body().readNBytes(1000).length);
		long began = System.nanoTime();
		content.close();
		assertTrue(System.nanoTime() - began < 300_000_000L, "closing took " + (System.nanoTime() - began) / 1_000_000 + " ms; reading on would take 1,200");
		until(() -> house.server.connections(Place.CDN) == 0);
		Request request = house.server.requests(Place.CDN).getFirst();
		assertTrue(request.sent().get() < large.length / 2, request.sent() + " bytes were sent");
	}

	@Test
	void aPartThatWasReadLeavesItsConnectionForTheNext() throws Exception {
		for (int i = 0; i < 5; i++) {
			try (Content content = house.contents.open(address, 0, 1000)) {
				assertEquals(1000, content.body().readNBytes(1000).length);
			}
		}
		assertEquals(1, house.server.connections(Place.CDN));
		assertEquals(1, house.server.connections(Place.HUGGING_FACE));
	}

	@Test
	void anotherThreadMayClose() throws Exception {
		house.server.faults().always(Faults.at(Place.CDN), new Fault.Stall(10));
		Content content = house.contents.open(address, 0, 1000);
		assertEquals(10, content.body().readNBytes(10).length);
		Thread closer = Thread.ofVirtual().start(content::close);
		assertThrows(IOException.class, () -> content.body().readAllBytes());
		closer.join();
	}

	@Test
	void gatedFilesNeedWhatTheirHubSays() throws IOException {
		house.server.add(new Repository("meta/gated").gated().file("m.gguf", new byte[10]));
		FileAddress gated = new FileAddress("huggingface", "meta/gated", "", "m.gguf");
		assertEquals(10, house.read(gated, 0, 10).length);
		house.server.token(House.TOKEN, false);
		house.server.add(new Repository("meta/other").gated().file("m.gguf", new byte[11]));
		HubException refused = assertThrows(HubException.class, () -> house.read(new FileAddress("huggingface", "meta/other", "", "m.gguf"), 0, 10));
		assertEquals(Kind.GATED, refused.problem().kind());
		assertTrue(refused.getMessage().contains("needs a licence click at " + house.server.huggingFace() + "/meta/other"), refused.getMessage());
		HubException mirror = assertThrows(HubException.class, () -> house.read(new FileAddress("hf-mirror", "meta/gated", "", "m.gguf"), 0, 10));
		assertEquals(Kind.GATED, mirror.problem().kind());
		assertEquals(Kind.GATED, assertThrows(HubException.class, () -> house.read(new FileAddress("modelscope", "meta/gated", "", "m.gguf"), 0, 10)).problem().kind());
	}

	@Test
	void whatIsMissingIsSaidSo() {
		assertEquals(Kind.NO_FILE, assertThrows(HubException.class, () -> house.read(new FileAddress("huggingface", House.QWEN, "", "no.gguf"), 0, 1)).problem().kind());
		assertEquals(Kind.NO_FILE, assertThrows(HubException.class, () -> house.read(new FileAddress("modelscope", House.QWEN, "", "no.gguf"), 0, 1)).problem().kind());
		assertEquals(Kind.NO_REVISION,
				assertThrows(HubException.class, () -> house.read(new FileAddress("huggingface", House.QWEN, "old", House.FILE), 0, 1)).problem().kind());
	}

	@ParameterizedTest
	@ValueSource(strings = { "CDN", "HUGGING_FACE" })
	void patienceIsAskedOfTheCallerWhenItIsLong(Place place) {
		house.server.faults().once(Faults.at(place), new Fault.Status(429, Map.of("Retry-After", "40")));
		for (int i = 0; i < 2; i++) {
			HubException wait = assertThrows(HubException.class, () -> house.read(address, 0, 1));
			assertEquals(Kind.RATE_LIMITED, wait.problem().kind());
			assertTrue(wait.problem().retryAfter().orElseThrow().compareTo(Duration.ofSeconds(30)) > 0);
		}
	}

	private static void until(BooleanSupplier condition) throws InterruptedException {
		long end = System.nanoTime() + 10_000_000_000L;
		while (!condition.getAsBoolean()) {
			assertTrue(System.nanoTime() < end, "it did not come true within 10 s");
			Thread.sleep(10);
		}
	}
}
