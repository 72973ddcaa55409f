package com.burncloud.models.internal.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What llama-server writes: always read to the end, or it would stand still when the pipe is full; the last lines are kept, and what they tell of its progress. */
final class Output {
	private static final int MOST_LINES = 500;
	private static final int MOST_LETTERS = 4_000;
	/** {@code eval time = 251.43 ms / 19 tokens}, but not that of the prompt. */
	private static final Pattern GENERATED = Pattern.compile("(?<!prompt )\\beval time =\\s*([\\d.]+) ms /\\s*(\\d+) (?:tokens|runs)");
	private static final Pattern COLOUR = Pattern.compile("\\u001B\\[[0-9;]*[A-Za-z]");
	/** Builds that tell how far loading is print a dot for each hundredth. */
	private static final Pattern DOTS = Pattern.compile("^\\.+$");
	private static final int ALL_DOTS = 100;
	private static final int ANSWERS = 10;

	private record Answer(double millis, long tokens) {
	}

	private final ArrayDeque<String> lines = new ArrayDeque<>();
	private final ArrayDeque<Answer> answers = new ArrayDeque<>();
	private final StringBuilder begun = new StringBuilder();
	private long total;
	private int dots;

	/** Reads to the end. */
	void drain(InputStream stream) {
		try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
			char[] buffer = new char[4_096];
			for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
				take(buffer, n);
			}
		} catch (IOException closed) {
			// the process ended in the middle of a line
		}
		finishLine();
	}

	private synchronized void take(char[] letters, int count) {
		for (int i = 0; i < count; i++) {
			char letter = letters[i];
			if (letter == '\n') {
				finishLine();
			} else if (letter != '\r' && begun.length() < MOST_LETTERS) {
				begun.append(letter);
			}
		}
		if (DOTS.matcher(begun).matches()) {
			dots = begun.length();
		}
	}

	private synchronized void finishLine() {
		String line = COLOUR.matcher(begun).replaceAll("");
		begun.setLength(0);
		if (line.isBlank()) {
			return;
		}
		add(line);
		Matcher generated = GENERATED.matcher(line);
		if (generated.find()) {
			answers.add(new Answer(Double.parseDouble(generated.group(1)), Long.parseLong(generated.group(2))));
			while (answers.size() > ANSWERS) {
				answers.remove();
			}
		}
	}

	private void add(String line) {
		lines.add(line);
		total++;
		while (lines.size() > MOST_LINES) {
			lines.remove();
		}
	}

	/** Another process begins to write; lines of those before it stay. */
	synchronized void begin(String line) {
		add(line);
		answers.clear();
		begun.setLength(0);
		dots = 0;
	}

	/** How many lines there have been; for {@link #since}. */
	synchronized long mark() {
		return total;
	}

	/** The last lines, oldest first. */
	synchronized List<String> lines() {
		return List.copyOf(lines);
	}

	synchronized List<String> since(long mark) {
		List<String> all = new ArrayList<>(lines);
		return List.copyOf(all.subList((int) Math.max(0, all.size() - (total - mark)), all.size()));
	}

	/** From 0 to 1, where it tells. */
	synchronized OptionalDouble loadProgress() {
		return dots == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1.0, (double) dots / ALL_DOTS));
	}

	/** Generated over the last answers. */
	synchronized OptionalDouble tokensPerSecond() {
		double millis = answers.stream().mapToDouble(Answer::millis).sum();
		long tokens = answers.stream().mapToLong(Answer::tokens).sum();
		return millis > 0 ? OptionalDouble.of(tokens * 1_000 / millis) : OptionalDouble.empty();
	}
}
