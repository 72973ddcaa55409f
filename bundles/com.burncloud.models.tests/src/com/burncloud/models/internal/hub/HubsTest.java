package com.burncloud.models.internal.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubProblem.Kind;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.HubQuery.Order;
import com.burncloud.api.model.Variant;
import com.burncloud.models.hubserver.Fault;
import com.burncloud.models.hubserver.Faults;
import com.burncloud.models.hubserver.Place;
import com.burncloud.models.hubserver.Repository;
import com.burncloud.models.hubserver.Request;

class HubsTest {
	private final House house = new House();
	private final Hubs hubs = house.service("");

	@AfterEach
	void close() {
		house.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "huggingface", "hf-mirror" })
	void aSearchTellsWhatAPersonChoosesBy(String hub) {
		house.server.add(new Repository("meta/Gated-Qwen-GGUF").counts(5, 500).gated().file("m.gguf", new byte[10]));
		house.server.add(new Repository("Qwen/no-such-files").counts(9, 9).file("m.safetensors", new byte[10]));
		List<HubModel> found = hubs.search(hub, new HubQuery("qwen", 20, Order.DOWNLOADS));
		assertEquals(List.of(House.QWEN, "meta/Gated-Qwen-GGUF"), found.stream().map(HubModel::repository).toList());
		assertEquals(new HubModel(hub, House.QWEN, 1000, 10, OptionalLong.of(7_615_616_512L), OptionalLong.of(house.bytes.length + 12), Optional.of("apache-2.0"), false,
				Optional.of(Instant.parse("2026-05-01T00:00:00Z"))), found.getFirst());
		assertTrue(found.getLast().gated());
		assertEquals(OptionalLong.empty(), found.getLast().parameters());
		assertEquals("meta/Gated-Qwen-GGUF", hubs.search(hub, new HubQuery("qwen", 20, Order.LIKES)).getFirst().repository());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void modelScopeIsSearchedByWhatItOffers(boolean documented) {
		house.server.modelScopeOpenApi(documented);
		List<HubModel> found = hubs.search("modelscope", new HubQuery("Qwen2.5", 20, Order.DOWNLOADS));
		HubModel model = found.getFirst();
		assertEquals(House.QWEN, model.repository());
		assertEquals(1000, model.downloads());
		assertEquals(10, model.likes());
		assertEquals(OptionalLong.of(house.bytes.length + 12), model.sizeBytes());
		assertEquals(Optional.of("apache-2.0"), model.license());
		assertEquals(Optional.of(Instant.parse("2026-05-01T00:00:00Z")), model.updatedAt());
		assertEquals(!documented, house.server.requests(request -> request.method().equals("PUT")).size() == 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "huggingface", "hf-mirror" })
	void pagesAreAskedOfTheHubItselfUntilThereAreEnough(String hub) {
		for (int i = 0; i < 12; i++) {
			house.server.add(new Repository("a/r" + i).counts(i, 0).file("m.gguf", new byte[10]));
		}
		house.server.pageSize(5);
		assertEquals(7, hubs.search(hub, new HubQuery("a/r", 7, Order.DOWNLOADS)).size());
		assertEquals(2, house.server.requests().size());
		assertTrue(house.server.requests().stream().allMatch(request -> request.place() == (hub.equals("huggingface") ? Place.HUGGING_FACE : Place.MIRROR)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "huggingface", "hf-mirror", "modelscope" })
	void aRepositorysFilesAreThoseForLlamaCpp(String hub) {
		house.server.pageSize(3);
		house.qwen.file("big-Q8_0-00002-of-00002.gguf", new byte[20]).file("big-Q8_0-00001-of-00002.gguf", new byte[30]).file("mmproj-F16.gguf", new byte[5]);
		HubListing listing = hubs.files(hub, House.QWEN);
		assertEquals(hub.equals("modelscope") ? "" : house.qwen.commit(), listing.revision());
		assertEquals(List.of("big-Q8_0-00001-of-00002.gguf", House.FILE, "mmproj-F16.gguf"), listing.variants().stream().map(Variant::file).toList());
		assertEquals(50, listing.variants().getFirst().sizeBytes());
		assertEquals("Q8_0", listing.variants().getFirst().quantization());
		assertEquals(Variant.Kind.PROJECTOR, listing.variants().getLast().kind());
		assertEquals(Optional.of(house.qwen.sha256(House.FILE)), listing.variants().get(1).files().getFirst().sha256());
	}

	@Test
	void aListingIsOfOneCommitAlthoughTheRepositoryChangesMeanwhile() {
		String before = house.qwen.commit();
		Repositories.Listing listing = house.repositories.list("huggingface", House.QWEN, before);
		house.qwen.file("new.gguf", new byte[1]);
		assertEquals(listing.files(), house.repositories.list("huggingface", House.QWEN, listing.revision()).files());
		assertTrue(house.repositories.list("huggingface", House.QWEN, "").file("new.gguf").isPresent());
	}

	@Test
	void filesOutsideLfsHaveNoHash() {
		Repositories.Listing listing = house.repositories.list("huggingface", House.QWEN, "");
		assertEquals(Optional.empty(), listing.file("README.md").orElseThrow().sha256());
		assertEquals(5, listing.file("README.md").orElseThrow().sizeBytes());
		assertTrue(listing.file("deep/er/notes.txt").isPresent());
		assertTrue(listing.file("deep").isEmpty());
	}

	@Test
	void whatIsNotThereIsSaidSo() {
		HubException missing = assertThrows(HubException.class, () -> hubs.files("huggingface", "no/where"));
		assertEquals(Kind.NO_REPOSITORY, missing.problem().kind());
		assertTrue(missing.getMessage().contains("'no/where'"), missing.getMessage());
		assertEquals(Kind.NO_REVISION, assertThrows(HubException.class, () -> house.repositories.list("huggingface", House.QWEN, "old")).problem().kind());
		assertEquals(Kind.NO_REPOSITORY, assertThrows(HubException.class, () -> hubs.files("modelscope", "no/where")).problem().kind());
		assertThrows(UnknownIdException.class, () -> hubs.files("civitai", "no/where"));
		assertThrows(InvalidFieldException.class, () -> hubs.files("huggingface", "../users"));
		assertThrows(InvalidFieldException.class, () -> hubs.search("huggingface", new HubQuery("x", 0, Order.LIKES)));
	}

	@Test
	void aPrivateRepositoryIsSeenWithTheTokenButNotOnAMirror() {
		house.server.add(new Repository("me/mine-GGUF").hidden().file("m.gguf", new byte[10]));
		assertEquals(1, hubs.files("huggingface", "me/mine-GGUF").variants().size());
		assertEquals(Kind.NO_REPOSITORY, assertThrows(HubException.class, () -> hubs.files("hf-mirror", "me/mine-GGUF")).problem().kind());
	}

	@Test
	void aWrongTokenIsToldFromAMissingRepository() {
		try (House other = new House(Optional.of("hf_wrong"))) {
			HubException refused = assertThrows(HubException.class, () -> other.service("").files("huggingface", House.QWEN));
			assertEquals(Kind.TOKEN_REFUSED, refused.problem().kind());
			assertFalse(refused.getMessage().contains("hf_wrong"), refused.getMessage());
		}
	}

	@Test
	void withoutASettingTheFastestIsAskedAndStaysSo() {
		house.server.faults().always(request -> request.place() != Place.MODEL_SCOPE, new Fault.Silent());
		assertEquals("huggingface", hubs.hubs().getFirst().id());
		assertEquals("modelscope", hubs.search("", new HubQuery("qwen", 5, Order.DOWNLOADS)).getFirst().hub());
		assertEquals(List.of("modelscope", "huggingface", "hf-mirror"), hubs.hubs().stream().map(HubInfo::id).toList());
		house.server.faults().clear();
		int before = house.server.requests(Place.HUGGING_FACE).size();
		assertEquals("modelscope", hubs.resolve("").id());
		assertEquals(before, house.server.requests(Place.HUGGING_FACE).size());
	}

	@Test
	void aFastestHubThatFailsIsMeasuredAnew() {
		house.server.faults().always(request -> request.place() == Place.HUGGING_FACE || request.place() == Place.MIRROR, new Fault.Silent());
		assertEquals("modelscope", hubs.resolve("").id());
		house.server.faults().clear().always(Faults.at(Place.MODEL_SCOPE), new Fault.Status(503)).always(Faults.at(Place.MIRROR), new Fault.Silent());
		assertEquals(Kind.UNAVAILABLE, assertThrows(HubException.class, () -> hubs.files("", House.QWEN)).problem().kind());
		assertEquals("huggingface", hubs.resolve("").id());
	}

	@Test
	void noHubAtAllIsSaidWithEachReason() {
		house.server.faults().always(request -> true, new Fault.Status(404));
		HubException none = assertThrows(HubException.class, () -> hubs.search("", new HubQuery("qwen", 5, Order.DOWNLOADS)));
		assertEquals(Kind.UNAVAILABLE, none.problem().kind());
		assertTrue(none.getMessage().contains("Hugging Face") && none.getMessage().contains("ModelScope"), none.getMessage());
	}

	@Test
	void theSettingNamesTheHub() {
		Hubs set = house.service("modelscope");
		assertEquals("modelscope", set.hubs().getFirst().id());
		assertEquals("modelscope", set.search("", new HubQuery("qwen", 5, Order.DOWNLOADS)).getFirst().hub());
		assertTrue(house.server.requests().stream().allMatch(request -> request.place() == Place.MODEL_SCOPE));
		assertThrows(UnknownIdException.class, () -> house.service("nowhere").search("", new HubQuery("qwen", 5, Order.DOWNLOADS)));
	}

	@Test
	void anotherHubComesAndGoes() {
		HuggingFace other = new HuggingFace(new HubInfo("other", Map.of("en", "Other"), house.server.huggingFace(), true));
		house.hubs.add(0, 9, other);
		assertEquals("other", hubs.hubs().getLast().id());
		assertEquals("other", hubs.search("other", new HubQuery("qwen", 5, Order.DOWNLOADS)).getFirst().hub());
		house.hubs.remove(9);
		assertThrows(UnknownIdException.class, () -> hubs.files("other", House.QWEN));
	}

	@Test
	void aSearchIsEncoded() {
		assertEquals(List.of(), hubs.search("huggingface", new HubQuery("a&filter=x #千问", 5, Order.DOWNLOADS)));
		Request asked = house.server.requests().getLast();
		assertEquals(Optional.of("a&filter=x #千问"), asked.parameter("search"));
		assertEquals(List.of("gguf"), asked.query().get("filter"));
		assertTrue(asked.header("user-agent").orElseThrow().startsWith("burncloud/"));
	}
}
