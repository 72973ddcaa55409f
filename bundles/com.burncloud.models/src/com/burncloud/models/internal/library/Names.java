package com.burncloud.models.internal.library;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Names that every file system and every llama-server understands: ASCII, no path in them, never empty, none that Windows keeps for devices. */
public final class Names {
	private static final int LENGTH_AT_MOST = 80;
	private static final int HASH_DIGITS = 8;
	private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
			"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "conin$", "conout$");

	private Names() {
	}

	/** The id that a model of this title gets when nobody has it: {@code Qwen2.5-7B-Instruct} for {@code Qwen/Qwen2.5-7B-Instruct-GGUF}. */
	static String id(String title) {
		String name = title.substring(title.lastIndexOf('/') + 1).strip();
		String bare = name.replaceFirst("(?i)\\.gguf$", "").replaceFirst("(?i)[-_. ]gguf$", "");
		return ascii(bare.isBlank() ? name : bare);
	}

	/** That id, or the next that is free. */
	static String free(String title, String quantization, Predicate<String> taken) {
		String id = id(title);
		if (!taken.test(id)) {
			return id;
		}
		String longer = quantization.isBlank() || id.toLowerCase(Locale.ROOT).endsWith(quantization.toLowerCase(Locale.ROOT)) ? id : ascii(id + "-" + quantization);
		String candidate = longer;
		for (int number = 2; taken.test(candidate); number++) {
			candidate = longer + "-" + number;
		}
		return candidate;
	}

	/** A file's name on the disk: of {@code a/b/名.gguf} the last part, in ASCII; shards keep their numbers, for llama.cpp reads those. */
	public static String file(String path) {
		String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
		return ShardName.of(name).map(shard -> new ShardName(ascii(shard.prefix()), shard.number(), shard.count()).text())
				.orElseGet(() -> ascii(name.replaceFirst("(?i)\\.gguf$", "")) + ".gguf");
	}

	/** What is not ASCII is left out, and a hash of the whole put behind it, so that two names stay two. */
	static String ascii(String text) {
		String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
		boolean lossy = plain.chars().anyMatch(letter -> letter > 127);
		String name = plain.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("\\.{2,}", ".").replaceAll("-{2,}", "-").replaceAll("^[-._]+|[-._]+$", "");
		if (name.isEmpty() || DEVICES.contains(name.toLowerCase(Locale.ROOT).replaceFirst("\\..*", ""))) {
			name = name.isEmpty() ? "model" : "model-" + name;
			lossy |= name.equals("model");
		}
		if (name.length() > LENGTH_AT_MOST) {
			name = name.substring(0, LENGTH_AT_MOST - HASH_DIGITS - 1).replaceAll("[-._]+$", "");
			lossy = true;
		}
		return lossy ? name + "-" + hash(text) : name;
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e); // every Java has it
		}
	}
}
