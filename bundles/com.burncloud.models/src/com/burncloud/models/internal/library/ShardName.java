package com.burncloud.models.internal.library;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code prefix-00001-of-00003.gguf}, as llama.cpp splits a model. */
public record ShardName(String prefix, int number, int count) {
	private static final Pattern PATTERN = Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})\\.gguf", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/** @param name of a file, with its path or without; the prefix keeps the path */
	public static Optional<ShardName> of(String name) {
		Matcher matcher = PATTERN.matcher(name);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		var shard = new ShardName(matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
		return Optional.of(shard).filter(whole -> whole.number > 0 && whole.number <= whole.count);
	}

	public String text() {
		return text(number);
	}

	/** The name of another one of the same model. */
	public String text(int ofNumber) {
		return "%s-%05d-of-%05d.gguf".formatted(prefix, ofNumber, count);
	}
}
