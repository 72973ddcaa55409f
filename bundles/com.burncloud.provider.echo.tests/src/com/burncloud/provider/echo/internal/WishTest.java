package com.burncloud.provider.echo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WishTest {
	private static final int NO_LIMIT = Integer.MAX_VALUE;

	@Test
	void cutsTextIntoTokensAndNeverACharacter() {
		assertEquals(List.of("hell", "o wo", "rld"), Pieces.of("hello world"));
		assertEquals(List.of("你", "好", "abc", "世", "界"), Pieces.of("你好abc世界"));
		assertEquals(List.of("😀😀😀😀", "😀"), Pieces.of("😀😀😀😀😀"));
		assertEquals(List.of("𠮷", "あ", "한"), Pieces.of("𠮷あ한"), "a CJK character outside the basic plane too");
		assertEquals(List.of(), Pieces.of(""));
		assertEquals("a\ud800b", String.join("", Pieces.of("a\ud800b")), "a lonely half survives as it came");
	}

	@Test
	void takesItsLineOffAndLeavesOtherTextAlone() {
		assertEquals("hi\nthere", Wish.of("echo: delay=5\nhi\nthere").text());
		assertEquals(5, Wish.of("echo: delay=5\nhi").delayMillis());
		assertEquals("say echo: delay=5", Wish.of("say echo: delay=5").text());
		assertEquals("", Wish.of("echo: repeat=2").text());
		assertTrue(Wish.of("echo: help").text().contains("chunk-delay=MILLIS"));
	}

	@Test
	void lengthIsExactlyAsAskedFor() {
		assertEquals("hi hi hi", String.join("", Wish.of("echo: repeat=3\nhi").answer(NO_LIMIT).pieces()));
		for (int tokens : new int[] { 1, 2, 7, 500 }) {
			assertEquals(tokens, Wish.of("echo: tokens=" + tokens + "\nhello 世界").answer(NO_LIMIT).pieces().size());
			assertEquals(tokens, Wish.of("echo: tokens=" + tokens).answer(NO_LIMIT).pieces().size());
		}
		assertTrue(Wish.of("hello world").answer(2).cut());
		assertEquals(List.of("hell", "o wo"), Wish.of("hello world").answer(2).pieces());
		assertFalse(Wish.of("hello world").answer(3).cut());
		assertFalse(Wish.of("echo: tokens=3\nx").answer(3).cut());
		assertTrue(Wish.of("echo: tokens=4\nx").answer(3).cut());
	}

	@ParameterizedTest
	@ValueSource(strings = { "delay=x", "delay=-1", "delay=99999999", "status=200", "status=600", "error=soon", "error=after-", "nonsense", "tokens=0", "repeat=999999999" })
	void refusesWhatIsNotInTheGrammarAndNamesIt(String option) {
		var refusal = assertThrows(IllegalArgumentException.class, () -> Wish.of("echo: " + option + "\nhi"));
		assertTrue(refusal.getMessage().contains("'" + option + "'"), refusal.getMessage());
	}
}
