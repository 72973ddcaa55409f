package com.burncloud.ui.internal.tokens;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.token.Quota;
import com.burncloud.ui.internal.Texts;

/** What a person typed into the form, understood; else an {@link InvalidFieldException} in the person's language, of the field that the service names so too. */
record Entries(Texts texts) {
	private static final int NAME_LENGTH = 100;
	private static final int IPV4_BITS = 32;
	private static final int IPV6_BITS = 128;

	String name(String typed) {
		String name = typed.strip();
		check(!name.isEmpty(), "name", "error.name");
		check(name.length() <= NAME_LENGTH, "name", "error.name.long");
		return name;
	}

	Quota amount(String typed) {
		return new Quota.Amount(Money.parse(typed).orElseThrow(() -> wrong("quota", "error.amount")));
	}

	Quota count(String typed) {
		String plain = typed.replaceAll("[,，\\s]", "");
		check(plain.matches("\\d{1,18}"), "quota", "error.count");
		return new Quota.Count(Long.parseLong(plain));
	}

	/** Separated by commas of either language or lines; each once. */
	static List<String> list(String typed) {
		return Arrays.stream(typed.split("[,，;；、\\r\\n]+")).map(String::strip).filter(each -> !each.isEmpty()).distinct().toList();
	}

	List<String> groups(String typed) {
		List<String> groups = list(typed);
		check(!groups.isEmpty(), "groups", "error.groups");
		return groups;
	}

	List<String> models(String typed) {
		List<String> models = list(typed);
		for (String model : models) {
			int star = model.indexOf('*');
			check(star < 0 || star == model.length() - 1, "models", "error.models", model);
		}
		return models;
	}

	List<String> addresses(String typed) {
		List<String> addresses = list(typed.strip().replaceAll("\\s+", ","));
		for (String address : addresses) {
			check(isBlock(address), "allowedAddresses", "error.addresses", address);
		}
		return addresses;
	}

	/** Only what cannot be taken for a host's name is looked up, so nothing is asked of the network. */
	private static boolean isBlock(String text) {
		String[] parts = text.split("/", 2);
		boolean six = parts[0].contains(":") && parts[0].matches("[0-9a-fA-F:.]+");
		if (!six && !parts[0].matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
			return false;
		}
		try {
			InetAddress.getByName(parts[0]);
		} catch (UnknownHostException none) {
			return false;
		}
		return parts.length == 1 || parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= (six ? IPV6_BITS : IPV4_BITS);
	}

	/** A day ends with it; a time is meant where the person is. */
	Optional<Instant> expiry(String typed, ZoneId zone, Instant now) {
		String text = typed.strip().replace('/', '-').replace('T', ' ').replaceAll("\\s+", " ");
		if (text.isEmpty() || text.equals(texts.get("expiry.never"))) {
			return Optional.empty();
		}
		Instant expiry;
		try {
			expiry = text.contains(" ") ? LocalDateTime.parse(text, DateTimeFormatter.ofPattern("yyyy-M-d H:mm")).atZone(zone).toInstant()
					: LocalDate.parse(text, DateTimeFormatter.ofPattern("yyyy-M-d")).plusDays(1).atStartOfDay(zone).minusMinutes(1).toInstant();
		} catch (DateTimeException unreadable) {
			throw wrong("expiresAt", "error.expiry");
		}
		check(expiry.isAfter(now), "expiresAt", "error.expiry.past");
		return Optional.of(expiry);
	}

	OptionalInt limit(String field, String typed) {
		String plain = typed.replaceAll("[,，\\s]", "");
		if (plain.isEmpty()) {
			return OptionalInt.empty();
		}
		check(plain.matches("\\d{1,9}") && Integer.parseInt(plain) > 0, field, "error.limit");
		return OptionalInt.of(Integer.parseInt(plain));
	}

	private void check(boolean right, String field, String key, Object... arguments) {
		if (!right) {
			throw wrong(field, key, arguments);
		}
	}

	private InvalidFieldException wrong(String field, String key, Object... arguments) {
		return new InvalidFieldException(field, texts.get(key, arguments));
	}
}
