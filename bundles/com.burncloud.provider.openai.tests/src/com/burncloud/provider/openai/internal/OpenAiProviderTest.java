package com.burncloud.provider.openai.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

import com.burncloud.api.provider.Endpoint;
import com.burncloud.api.provider.Operation;
import com.burncloud.api.provider.Provider;
import com.burncloud.api.provider.UpstreamCall;
import com.burncloud.api.provider.UpstreamRequest;

class OpenAiProviderTest {
	private static final byte[] BODY = "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8);

	@ParameterizedTest
	@CsvSource(textBlock = """
			openai,     https://api.openai.com,                                  https://api.openai.com/v1/chat/completions
			openai,     https://api.openai.com/v1,                               https://api.openai.com/v1/chat/completions
			openai,     https://api.openai.com/v1/,                              https://api.openai.com/v1/chat/completions
			openai,     https://api.openai.com/v1/chat/completions,              https://api.openai.com/v1/chat/completions
			openai,     https://proxy.example/openai,                            https://proxy.example/openai/v1/chat/completions
			openai,     https://proxy.example/version,                           https://proxy.example/version/v1/chat/completions
			openai,     https://proxy.example/vault,                             https://proxy.example/vault/v1/chat/completions
			openai,     https://proxy.example/v1/account/gateway/openai,         https://proxy.example/v1/account/gateway/openai/chat/completions
			openai,     https://host.example:8443/a%20b/v1,                      https://host.example:8443/a%20b/v1/chat/completions
			openai,     http://[::1]:9000,                                       http://[::1]:9000/v1/chat/completions
			custom,     https://generativelanguage.googleapis.com/v1beta/openai, https://generativelanguage.googleapis.com/v1beta/openai/chat/completions
			custom,     http://10.0.0.7:8000,                                    http://10.0.0.7:8000/v1/chat/completions
			ollama,     http://127.0.0.1:11434,                                  http://127.0.0.1:11434/v1/chat/completions
			dashscope,  https://dashscope.aliyuncs.com,                          https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions
			dashscope,  https://dashscope.aliyuncs.com/compatible-mode,          https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions
			dashscope,  https://dashscope-intl.aliyuncs.com/compatible-mode/v1,  https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions
			zhipu,      https://open.bigmodel.cn,                                https://open.bigmodel.cn/api/paas/v4/chat/completions
			zhipu,      https://open.bigmodel.cn/api,                            https://open.bigmodel.cn/api/paas/v4/chat/completions
			zhipu,      https://open.bigmodel.cn/api/paas/v4,                    https://open.bigmodel.cn/api/paas/v4/chat/completions
			zhipu,      https://proxy.example/glm,                               https://proxy.example/glm/v4/chat/completions
			volcengine, https://ark.cn-beijing.volces.com/api/v3,                https://ark.cn-beijing.volces.com/api/v3/chat/completions
			volcengine, https://ark.cn-beijing.volces.com,                       https://ark.cn-beijing.volces.com/api/v3/chat/completions
			qianfan,    https://qianfan.baidubce.com,                            https://qianfan.baidubce.com/v2/chat/completions
			groq,       https://api.groq.com/openai,                             https://api.groq.com/openai/v1/chat/completions
			openrouter, https://openrouter.ai/api,                               https://openrouter.ai/api/v1/chat/completions
			perplexity, https://api.perplexity.ai,                               https://api.perplexity.ai/chat/completions
			perplexity, https://api.perplexity.ai/v1,                            https://api.perplexity.ai/chat/completions
			""")
	void joinsTheAddress(String type, String base, String expected) {
		assertEquals(URI.create(expected), provider(type).prepare(chat(), endpoint(base)).uri());
	}

