package com.burncloud.models.internal.gguf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a GGUF file says, whether or not it keeps to the convention of ggml's docs/gguf.md; most do not.
 *
 * @param role what kind of file
 * @param stem the path without shard and ending: what the shards of a model have in common
 * @param quantization in one spelling; empty where neither the name nor a folder above tells
 * @param shard from 1; empty for a single file
 * @param shards 1 for a single file
 */
public record FileName(Role role, String stem, String quantization, OptionalInt shard, int shards) {

	public enum Role {
		MODEL,
		/** {@code mmproj}: what a model needs to see images or hear audio. */
		PROJECTOR,
		/** Nothing to run: heads for prediction ({@code mtp-}), a LoRA adapter, a vocabulary, an importance matrix. */
		OTHER
	}

	private static final String ENDING = ".gguf";
	private static final Pattern SHARD = Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})", Pattern.DOTALL);
	private static final Pattern MMPROJ = Pattern.compile("(?<![A-Za-z0-9])mmproj(?![A-Za-z0-9])", Pattern.CASE_INSENSITIVE);
	private static final Pattern OTHERS = Pattern.compile("^(mtp-|imatrix(?![A-Za-z0-9]))|(?<![A-Za-z0-9])(imatrix|LoRA|vocab)$", Pattern.CASE_INSENSITIVE);

	/** Reads a path of a repository. Empty where it does not end in {@code .gguf}. */
	public static Optional<FileName> of(String path) {
		if (!path.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
			return Optional.empty();
		}
		String stem = path.substring(0, path.length() - ENDING.length());
		OptionalInt shard = OptionalInt.empty();
		int shards = 1;
		Matcher split = SHARD.matcher(stem);
		if (split.matches()) {
			stem = split.group(1);
			shard = OptionalInt.of(Integer.parseInt(split.group(2)));
			shards = Integer.parseInt(split.group(3));
		}
		String name = stem.substring(stem.lastIndexOf('/') + 1);
		Role role = MMPROJ.matcher(name).find() ? Role.PROJECTOR : OTHERS.matcher(name).find() ? Role.OTHER : Role.MODEL;
		return Optional.of(new FileName(role, stem, quantization(stem, path), shard, shards));
	}

	/** The name tells before the folders do, the nearest folder before the others. */
	private static String quantization(String stem, String path) {
		List<String> parts = Arrays.asList(stem.split("/")).reversed();
		for (String part : parts) {
			Optional<String> found = Quantization.inName(part);
			if (found.isPresent()) {
				return found.get();
			}
		}
		return ConventionalName.of(path.substring(path.lastIndexOf('/') + 1)).flatMap(ConventionalName::encoding).orElse("");
	}
}
