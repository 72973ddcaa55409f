package com.burncloud.api.settings;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** What a setting's value must look like: only what can be said without asking the network or the disk. The launcher refuses to start with any other. */
public sealed interface SettingRule {

	boolean accepts(String value);

	/** What fits behind "expected", English. */
	String expected();

	/** Both ends are among the numbers. */
	record WholeNumber(long from, long to) implements SettingRule {

		@Override
		public boolean accepts(String value) {
			return value.matches("[0-9]{1,18}|" + Long.MAX_VALUE) && Long.parseLong(value) >= from && Long.parseLong(value) <= to;
		}

		@Override
		public String expected() {
			return "a whole number from " + from + " to " + to;
		}
	}

	/** A word of a few. */
	record OneOf(List<String> words) implements SettingRule {

		public OneOf {
			words = List.copyOf(words);
		}

		@Override
		public boolean accepts(String value) {
			return words.contains(value);
		}

		@Override
		public String expected() {
			return "one of " + String.join(", ", words);
		}
	}

	/** A kind of text. */
	enum Form implements SettingRule {
		HOST("an address or a host name, such as 127.0.0.1 or 0.0.0.0", value -> value.matches("[A-Za-z0-9_.:%-]+")),
		FOLDER("a folder", value -> !value.isBlank()),
		DATABASE("postgres://user:password@host/database or jdbc:postgresql://host:5432/database?user=...&password=..., "
				+ "or nothing for the embedded database", value -> value.isEmpty() || value.matches("(jdbc:postgresql:|(jdbc:)?postgres(ql)?://).+")),
		MASTER_KEY("base64 of exactly 32 bytes, such as \"openssl rand -base64 32\" prints", value -> value.isEmpty() || is256Bits(value)),
		HTTP_ADDRESS("an address that begins with http:// or https://", value -> value.isEmpty() || isHttp(value)),
		PLAIN_WORD("printable ASCII characters without blanks", value -> value.matches("[!-~]*")),
		HOST_NAMES("host names, separated by commas", value -> value.matches("[A-Za-z0-9_.:\\[\\]*, -]*")),
		LINE("a text on one line", value -> value.chars().noneMatch(Character::isISOControl));

		private final String expected;
		private final Predicate<String> test;

		Form(String expected, Predicate<String> test) {
			this.expected = expected;
			this.test = test;
		}

		@Override
		public boolean accepts(String value) {
			return test.test(value);
		}

		@Override
		public String expected() {
			return expected;
		}

		private static boolean is256Bits(String value) {
			try {
				return Base64.getDecoder().decode(value).length == 32;
			} catch (IllegalArgumentException noBase64) {
				return false;
			}
		}

		private static boolean isHttp(String value) {
			try {
				URI uri = URI.create(value);
				return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
			} catch (IllegalArgumentException noAddress) {
				return false;
			}
		}
	}
}
