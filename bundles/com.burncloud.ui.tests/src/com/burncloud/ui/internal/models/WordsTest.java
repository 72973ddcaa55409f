package com.burncloud.ui.internal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.Test;

class WordsTest {

	@Test
	void sizesAsHubsWriteThem() {
		assertEquals("0 B", Words.size(0));
		assertEquals("999 B", Words.size(999));
		assertEquals("540 KB", Words.size(539_840));
		assertEquals("9.9 MB", Words.size(9_900_000));
		assertEquals("69 MB", Words.size(68_740_576));
		assertEquals("1.00 GB", Words.size(999_900_000));
		assertEquals("4.68 GB", Words.size(4_680_000_000L));
		assertEquals("13.2 GB", Words.size(13_200_000_000L));
	}

	@Test
	void memoryInTheUnitsInWhichItIsSold() {
		assertEquals("9 MiB", Words.memory(9 << 20));
		assertEquals("1.0 GiB", Words.memory(1L << 30));
		assertEquals("20.5 GiB", Words.memory((20L << 30) + (1L << 29)));
	}

	@Test
	void countsOfTokensAndParameters() {
		assertEquals("4096", Words.tokens(4_096));
		assertEquals("32k", Words.tokens(32_768));
		assertEquals("100000", Words.tokens(100_000));
		assertEquals("7.6B", Words.parameters(7_600_000_000L));
		assertEquals("494M", Words.parameters(494_000_000));
	}

	@Test
	void timesInWords() {
		Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
		Words words = Words.here();
		assertEquals("59 秒", words.time(Duration.ofSeconds(59)));
		assertEquals("3 分 2 秒", words.time(Duration.ofSeconds(182)));
		assertEquals("2 小时 5 分", words.time(Duration.ofMinutes(125)));
		assertEquals("0 秒", words.time(Duration.ofSeconds(-5)));
	}
}
