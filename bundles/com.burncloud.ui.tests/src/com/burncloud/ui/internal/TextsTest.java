package com.burncloud.ui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The words of the workbench, in the sources as they lie there: complete in both languages, all used, and Chinese where they are to be Chinese. */
class TextsTest {
	/** Names, formats, units and keys that are no English even in a Chinese sentence. Whoever adds a word here has no Chinese for it. */
	private static final Set<String> INTERNATIONAL = Set.of(Words.INTERNATIONAL.split("\\s+"));
	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)[^}]*}");
	static final Pattern WRONG_PUNCTUATION = Pattern.compile("\\p{IsHan}\\s*[,;:?!]|\\p{IsHan}\\.(\\s|$)|\\p{IsHan}\\(|\\)\\p{IsHan}|\\p{IsHan}\\.\\.\\.");
	private static final Pattern LATIN = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

	static Path bundles() {
		return Path.of(System.getProperty("burncloud.bundles", ".."));
	}

	private static Path sources() {
		Path sources = bundles().resolve("com.burncloud.ui/src");
		assertTrue(Files.isDirectory(sources), () -> "no sources at " + sources.toAbsolutePath());
		return sources;
	}

	private static List<Path> files(String ending) throws IOException {
		try (Stream<Path> files = Files.walk(sources())) {
			return files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
		}
	}

	private static List<Path> folders() throws IOException {
		List<Path> folders = files("messages.properties").stream().map(Path::getParent).toList();
		assertTrue(folders.size() > 5, folders::toString);
		return folders;
	}

	/** Like Properties, but a key that stands twice is an error. */
	private static Map<String, String> read(Path file) throws IOException {
		Map<String, String> texts = new TreeMap<>();
		Properties properties = new Properties() {
			private static final long serialVersionUID = 1L;

			@Override
			public synchronized Object put(Object key, Object value) {
				assertEquals(null, texts.put((String) key, (String) value), () -> file + " has '" + key + "' twice");
				return null;
			}
		};
		try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
			properties.load(reader);
		}
		return texts;
	}

	@Test
	void everyTextIsThereInBothLanguagesWithTheSamePlaceholders() throws IOException {
		List<String> wrong = new ArrayList<>();
		for (Path folder : folders()) {
			Map<String, String> english = read(folder.resolve("messages.properties"));
			Map<String, String> chinese = read(folder.resolve("messages_zh.properties"));
			Set<String> all = new TreeSet<>(english.keySet());
			all.addAll(chinese.keySet());
			for (String key : all) {
				String one = english.getOrDefault(key, "");
				String other = chinese.getOrDefault(key, "");
				if (one.isBlank() || other.isBlank()) {
					wrong.add(folder.getFileName() + " " + key + ": missing or empty in " + (one.isBlank() ? "English" : "Chinese"));
				} else if (!placeholders(one).equals(placeholders(other))) {
					wrong.add(folder.getFileName() + " " + key + ": " + one + " / " + other);
				}
			}
		}
		assertEquals(List.of(), wrong);
	}

	private static Set<String> placeholders(String text) {
		return PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void everyTextWithPlaceholdersIsAPatternThatLosesNoApostrophe() throws IOException {
		List<String> wrong = new ArrayList<>();
		for (Path file : files(".properties")) {
			read(file).forEach((key, text) -> {
				if (PLACEHOLDER.matcher(text).find()) {
					String filled = new MessageFormat(text, java.util.Locale.ROOT).format(new Object[] { 1, 2, 3, 4, 5, 6, 7 });
					if (text.replace("''", "").contains("'") || PLACEHOLDER.matcher(filled).find()) {
						wrong.add(file + " " + key + ": " + text);
					}
				} else if (text.contains("''")) {
					wrong.add(file + " " + key + " has no placeholder, so '' stays as it is: " + text);
				}
			});
		}
		assertEquals(List.of(), wrong);
	}

	@Test
	void whatTheSourcesAskForIsThere() throws IOException {
		Map<Path, Set<String>> keys = new TreeMap<>();
		for (Path folder : folders()) {
			keys.put(folder, read(folder.resolve("messages.properties")).keySet());
		}
		List<String> missing = new ArrayList<>();
		int asked = 0;
		for (Path file : files(".java")) {
			String source = Files.readString(file);
			List<Path> places = places(file, source, keys.keySet());
			for (Asked each : asked(source)) {
				asked++;
				boolean there = places.stream().flatMap(place -> keys.get(place).stream()).anyMatch(key -> each.prefix() ? key.startsWith(each.key()) : key.equals(each.key()));
				if (!there) {
					missing.add(file.getFileName() + ": " + each.key() + (each.prefix() ? "…" : ""));
				}
			}
		}
		assertTrue(asked > 20, "only " + asked + " found: the search is broken");
		assertEquals(List.of(), missing);
	}

	/** The packages whose texts a class may mean: its own; those of the classes that it names in Texts.of; all, where its own has none. */
	private static List<Path> places(Path file, String source, Set<Path> folders) {
		Set<Path> places = new TreeSet<>();
		if (folders.contains(file.getParent())) {
			places.add(file.getParent());
		}
		Matcher other = Pattern.compile("Texts\\.of\\((\\w+)\\.class").matcher(source);
		while (other.find()) {
			Matcher imported = Pattern.compile("import (com\\.burncloud\\.ui\\S*)\\." + other.group(1) + ";").matcher(source);
			if (imported.find()) {
				places.add(sources().resolve(imported.group(1).replace('.', '/')));
			}
		}
		places.retainAll(folders);
		return places.isEmpty() ? List.copyOf(folders) : List.copyOf(places);
	}

	/** @param prefix whether something that is not known here follows it */
	private record Asked(String key, boolean prefix) {
	}

	private static List<Asked> asked(String source) {
		List<Asked> all = new ArrayList<>();
		Matcher calls = Pattern.compile("\\b(?:texts|TEXTS|words|WORDS)(?:\\(\\))?\\s*\\.get\\(").matcher(source);
		while (calls.find()) {
			Matcher literal = Pattern.compile("\"([^\"]*)\"\\s*(\\+)?").matcher(firstArgument(source, calls.end()));
			boolean appended = false;
			while (literal.find()) {
				if (!appended && !literal.group(1).isEmpty() && !literal.group(1).startsWith(".")) {
					all.add(new Asked(literal.group(1), literal.group(2) != null));
				}
				appended = literal.group(2) != null;
			}
		}
		return all;
	}

	private static String firstArgument(String source, int begin) {
		int depth = 0;
		boolean quoted = false;
		for (int i = begin; i < source.length(); i++) {
			char c = source.charAt(i);
			quoted ^= c == '"' && source.charAt(i - 1) != '\\';
			if (!quoted && depth == 0 && (c == ',' || c == ')')) {
				return source.substring(begin, i);
			}
			depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
		}
		return "";
	}

	@Test
	void everyTextIsUsed() throws IOException {
		String all = files(".java").stream().map(TextsTest::source).collect(Collectors.joining("\n"));
		Set<String> prefixes = Pattern.compile("\"([A-Za-z][\\w.]*[.\\-_])\"").matcher(all).results().map(match -> match.group(1)).collect(Collectors.toSet());
		List<String> unused = new ArrayList<>();
		for (Path folder : folders()) {
			for (String key : read(folder.resolve("messages.properties")).keySet()) {
				if (!all.contains("\"" + key + "\"") && prefixes.stream().noneMatch(key::startsWith) && !isMadeOfTwo(key, all) && !all.contains("\"" + key.substring(key.lastIndexOf('.') + 1) + "\"")) {
					unused.add(folder.getFileName() + " " + key);
				}
			}
		}
		assertEquals(List.of(), unused);
	}

	/** As in {@code (found ? "foot.found" : "foot.all") + (more ? ".more" : "")}. */
	private static boolean isMadeOfTwo(String key, String sources) {
		int dot = key.lastIndexOf('.');
		return dot > 0 && sources.contains("\"" + key.substring(0, dot) + "\"") && sources.contains("\"" + key.substring(dot) + "\"");
	}

	private static String source(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}

	@Test
	void noEnglishIsLeftInTheChineseTexts() throws IOException {
		List<String> english = new ArrayList<>();
		for (Path file : files("messages_zh.properties")) {
			read(file).forEach((key, text) -> english(text).forEach(word -> english.add(file.getParent().getFileName() + " " + key + ": " + word + " in: " + text)));
		}
		assertEquals(List.of(), english);
	}

	static List<String> english(String text) {
		String bare = text.replaceAll("[\\w.-]+@[\\w./-]+|\\b[a-z]+://\\S*|https?://\\S+|sk-\\S+|\\{[^}]*}|\\b[a-z_]+\\.(properties|key|jar|log)\\b|/v1\\S*|local-\\S+", " ");
		return LATIN.matcher(bare).results().map(MatchResult::group).filter(word -> !INTERNATIONAL.contains(word)).toList();
	}

	@Test
	void noChineseIsLeftInTheEnglishTexts() throws IOException {
		List<String> chinese = new ArrayList<>();
		for (Path file : files("messages.properties")) {
			read(file).forEach((key, text) -> {
				if (Pattern.compile("\\p{IsHan}").matcher(text.replace("奔云", "").replace("中文", "")).find()) {
					chinese.add(file.getParent().getFileName() + " " + key + ": " + text);
				}
			});
		}
		assertEquals(List.of(), chinese);
	}

	@Test
	void chineseSentencesHaveChinesePunctuation() throws IOException {
		List<String> wrong = new ArrayList<>();
		for (Path file : files("messages_zh.properties")) {
			read(file).forEach((key, text) -> {
				if (WRONG_PUNCTUATION.matcher(text).find()) {
					wrong.add(file.getParent().getFileName() + " " + key + ": " + text);
				}
			});
		}
		assertEquals(List.of(), wrong);
	}

	@Test
	void aTextIsFoundByItsClassInTheLanguageAskedFor() {
		assertEquals("仪表盘", Texts.of(Frame.class, java.util.Locale.SIMPLIFIED_CHINESE).get("page.dashboard"));
		assertEquals("Dashboard", Texts.of(Frame.class, java.util.Locale.GERMANY).get("page.dashboard"));
		assertFalse(Texts.of(Frame.class, java.util.Locale.ROOT).has("no.such.key"));
	}

	/** No words in Java but names: what a person reads stands in the messages. */
	@Test
	void noSentenceIsHiddenInASource() throws IOException {
		List<String> hidden = new ArrayList<>();
		for (Path file : files(".java")) {
			Matcher literal = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*\\p{IsHan}(?:[^\"\\\\\n]|\\\\.)*)\"").matcher(Files.readString(file));
			while (literal.find()) {
				hidden.add(file.getFileName() + ": " + literal.group(1));
			}
		}
		assertEquals(List.of(), hidden.stream().filter(each -> !each.contains("奔云") && !each.endsWith(": 中文")).toList());
	}
}
