package com.burncloud.tokens.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

import com.burncloud.api.token.TokenService;

/** Secrets of tokens: how they are made, and the hash that is all that stays of one. */
final class Secret {
	private static final String START = "sk-burncloud-";
	/** A token's own secret has no further hyphen, so the two cannot be taken for each other. */
	private static final String PASS_START = START + "pass-";
	private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
	private static final int LENGTH = 48;
	private static final int SHOWN = START.length() + 4;

	static final Hash DEMO = hash(TokenService.DEMO_SECRET);

	private Secret() {
	}

	/** 285 bits of chance. */
	static String random(SecureRandom random) {
		return START + text(random, BASE62, LENGTH);
	}

	/** As long as a token's. */
	static String randomPass(SecureRandom random) {
		return PASS_START + text(random, BASE62, LENGTH);
	}

	static boolean isPass(String secret) {
		return secret.startsWith(PASS_START);
	}

	/** A short id of a token. */
	static String randomId(SecureRandom random) {
		return "tk_" + text(random, BASE32, 12);
	}

	private static String text(SecureRandom random, String alphabet, int length) {
		StringBuilder text = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			text.append(alphabet.charAt(random.nextInt(alphabet.length())));
		}
		return text.toString();
	}

	/** The part that its owner recognises it by. */
	static String prefix(String secret) {
		return secret.substring(0, SHOWN);
	}

	/** What an error may repeat of a key that somebody sent: its first characters, and never more than a third, for it may be a real key of another place. */
	static String hint(String sent) {
		StringBuilder shown = new StringBuilder();
		sent.chars().limit(Math.min(8, sent.length() / 3)).forEach(c -> shown.append(c > ' ' && c < 0x7f ? (char) c : '?'));
		return shown.append('…').toString();
	}

	static Hash hash(String secret) {
		try {
			ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
			return new Hash(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
		} catch (NoSuchAlgorithmException every) {
			throw new IllegalStateException("Every Java has SHA-256.", every);
		}
	}

	/** A SHA-256, cheap to compare. Looking one up in a map tells an attacker nothing by its timing: he cannot choose the hash of what he guesses. */
	record Hash(long a, long b, long c, long d) {

		static Hash ofHex(String hex) {
			ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
			return new Hash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
		}

		String hex() {
			return HexFormat.of().formatHex(ByteBuffer.allocate(32).putLong(a).putLong(b).putLong(c).putLong(d).array());
		}

		/** The bits are evenly spread as they are. */
		@Override
		public int hashCode() {
			return (int) a;
		}
	}
}
