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
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.HubQuery.Order;
import com.burncloud.api.settings.SettingKey;

class ModelScopeTest {
	private final ModelScope hub = new ModelScope(new Given(Map.of()));

	private static HubAnswer answer(String body) {
		return new HubAnswer(URI.create("https://www.modelscope.cn/x"), 200, Map.of(), body);
	}

	@Test
	void theEndpointIsASetting() {
		assertEquals(URI.create("https://www.modelscope.cn"), hub.info().endpoint());
		assertEquals(URI.create("https://www.modelscope.ai"), new ModelScope(new Given(Map.of(SettingKey.MODELSCOPE_ENDPOINT, "https://www.modelscope.ai/"))).info().endpoint());
	}

	@Test
	void theWordForTheFormatIsAddedOnce() {
		assertTrue(hub.search(new HubQuery("千问 7B", 5, Order.LIKES)).uri().toString().contains("?search=gguf%20%E5%8D%83%E9%97%AE%207B&sort=likes&"));
		assertTrue(hub.search(new HubQuery("Qwen-GGUF", 5, Order.UPDATED)).uri().toString().contains("?search=Qwen-GGUF&sort=last_modified&"));
		assertTrue(hub.search(new HubQuery("", 5, Order.DOWNLOADS)).uri().toString().contains("?search=gguf&"));
	}

	@Test
	void theEnvelopeIsOpened() throws HubFormatException {
		String sha256 = "ab".repeat(32);
		List<HubFile> files = hub.files(answer("{\"Code\":200,\"Data\":{\"Files\":[{\"Path\":\"d\",\"Type\":\"tree\",\"Size\":0},{\"Path\":\"d/x.gguf\",\"Type\":\"blob\",\"Size\":9,"
				+ "\"Sha256\":\"" + sha256 + "\"},{\"Path\":\"y\",\"Type\":\"blob\",\"Size\":1,\"Sha256\":\"\"}]},\"Success\":true}")).items();
		assertEquals(List.of(new HubFile("d/x.gguf", 9, Optional.of(sha256)), new HubFile("y", 1, Optional.empty())), files);
	}

	@Test
	void emptyListsMayBeNull() throws HubFormatException {
		assertEquals(List.of(), hub.models(answer("{\"success\":true,\"data\":{\"models\":null,\"total_count\":0}}")).items());
		assertEquals(List.of(), hub.models(answer("{\"Code\":200,\"Data\":{\"Model\":{\"Models\":null,\"TotalCount\":0}}}")).items());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "{\"Code\":500,\"Data\":null,\"Success\":false}", "{\"data\":{}}" })
	void anythingElseIsSaidToBeSo(String body) {
		assertThrows(HubFormatException.class, () -> hub.models(answer(body)));
		assertThrows(HubFormatException.class, () -> hub.files(answer(body)));
	}

	@Test
	void filesAreAskedForByTheirPath() {
		assertEquals("https://www.modelscope.cn/api/v1/models/a/b/repo?Revision=master&FilePath=d%2Fx%20y.gguf", hub.content("a/b", "", "d/x y.gguf").uri().toString());
	}
}
