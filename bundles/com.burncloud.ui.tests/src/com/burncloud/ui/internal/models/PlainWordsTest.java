package com.burncloud.ui.internal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class PlainWordsTest {

	@Test
	void theAddressOfALicence() {
		assertEquals(Optional.of("https://huggingface.co/a/b"), PlainWords.address("请打开 https://huggingface.co/a/b，同意"));
		assertEquals(Optional.empty(), PlainWords.address("nothing"));
	}
}
