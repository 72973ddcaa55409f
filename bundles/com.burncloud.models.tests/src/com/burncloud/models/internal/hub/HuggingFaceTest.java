package com.burncloud.models.internal.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.model.HubAnswer;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubFormatException;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubPage;
import com.burncloud.api.model.HubProblem.Kind;

class HuggingFaceTest {
	private final HuggingFace hub = new HfMirror();

	private static HubAnswer answer(String body, Map<String, List<String>> headers) {
		return new HubAnswer(URI.create("https://hf-mirror.com/api/models?x"), 200, headers, body);
	}

	@Test
	void itemsMayLackEverythingButTheirName() throws HubFormatException {
		HubPage<HubModel> page = hub.models(answer("[{\"id\":\"a/b\"},{\"id\":\"gpt2\",\"gated\":\"auto\",\"likes\":3,\"gguf\":null,\"tags\":[1,\"license:mit\"],"
				+ "\"lastModified\":\"2026-01-01T00:00:00.000Z\",\"usedStorage\":null}]", Map.of()));
		assertEquals(List.of("a/b", "gpt2"), page.items().stream().map(HubModel::repository).toList());
		assertTrue(page.items().get(1).gated());
		assertEquals(Optional.of("mit"), page.items().get(1).license());
		assertTrue(page.items().get(1).updatedAt().isPresent());
		assertEquals(Optional.empty(), page.next());
	}

	@ParameterizedTest
	@ValueSource(strings = { "<https://huggingface.co/api/models?cursor=a%3D&expand[]=gguf>; rel=\"next\"",
			"<https://huggingface.co/api/models?cursor=0>; rel=\"first\", <https://other.host/api/models?cursor=a%3D&expand%5B%5D=gguf>; rel=\"next\"",
			"</api/models?cursor=a%3D&expand%5B%5D=gguf>;rel=next" })
	void theNextPageIsAskedOfTheMirrorWhoeverTheAnswerNames(String link) throws HubFormatException {
		assertEquals("https://hf-mirror.com/api/models?cursor=a%3D&expand%5B%5D=gguf",
				hub.models(answer("[]", Map.of("link", List.of(link)))).next().orElseThrow().uri().toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "<html>", "[{}]", "[{\"id\":7}]", "null" })
	void anythingElseIsSaidToBeSo(String body) {
		assertThrows(HubFormatException.class, () -> hub.models(answer(body, Map.of())));
		assertThrows(HubFormatException.class, () -> hub.commit(answer(body, Map.of())));
	}

	@Test
	void deeplyNestedAnswersAreRefused() {
		assertThrows(HubFormatException.class, () -> hub.models(answer("[".repeat(1_000_000), Map.of())));
	}

	@Test
	void onlyWhatLfsTellsIsAHash() throws HubFormatException {
		String sha256 = "AB".repeat(32);
		List<HubFile> files = hub.files(answer("[{\"type\":\"directory\",\"path\":\"d\",\"size\":0,\"oid\":\"1\"},{\"type\":\"file\",\"path\":\"d/a b.gguf\",\"size\":134,\"oid\":\""
				+ "cd".repeat(20) + "\",\"lfs\":{\"oid\":\"" + sha256 + "\",\"size\":5000000000,\"pointerSize\":134}},{\"type\":\"file\",\"path\":\"x\",\"size\":3,\"oid\":\""
				+ "cd".repeat(32) + "\"}]", Map.of())).items();
		assertEquals(List.of(new HubFile("d/a b.gguf", 5_000_000_000L, Optional.of(sha256.toLowerCase())), new HubFile("x", 3, Optional.empty())), files);
	}

	@Test
	void addressesAreEncoded() {
		assertEquals("https://hf-mirror.com/a/b/resolve/refs%2Fpr%2F1/d/a%20%23%3F%E5%8D%83.gguf", hub.content("a/b", "refs/pr/1", "d/a #?千.gguf").uri().toString());
		assertEquals("https://hf-mirror.com/a/b/resolve/main/x", hub.content("a/b", "", "x").uri().toString());
		assertEquals("https://hf-mirror.com/api/models/a/b/tree/main?recursive=true", hub.files("a/b", "").uri().toString());
	}

	@Test
	void aRefusalWithoutACodeIsReadByItsStatus() {
		for (Map.Entry<Integer, Kind> each : Map.of(401, Kind.TOKEN_REFUSED, 403, Kind.TOKEN_REFUSED, 404, Kind.NO_REPOSITORY, 429, Kind.RATE_LIMITED, 500, Kind.UNAVAILABLE,
				504, Kind.UNAVAILABLE, 400, Kind.OTHER).entrySet()) {
			assertEquals(each.getValue(), hub.problem(new HubAnswer(URI.create("https://hf-mirror.com/x"), each.getKey(), Map.of(), ""), "a/b").kind(), each.toString());
		}
	}
}
