package com.burncloud.channels.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.InvalidFieldException;

/** Checks what was submitted and tidies it: surrounding spaces, doubles, the address's last slash. */
final class ChannelCheck {
	private static final int NAME_LENGTH = 100;
	private static final int MODEL_LENGTH = 200;
	private static final int COLUMN_LENGTH = 32_000; // of the JSON, so that it fits Derby's longest VARCHAR
	private static final int KEY_LENGTH = 8_000;
	private static final Duration LONGEST = Duration.ofDays(1);
	private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
	private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
	/** Those of one connection, and those that the gateway computes: a value from here would contradict the message. */
	private static final Set<String> NOT_THE_OPERATORS = Set.of("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te",
			"trailer", "transfer-encoding", "upgrade", "host", "content-length", "content-encoding", "expect");

	private ChannelCheck() {
	}

	/** @return the draft, tidied */
	static ChannelDraft checked(ChannelDraft draft) {
		String name = text("name", draft.name(), NAME_LENGTH);
		String type = draft.type().strip();
		require(TYPE.matcher(type).matches(), "type", "The type '" + type + "' cannot be; it is a lower-case word such as openai.");
		var models = new LinkedHashSet<String>();
		for (String model : draft.models()) {
			models.add(model("models", model));
		}
		require(draft.priority() >= -1_000_000 && draft.priority() <= 1_000_000, "priority", "The priority " + draft.priority() + " is not between -1000000 and 1000000.");
		require(draft.weight() >= 1 && draft.weight() <= 1_000, "weight", "The weight " + draft.weight() + " is not between 1 and 1000.");
		return new ChannelDraft(name, type, draft.baseUrl().flatMap(ChannelCheck::address), draft.apiKey().map(ChannelCheck::key),
				fits("models", List.copyOf(models)), fits("modelMapping", mapping(draft.modelMapping())), groups(draft.groups()), draft.priority(), draft.weight(),
				draft.enabled(), fits("headers", headers(draft.headers())), fits("options", options(draft.options())), timeouts(draft.timeouts()));
	}

	private static String text(String field, String value, int longest) {
		String stripped = value.strip();
		require(!stripped.isEmpty(), field, "A name is missing in '" + field + "'.");
		require(stripped.length() <= longest, field, "'" + stripped.substring(0, Math.min(40, stripped.length())) + "…' has " + stripped.length()
				+ " characters; at most " + longest + " are possible.");
		require(stripped.chars().noneMatch(Character::isISOControl), field, "'" + stripped.replaceAll("\\p{Cntrl}", "�") + "' holds a control character.");
		return stripped;
	}

	private static String model(String field, String value) {
		String model = text(field, value, MODEL_LENGTH);
		int star = model.indexOf('*');
		require(star < 0 || star == model.length() - 1, field, "'" + model + "' cannot be matched: a * stands at the end only.");
		return model;
	}

	private static Optional<URI> address(URI given) {
		String url = given.toString().strip();
		if (url.isEmpty()) {
			return Optional.empty();
		}
		String scheme = given.getScheme() == null ? "" : given.getScheme().toLowerCase(Locale.ROOT);
		require(scheme.equals("http") || scheme.equals("https"), "baseUrl", "An address starts with http:// or https://.");
		require(given.getRawUserInfo() == null && (given.getRawAuthority() == null || !given.getRawAuthority().contains("@")), "baseUrl",
				"The address must not hold a user or password; put a key into apiKey.");
		require(given.getHost() != null, "baseUrl", "The address '" + url + "' has no valid host name.");
		require(given.getPort() >= -1 && given.getPort() != 0 && given.getPort() <= 65_535, "baseUrl", "There is no port " + given.getPort() + ".");
		require(given.getRawQuery() == null && given.getRawFragment() == null, "baseUrl", "The address must end before the ? and the #.");
		require(url.length() <= 2_000, "baseUrl", "The address is longer than 2000 characters.");
		String path = given.getRawPath() == null ? "" : given.getRawPath().replaceAll("/+$", "");
		try {
			return Optional.of(new URI(scheme + "://" + given.getRawAuthority() + path));
		} catch (URISyntaxException e) {
			throw new InvalidFieldException("baseUrl", "The address '" + url + "' cannot be read: " + e.getReason() + ".");
		}
	}

	/** The message never shows the key. */
	private static String key(String given) {
		String key = given.strip();
		require(key.length() <= KEY_LENGTH, "apiKey", "The key has more than " + KEY_LENGTH + " characters.");
		require(key.chars().allMatch(c -> c > ' ' && c < 127), "apiKey",
				"The key holds a space, a line break or a character that no header can carry; copy it again from the vendor's page.");
		return key;
	}

	private static Map<String, String> mapping(Map<String, String> given) {
		var mapping = new LinkedHashMap<String, String>();
		given.forEach((asked, sent) -> {
			String from = model("modelMapping", asked);
			String to = model("modelMapping", sent);
			require(!from.endsWith("*") && !to.endsWith("*"), "modelMapping", "'" + from + "' to '" + to + "': a redirected name is a whole name, without *.");
			require(mapping.put(from, to) == null, "modelMapping", "'" + from + "' is redirected twice.");
		});
		return mapping;
	}

	private static Set<String> groups(Set<String> given) {
		var groups = new LinkedHashSet<String>();
		given.forEach(group -> groups.add(text("groups", group, 64)));
		require(!groups.isEmpty(), "groups", "A channel without a group serves no token; the usual one is default.");
		return fits("groups", groups);
	}

	private static Map<String, String> headers(Map<String, String> given) {
		var headers = new LinkedHashMap<String, String>();
		var seen = new LinkedHashSet<String>();
		given.forEach((name, value) -> {
			require(HEADER_NAME.matcher(name).matches(), "headers", "'" + name.replaceAll("\\p{Cntrl}", "�") + "' is no name of a header.");
			String lower = name.toLowerCase(Locale.ROOT);
			require(!NOT_THE_OPERATORS.contains(lower), "headers", "The header '" + name + "' is set by the gateway itself.");
			require(seen.add(lower), "headers", "The header '" + name + "' stands there twice.");
			require(value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 127), "headers",
					"The value of the header '" + name + "' holds a line break or another character that no header can carry.");
			headers.put(name, value.strip());
		});
		return headers;
	}

	private static Map<String, String> options(Map<String, String> given) {
		given.keySet().forEach(name -> text("options", name, NAME_LENGTH));
		return given;
	}

	private static Timeouts timeouts(Timeouts given) {
		duration("timeouts.connectMillis", given.connect(), false);
		duration("timeouts.firstByteMillis", given.firstByte(), false);
		duration("timeouts.idleMillis", given.idle(), false);
		duration("timeouts.totalMillis", given.total(), true);
		return given;
	}

	private static void duration(String field, Duration value, boolean zeroMeansNone) {
		boolean positive = !value.isNegative() && (value.toMillis() > 0 || zeroMeansNone && value.isZero());
		require(positive && value.compareTo(LONGEST) <= 0, field,
				"A time limit of " + value.toMillis() + " ms cannot be; at least 1" + (zeroMeansNone ? " (or 0 for none)" : "") + " and at most " + LONGEST.toMillis() + ".");
	}

	private static <T> T fits(String field, T value) {
		int length = Json.text(value).length();
		require(length <= COLUMN_LENGTH, field, "'" + field + "' is too long to be stored: " + length + " characters of at most " + COLUMN_LENGTH + ".");
		return value;
	}

	private static void require(boolean condition, String field, String message) {
		if (!condition) {
			throw new InvalidFieldException(field, message);
		}
	}
}
