package com.burncloud.models.internal.gguf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file's name after ggml's convention, {@code [mmproj-|mtp-]BaseName-SizeLabel[-FineTune]-Version[-Encoding][-Type][-Shard].gguf}.
 * The document's regular expression takes exponential time for names that somebody made for it; this reads from the end, once.
 */
record ConventionalName(Optional<String> sidecar, String baseName, String sizeLabel, Optional<String> fineTune, String version, Optional<String> encoding,
		Optional<String> type, Optional<String> shard) {
	private static final Pattern SIZE = Pattern.compile("(?:\\d+x)?(?:\\d+\\.)?\\d+[A-Za-z]");
	private static final Pattern SIZE_ATTRIBUTE = Pattern.compile("[A-Za-z]+(?:\\d+\\.)?\\d+[A-Za-z]+");
	private static final Pattern VERSION = Pattern.compile("v\\d+(?:\\.\\d+)*");
	private static final Pattern ENCODING = Pattern.compile("(?!LoRA|vocab)\\w+");
	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9\\s]*");
	private static final Pattern FIVE_DIGITS = Pattern.compile("\\d{5}");

	/** Empty for the many names that have not at least base name, size and version in this order. */
	static Optional<ConventionalName> of(String fileName) {
		if (!fileName.endsWith(".gguf")) {
			return Optional.empty();
		}
		List<String> parts = Arrays.asList(fileName.substring(0, fileName.length() - ".gguf".length()).split("-", -1));
		int from = parts.getFirst().equals("mmproj") || parts.getFirst().equals("mtp") ? 1 : 0;
		int end = parts.size();
		Optional<String> shard = Optional.empty();
		if (end >= 3 && parts.get(end - 2).equals("of") && FIVE_DIGITS.matcher(parts.get(end - 1)).matches() && FIVE_DIGITS.matcher(parts.get(end - 3)).matches()) {
			shard = Optional.of(String.join("-", parts.subList(end - 3, end)));
			end -= 3;
		}
		Optional<String> type = Optional.empty();
		if (end > 0 && (parts.get(end - 1).equals("LoRA") || parts.get(end - 1).equals("vocab"))) {
			type = Optional.of(parts.get(--end));
		}
		Optional<String> encoding = Optional.empty();
		if (end > 1 && !VERSION.matcher(parts.get(end - 1)).matches() && ENCODING.matcher(parts.get(end - 1)).matches()) {
			encoding = Optional.of(parts.get(--end));
		}
		if (end <= from || !VERSION.matcher(parts.get(end - 1)).matches()) {
			return Optional.empty();
		}
		String version = parts.get(--end);
		Optional<String> sidecar = from == 0 ? Optional.empty() : Optional.of(parts.getFirst());
		return name(parts.subList(from, end), sidecar, version, encoding, type, shard);
	}

	private static Optional<ConventionalName> name(List<String> parts, Optional<String> sidecar, String version, Optional<String> encoding, Optional<String> type,
			Optional<String> shard) {
		int size = parts.size() - 1;
		while (size > 0 && !SIZE.matcher(parts.get(size)).matches()) {
			size--;
		}
		if (size < 1 || !parts.stream().limit(size).allMatch(part -> WORD.matcher(part).matches())) {
			return Optional.empty();
		}
		int afterSize = size + 1;
		if (afterSize < parts.size() && SIZE_ATTRIBUTE.matcher(parts.get(afterSize)).matches()) {
			afterSize++;
		}
		List<String> fineTune = parts.subList(afterSize, parts.size());
		if (!fineTune.stream().allMatch(part -> WORD.matcher(part).matches())) {
			return Optional.empty();
		}
		return Optional.of(new ConventionalName(sidecar, String.join("-", parts.subList(0, size)), String.join("-", parts.subList(size, afterSize)),
				fineTune.isEmpty() ? Optional.empty() : Optional.of(String.join("-", fineTune)), version, encoding, type, shard));
	}
}
