package com.burncloud.gateway.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import com.burncloud.api.usage.Usage;

class EventTapTest {
	private static final String TEXT_EVENTS = """
			: OPENROUTER PROCESSING

			data: {"choices":[{"delta":{"role":"assistant","content":""}}],"usage":null}

			data: {"choices":[{"delta":{"content":"你好\\n"}}]}

			data: {"choices":[{"delta":{"content":"world"},"finish_reason":"stop"}]}

			""";
	private static final String USAGE_EVENT = """
			data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":12,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":2}}}

			""";
	private static final String DONE = "data: [DONE]\n\n";

	private static String pass(EventTap tap, byte[] stream, int... cuts) {
		ByteArrayOutputStream passed = new ByteArrayOutputStream();
		int from = 0;
		for (int cut : cuts) {
			passed.writeBytes(tap.take(ByteBuffer.wrap(stream, from, cut - from)));
			from = cut;
		}
		passed.writeBytes(tap.take(ByteBuffer.wrap(stream, from, stream.length - from)));
		passed.writeBytes(tap.finish());
		return passed.toString(StandardCharsets.UTF_8);
	}

	@Test
	void takesOutTheUsageEventWhereverTheStreamIsCut() {
		for (String newline : new String[] { "\n", "\r\n", "\r" }) {
			byte[] stream = (TEXT_EVENTS + USAGE_EVENT + DONE).replace("\n", newline).getBytes(StandardCharsets.UTF_8);
			String expected = (TEXT_EVENTS + DONE).replace("\n", newline);
			for (int cut = 0; cut <= stream.length; cut++) {
				EventTap tap = new EventTap(true);
				assertEquals(expected, pass(tap, stream, cut), "cut at " + cut + " with " + newline.length() + " end bytes");
				assertEquals(new Usage(9, 12, 4, 0, 2, false), tap.usage().orElseThrow());
				assertTrue(tap.isComplete());
				assertEquals("你好\nworld", tap.text().asText());
			}
		}
	}

	@Test
	void leavesTheUsageEventToAClientThatAskedForIt() {
		byte[] stream = (TEXT_EVENTS + USAGE_EVENT + DONE).getBytes(StandardCharsets.UTF_8);
		assertEquals(TEXT_EVENTS + USAGE_EVENT + DONE, pass(new EventTap(false), stream));
	}

	@Test
	void leavesUsageThatComesWithAChoice() {
		String deepSeek = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3,\"prompt_cache_hit_tokens\":2}}\n\n";
		EventTap tap = new EventTap(true);
		assertEquals(deepSeek, pass(tap, deepSeek.getBytes(StandardCharsets.UTF_8)));
		assertEquals(new Usage(5, 3, 2, 0, 0, false), tap.usage().orElseThrow());
	}

	@Test
	void knowsACutStream() {
		EventTap tap = new EventTap(true);
		pass(tap, "data: {\"choices\":[{\"delta\":{\"content\":\"half\"},\"finish_reason\":null}]}\n\n".getBytes(StandardCharsets.UTF_8));
		assertFalse(tap.isComplete());
		assertTrue(tap.usage().isEmpty());
		assertEquals("half", tap.text().asText());
	}

	@Test
	void findsTheUsageAtTheEndOfALargeBody() {
		BodyTap tap = new BodyTap();
		byte[] body = ("{\"data\":[\"" + "A".repeat(100_000) + "\"],\"usage\":{\"input_tokens\":7,\"output_tokens\":1056,\"total_tokens\":1063}}")
				.getBytes(StandardCharsets.UTF_8);
		for (int from = 0; from < body.length; from += 777) {
			tap.take(ByteBuffer.wrap(body, from, Math.min(777, body.length - from)));
		}
		tap.finish();
		assertEquals(Usage.of(7, 1056), tap.usage().orElseThrow());
	}
}
