package com.burncloud.tokens.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.tokens.internal.Balance.Charge;

class CodecTest {

	private static UsageRecord record(String text, long number) {
		return new UsageRecord(text, text + "c", Instant.ofEpochMilli(1_777_777_777_777L), text + "t", text, text + "m", text + "u", text + "i", text, text, text,
				true, (int) number, text, text, List.of(new Attempt(text, (int) number, text, number), new Attempt("", 0, "", 0)), number, number,
				new Usage(number, number + 1, number + 2, number + 3, number + 4, true), Math.abs(number) % Money.MOST, List.of(text, "", text));
	}

	@Test
	void whateverIsWrittenIsReadAgain() {
		for (String text : List.of("", "plain", "中文", "\uD83D\uDE00\uD83D\uDE00", "\0\n\t\"\\", "\u001E\u001F\uFFFF", "x".repeat(5000))) {
			for (long number : new long[] { 0, 1, -1, 63, 64, 127, 128, Integer.MAX_VALUE, Long.MAX_VALUE - 10, Long.MIN_VALUE + 10 }) {
				Booked line = new Booked(number, number, text, new Charge(Math.abs(number) % Money.MOST, 1), record(text, number));
				if (number == (int) number) {
					assertEquals(line, Codec.decode(Codec.encode(line)));
				}
			}
		}
		Booked large = new Booked(Long.MIN_VALUE, Long.MAX_VALUE, "tk", new Charge(Money.MOST, 0), record("tk", 7));
		assertEquals(large, Codec.decode(Codec.encode(large)));
		Booked same = new Booked(1, 2, "tk_1", Charge.NONE, World.record("r", World.START, "tk_1", "n", 200, Usage.NONE));
		assertEquals(same, Codec.decode(Codec.encode(same)));
	}

	@Test
	void halfCharactersAreReplacedNotFatal() {
		Booked line = new Booked(1, 2, "", Charge.NONE, record("\uD800x", 1));
		assertEquals("?x", Codec.decode(Codec.encode(line)).exchange().error());
	}

	@Test
	void whatANewerProgramAddsIsLeftUnread() {
		byte[] bytes = Codec.encode(new Booked(1, 2, "a", new Charge(3, 1), record("r", 4)));
		byte[] longer = Arrays.copyOf(bytes, bytes.length + 40);
		Arrays.fill(longer, bytes.length, longer.length, (byte) 0xAB);
		assertEquals(Codec.decode(bytes), Codec.decode(longer));
	}

	@Test
	void damageIsSaidAndNeverAnythingElse() {
		byte[] bytes = Codec.encode(new Booked(1, 2, "a", new Charge(3, 1), record("text", 4)));
		for (int length = 0; length < bytes.length; length++) {
			byte[] cut = Arrays.copyOf(bytes, length);
			assertThrows(IllegalArgumentException.class, () -> Codec.decode(cut));
		}
		Random random = new Random(1);
		for (int i = 0; i < 20_000; i++) {
			byte[] changed = bytes.clone();
			for (int k = random.nextInt(4); k >= 0; k--) {
				changed[random.nextInt(changed.length)] = (byte) random.nextInt();
			}
			try {
				Codec.decode(changed);
			} catch (IllegalArgumentException said) {
				assertTrue(said.getMessage().startsWith("It ") || said.getMessage().startsWith("A number"), said.toString());
			}
		}
	}

	@Test
	void longTextsAreCutAndNoCharacterIsHalved() {
		String mega = "a" + "\uD83D\uDE00".repeat(500_000);
		UsageRecord cut = Texts.bounded(new UsageRecord(mega, mega, World.START, mega, mega, mega, mega, mega, mega, mega, mega, true, 1, mega, mega,
				Collections.nCopies(1000, new Attempt(mega, 1, mega, 1)), 1, 1, Usage.NONE, 0, Collections.nCopies(1000, mega)));
		byte[] bytes = Codec.encode(new Booked(1, 2, cut.tokenId(), Charge.NONE, cut));
		assertTrue(bytes.length < 64 << 10, "bytes " + bytes.length);
		assertEquals(cut, Codec.decode(bytes).exchange());
		assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(cut.error()));
		assertTrue(cut.error().endsWith("…") && cut.error().length() <= Texts.ERROR);
		assertEquals(Texts.ITEMS, cut.attempts().size());
		UsageRecord fits = record("x", 1);
		assertEquals(true, fits == Texts.bounded(fits));
	}
}