	@Test
	void everyDefaultAddressMeansItselfWithAndWithoutItsVersion() {
		for (VendorRow row : VendorRow.ALL) {
			String complete = row.baseUrl().toString();
			String bare = complete.replaceFirst("/v\\d+$", "");
			for (String base : List.of(complete, bare)) {
				assertEquals(complete + "/chat/completions", new OpenAiProvider(row).prepare(chat(), endpoint(base)).uri().toString(), row.type());
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Operation.class)
	void everyOperationHasItsOwnPlace(Operation operation) {
		var call = new UpstreamCall(operation, "openai-chat", "m", false, "multipart/form-data; boundary=x", BODY);
		UpstreamRequest request = provider("openai").prepare(call, endpoint("https://api.openai.com"));
		boolean list = operation == Operation.MODELS;
		assertEquals(list ? "GET" : "POST", request.method());
		assertEquals(list ? null : "multipart/form-data; boundary=x", request.headers().get("Content-Type"));
		assertEquals("Bearer sk-secret", request.headers().get("Authorization"));
		if (list) {
			assertEquals(0, request.body().length);
		} else {
			assertSame(BODY, request.body());
		}
		var others = new TreeSet<String>();
		for (Operation each : Operation.values()) {
			others.add(provider("openai").prepare(new UpstreamCall(each, "openai-chat", "m", false, "", BODY), endpoint("https://x.example")).uri().getPath());
		}
		assertEquals(Operation.values().length, others.size());
	}

	@Test
	void asksForEventsOnlyWhenStreaming() {
		var stream = new UpstreamCall(Operation.CHAT, "openai-chat", "m", true, "application/json", BODY);
		assertEquals("text/event-stream", provider("openai").prepare(stream, endpoint("https://x.example")).headers().get("Accept"));
		assertEquals("application/json", provider("openai").prepare(chat(), endpoint("https://x.example")).headers().get("Accept"));
	}

	@Test
	void sendsNoAuthorizationWithoutAKeyAndShowsNoneInText() {
		var open = new Endpoint(URI.create("http://127.0.0.1:8000"), "", Map.of(), Map.of());
		assertNull(provider("custom").prepare(chat(), open).headers().get("Authorization"));
		assertFalse(provider("openai").prepare(chat(), endpoint("https://x.example")).toString().contains("sk-secret"));
	}

	@Test
	void refusesADialectThatItDoesNotSpeak() {
		var call = new UpstreamCall(Operation.CHAT, "anthropic-messages", "m", false, "application/json", BODY);
		var refusal = assertThrows(UnsupportedOperationException.class, () -> provider("zhipu").prepare(call, endpoint("https://x.example")));
		assertTrue(refusal.getMessage().contains("anthropic-messages") && refusal.getMessage().contains("zhipu"), refusal.getMessage());
	}

	@Test
	void eachRowIsAServiceOfItsOwn() throws Exception {
		var context = FrameworkUtil.getBundle(getClass()).getBundleContext();
		var tracker = new ServiceTracker<Provider, Provider>(context, Provider.class, null);
		tracker.open();
		try {
			assertTrue(tracker.waitForService(5000) != null, "no Provider service");
			var expected = new TreeSet<String>();
			VendorRow.ALL.forEach(row -> expected.add(row.type()));
			assertEquals(VendorRow.ALL.size(), expected.size(), "a type stands twice in the table");
			var found = new TreeSet<String>();
			for (Object service : tracker.getServices()) {
				found.add(((Provider) service).info().type());
			}
			assertEquals(expected, found);
		} finally {
			tracker.close();
		}
	}

	private static UpstreamCall chat() {
		return new UpstreamCall(Operation.CHAT, "openai-chat", "m", false, "application/json", BODY);
	}

	private static Endpoint endpoint(String base) {
		return new Endpoint(URI.create(base), "sk-secret", Map.of(), Map.of());
	}

	private static OpenAiProvider provider(String type) {
		return new OpenAiProvider(VendorRow.ALL.stream().filter(row -> row.type().equals(type)).findFirst().orElseThrow());
	}
}
