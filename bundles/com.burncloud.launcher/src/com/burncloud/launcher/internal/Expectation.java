package com.burncloud.launcher.internal;

import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import com.burncloud.api.settings.SettingKey;

/** What a setting's value must look like. Only what can be said without asking the network or the disk. */
final class Expectation {

	private Expectation() {
	}

	/** What was expected, when the value is not that. */
	static Optional<Message> unmet(SettingKey key, String value) {
		return switch (key) {
		case PORT -> number(value, 1, 65_535);
		case MAX_BODY_BYTES -> number(value, 1_024, Integer.MAX_VALUE);
		case DEFAULT_OUTPUT_TOKENS -> number(value, 1, 100_000_000);
		case LOG_RETENTION_DAYS -> number(value, 1, 36_500);
		case LOG_RETENTION_ROWS -> number(value, 1, Long.MAX_VALUE);
		case ALLOW_DEMO_TOKEN -> oneOf(value, "true", "false");
		case UNPRICED -> oneOf(value, "refuse", "free");
		case LOG_LEVEL -> oneOf(value, "error", "warn", "info", "debug");
		case HOST -> met(value.matches("[A-Za-z0-9_.:%-]+"), "expect.host");
		case HOME -> met(!value.isBlank(), "expect.folder");
		case DATABASE_URL -> met(value.isEmpty() || value.matches("(?s)(jdbc:|postgres(ql)?://).*"), "expect.jdbc");
		case ADMIN_KEY, HF_TOKEN -> met(value.matches("[!-~]*"), "expect.ascii");
		case MASTER_KEY -> met(value.isEmpty() || is256Bits(value), "expect.master");
		case HF_ENDPOINT -> met(value.isEmpty() || isHttp(value), "expect.http");
		case ALLOWED_HOSTS -> met(value.matches("[A-Za-z0-9_.:\\[\\]*, -]*"), "expect.hosts");
		case LLAMA_SERVER -> Optional.empty();
		};
	}

	private static Optional<Message> number(String value, long from, long to) {
		boolean fits = value.matches("[0-9]{1,18}|" + Long.MAX_VALUE) && Long.parseLong(value) >= from && Long.parseLong(value) <= to;
		return met(fits, "expect.number", from, to);
	}

	private static Optional<Message> oneOf(String value, String... allowed) {
		return met(Arrays.asList(allowed).contains(value), "expect.one", String.join(", ", allowed));
	}

	private static boolean is256Bits(String value) {
		try {
			return Base64.getDecoder().decode(value).length == 32;
		} catch (IllegalArgumentException e) {
			return false;
		}
	}

	private static boolean isHttp(String value) {
		try {
			URI uri = URI.create(value);
			return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
		} catch (IllegalArgumentException e) {
			return false;
		}
	}

	private static Optional<Message> met(boolean met, String expected, Object... arguments) {
		return met ? Optional.empty() : Optional.of(Message.of(expected, arguments));
	}
}
