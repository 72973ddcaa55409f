package com.burncloud.models.internal.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a build of llama-server understands, read from its {@code --help}. Flags come and go between builds, so nothing is passed that does not stand there. */
final class Flags {

	/**
	 * An option.
	 *
	 * @param value its placeholder, such as {@code N}; empty where it takes none
	 * @param text of its lines, the names included
	 */
	record Option(List<String> names, String value, String text) {

		boolean takesValue() {
			return !value.isEmpty();
		}
	}

	/** Old builds indent the names by two columns, new ones by none; the words about them stand much farther right. */
	private static final int DEEPEST_NAME = 8;
	private static final Pattern NAME = Pattern.compile("\\G\\s*(--?[A-Za-z][\\w-]*)(?:[ =](<[^>]*>|\\[[^\\]]*\\]|\\{[^}]*\\}|[^\\s,<\\[{-][^\\s,]*))?(,|(?=\\s|$))");
	private static final Pattern ALLOWED = Pattern.compile("allowed values: ([\\w ,]+?)\\s*(?:\\(|$)");

	private final Map<String, Option> byName = new HashMap<>();
	private final String help;

	private Flags(String help) {
		this.help = help;
	}

	static Flags of(String help) {
		Flags flags = new Flags(help);
		StringBuilder text = new StringBuilder();
		for (String line : help.lines().toList()) {
			if (startsOption(line)) {
				flags.add(text.toString());
				text.setLength(0);
			}
			text.append(line).append('\n');
		}
		flags.add(text.toString());
		return flags;
	}

	private static boolean startsOption(String line) {
		String words = line.stripLeading();
		return line.length() - words.length() <= DEEPEST_NAME && words.matches("--?[A-Za-z].*");
	}

	private void add(String text) {
		if (!startsOption(text.lines().findFirst().orElse(""))) {
			return;
		}
		List<String> names = new ArrayList<>();
		String value = "";
		Matcher matcher = NAME.matcher(text.lines().findFirst().orElse(""));
		while (matcher.find()) {
			names.add(matcher.group(1));
			value = matcher.group(2) == null ? value : matcher.group(2);
			if (matcher.group(3).isEmpty()) {
				break;
			}
		}
		Option option = new Option(List.copyOf(names), value, text);
		names.forEach(name -> byName.putIfAbsent(name, option));
	}

	boolean isEmpty() {
		return byName.isEmpty();
	}

	boolean has(String name) {
		return byName.containsKey(name);
	}

	Optional<Option> option(String name) {
		return Optional.ofNullable(byName.get(name));
	}

	/** Whether the help speaks of it anywhere, such as of an environment variable. */
	boolean mentions(String word) {
		return help.contains(word);
	}

	/** The words that an option accepts, where the help lists them. */
	List<String> allowed(String name) {
		return option(name).map(option -> ALLOWED.matcher(option.text().replaceAll("\\s+", " "))).filter(Matcher::find)
				.map(matcher -> List.of(matcher.group(1).strip().split("\\s*,\\s*"))).orElse(List.of());
	}
}
