package com.burncloud.ui.internal.models;

import java.util.Optional;
import java.util.regex.Pattern;

import com.burncloud.ui.internal.Said;

/** What a gateway says about models, downloads and hubs, in the person's language, and the address that it names. */
final class PlainWords {
	private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s,;，；。：]+");

	private PlainWords() {
	}

	static String of(String sentence) {
		return Said.here(sentence.strip());
	}

	/** The first address that a sentence names. */
	static Optional<String> address(String sentence) {
		return ADDRESS.matcher(sentence).results().map(match -> match.group()).findFirst();
	}
}
