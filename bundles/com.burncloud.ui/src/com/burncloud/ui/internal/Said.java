package com.burncloud.ui.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a gateway says, in the person's language and with what to do about it. It speaks English, to programs as to people, and what an upstream has said comes
 * through it: a sentence that does not stand in {@code said.txt} or {@code said_zh.txt} is shown as it came. Any thread.
 */
public final class Said {
	private static final Pattern BLANK = Pattern.compile("\\{(\\d)([#']?)}");
	private static final Said ENGLISH = new Said(Locale.ENGLISH);
	private static final Said CHINESE = new Said(Locale.SIMPLIFIED_CHINESE);

	private record Sentence(String english, Pattern pattern, String own) {

		static Sentence of(String english, String own) {
			return new Sentence(english, Said.pattern(english), own);
		}
	}

	private final List<Sentence> known;

	Said(Locale locale) {
		known = read(locale.getLanguage().equals("zh") ? "said_zh.txt" : "said.txt");
	}

	/** A gateway's sentence, in the language of the process. */
	public static String here(String sentence) {
		return (Locale.getDefault().getLanguage().equals("zh") ? CHINESE : ENGLISH).of(sentence);
	}

	/** A line as the gateway has it, then ours, indented. */
	private static List<Sentence> read(String name) {
		try (InputStream in = Said.class.getResourceAsStream(name)) {
			List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
			List<Sentence> all = new ArrayList<>();
			for (int i = 0; i < lines.size(); i += 2) {
				all.add(Sentence.of(lines.get(i), lines.get(i + 1).strip()));
			}
			// What says little by itself fits much: "{0} cannot answer: {1}" would take what others say better.
			all.sort(Comparator.comparing(sentence -> -BLANK.matcher(sentence.english()).replaceAll("").length()));
			return all;
		} catch (IOException unreadable) {
			throw new UncheckedIOException(unreadable);
		}
	}

	private static Pattern pattern(String english) {
		StringBuilder pattern = new StringBuilder();
		int end = 0;
		Matcher blanks = BLANK.matcher(english);
		while (blanks.find()) {
			pattern.append(Pattern.quote(english.substring(end, blanks.start()))).append(switch (blanks.group(2)) {
			case "#" -> "(\\d+)";
			case "'" -> "([^:]*?)";
			default -> "(.*?)";
			});
			end = blanks.end();
		}
		return Pattern.compile(pattern.append(Pattern.quote(english.substring(end))).toString(), Pattern.DOTALL);
	}

	String of(String sentence) {
		for (Sentence each : known) {
			Matcher matcher = each.pattern().matcher(sentence);
			if (matcher.matches()) {
				return BLANK.matcher(each.own()).replaceAll(blank -> Matcher.quoteReplacement(of(matcher.group(Integer.parseInt(blank.group(1)) + 1))));
			}
		}
		return sentence;
	}
}
