package com.burncloud.gateway.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.token.Estimate;
import com.google.gson.JsonParser;

class JsonHeadTest {

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@Test
	void leavesTheBodyAloneWhereNothingMustChange() throws RefusedException {
		byte[] body = utf8("{ \"messages\" : [ {\"role\":\"user\",\"content\":\"你好 \\u4f60\"} ],\n\t\"model\":\"m\", \"unknown\": [1.50e3, {\"a\":null}] }");
		assertSame(body, JsonHead.read(body).body(body, "m", true));
	}

	@Test
	void replacesTheModelAndNothingElse() throws RefusedException {
		byte[] body = utf8("{\"a\":\"模型\\\"model\\\":\",\"model\" :  \"gpt-\\u0034o\" ,\"z\":{\"model\":\"inner\"}}");
		RequestHead head = JsonHead.read(body);
		assertEquals("gpt-4o", head.model());
		assertEquals("{\"a\":\"模型\\\"model\\\":\",\"model\" :  \"claude \\\"x\\\"\" ,\"z\":{\"model\":\"inner\"}}", text(head.body(body, "claude \"x\"", false)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"model\":\"m\",\"stream\":true}", "{\"model\":\"m\",\"stream\":true,\"stream_options\":null}",
			"{\"model\":\"m\",\"stream\":true,\"stream_options\":{}}", "{\"model\":\"m\",\"stream\":true,\"stream_options\":{ \"include_usage\" : false }}",
			"{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":null,\"include_obfuscation\":true}}",
			"{\"stream_options\":{\"include_obfuscation\":{\"x\":[1]}},\"stream\":true,\"model\":\"m\"}", "{\"model\":\"m\",\"stream\":true,\"stream_options\":{ } }" })
	void asksForUsageInAStream(String json) throws RefusedException {
		byte[] body = utf8(json);
		RequestHead head = JsonHead.read(body);
		var sent = JsonParser.parseString(text(head.body(body, "other", true))).getAsJsonObject();
		assertTrue(sent.getAsJsonObject("stream_options").get("include_usage").getAsBoolean(), sent.toString());
		assertEquals("other", sent.get("model").getAsString());
		var before = JsonParser.parseString(json).getAsJsonObject();
		if (before.has("stream_options") && before.get("stream_options").isJsonObject() && before.getAsJsonObject("stream_options").has("include_obfuscation")) {
			assertEquals(before.getAsJsonObject("stream_options").get("include_obfuscation"), sent.getAsJsonObject("stream_options").get("include_obfuscation"));
		}
	}

	@Test
	void doesNotAskTwiceNorWithoutAStream() throws RefusedException {
		byte[] asked = utf8("{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
		assertSame(asked, JsonHead.read(asked).body(asked, "m", true));
		assertTrue(JsonHead.read(asked).usageAsked());
		byte[] whole = utf8("{\"model\":\"m\",\"stream\":false}");
		assertSame(whole, JsonHead.read(whole).body(whole, "m", true));
	}

	@Test
	void boundsThePromptByItsBytesAndImagesByAFlatFigure() throws RefusedException {
		String text = "x".repeat(1_000);
		long plain = JsonHead.read(utf8("{\"model\":\"m\",\"messages\":[{\"content\":\"" + text + "\"}]}")).promptTokensMax();
		assertTrue(plain >= 1_000 && plain < 1_200, "was " + plain);
		String image = "data:image/png;base64," + "A".repeat(1_000_000);
		long withImage = JsonHead.read(utf8("{\"model\":\"m\",\"messages\":[{\"content\":\"" + image + "\"}]}")).promptTokensMax();
		assertTrue(withImage < 10_000, "was " + withImage);
	}

	@Test
	void readsTheOutputLimitAndTheChoices() throws RefusedException {
		assertEquals(new Estimate(64, OptionalLong.of(100), 3), JsonHead.read(utf8("{\"model\":\"m\",\"max_tokens\":100,\"n\":3}")).estimate());
		assertEquals(new Estimate(64, OptionalLong.empty(), 8), JsonHead.read(utf8("{\"n\":2,\"model\":\"m\",\"best_of\":8}")).estimate());
		assertEquals(1, JsonHead.read(utf8("{\"model\":\"m\",\"n\":null}")).choices());
		assertEquals(OptionalLong.of(200), JsonHead.read(utf8("{\"model\":\"m\",\"max_tokens\":100,\"max_completion_tokens\":200}")).completionTokensMax());
		assertEquals(OptionalLong.empty(), JsonHead.read(utf8("{\"model\":\"m\",\"max_tokens\":null}")).completionTokensMax());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "``|invalid_request|empty", "`[]`|invalid_request|object", "`{\"model\":\"m\"`|invalid_request|JSON",
			"`{\"model\":\"m\",}`|invalid_request|line 1", "`{\"model\":5}`|invalid_request|'model' must be a string", "`{\"a\":1}`|missing_model|model",
			"`{\"model\":\"\"}`|missing_model|model", "`{\"model\":\"m\",\"stream\":\"yes\"}`|invalid_request|'stream' must be true or false",
			"`{\"model\":\"a\",\"model\":\"b\"}`|invalid_request|twice", "`{\"model\":\"m\",\"max_tokens\":-1}`|invalid_request|max_tokens",
			"`{\"model\":\"m\",\"max_tokens\":99999999999}`|invalid_request|max_tokens", "`{\"model\":\"m\"} {}`|invalid_request|more than one",
			"`{\"model\":\"m\",\"stream_options\":3}`|invalid_request|stream_options", "`{\"model\":\"m\",\"x\":tru}`|invalid_request|JSON" })
	void saysWhatIsWrong(String json, String code, String part) {
		RefusedException refused = assertThrows(RefusedException.class, () -> JsonHead.read(utf8(json)));
		assertEquals(code, refused.code().code());
		assertTrue(refused.getMessage().contains(part), refused.getMessage());
	}

	@Test
	void refusesDepthAndBrokenCharacters() {
		String deep = "{\"model\":\"m\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
		assertEquals(RefusalCode.INVALID_REQUEST, assertThrows(RefusedException.class, () -> JsonHead.read(utf8(deep))).code());
		byte[] broken = utf8("{\"model\":\"m\",\"x\":\"a?b\"}");
		broken[broken.length - 4] = (byte) 0xC3;
		assertEquals(RefusalCode.INVALID_REQUEST, assertThrows(RefusedException.class, () -> JsonHead.read(broken)).code());
	}

	@Test
	void findsTheModelOfAForm() throws RefusedException {
		byte[] form = ("--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"model\"\r\n\r\n\u0000\u0001--X\r\n"
				+ "--XX\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper-1\r\n--XX--\r\n").getBytes(StandardCharsets.ISO_8859_1);
		RequestHead head = MultipartHead.read(form, "multipart/form-data; boundary=XX");
		assertEquals("whisper-1", head.model());
		byte[] renamed = head.body(form, "whisper-large", true);
		assertArrayEquals(new String(form, StandardCharsets.ISO_8859_1).replace("whisper-1", "whisper-large").getBytes(StandardCharsets.ISO_8859_1), renamed);
		assertEquals(RefusalCode.MISSING_MODEL, assertThrows(RefusedException.class, () -> MultipartHead.read(form, "multipart/form-data; boundary=YY")).code());
		assertEquals(RefusalCode.INVALID_REQUEST, assertThrows(RefusedException.class, () -> MultipartHead.read(form, "multipart/form-data")).code());
	}
}
