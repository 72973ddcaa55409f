package com.burncloud.store.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.burncloud.api.settings.SettingKey;

/**
 * {@code burncloud.properties} as the launcher reads it: lines of {@code key = value} in UTF-8, {@code #} before a comment, nothing escaped. What nobody asked to
 * change stays byte for byte, also what the launcher would not understand; for that it is handled as ISO 8859-1, of which every byte is a character.
 */
final class SettingsFile {
	static final String NAME = "burncloud.properties";
	private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

	private final Path file;

	SettingsFile(Path home) {
		file = home.resolve(NAME);
	}

	Path path() {
		return file;
	}

	/** What is set; of a key that is set twice the last, though the launcher refuses such a file. */
	Map<SettingKey, String> read() throws IOException {
		Map<SettingKey, String> values = new EnumMap<>(SettingKey.class);
		for (String line : lines(withoutMark(text()))) {
			for (SettingKey key : SettingKey.values()) {
				if (sets(line, key)) {
					values.put(key, decoded(line.substring(line.indexOf('=') + 1)).strip());
				}
			}
		}
		return values;
	}

	/** @param values checked, without line breaks; an empty one takes the setting out */
	void write(Map<SettingKey, String> values) throws IOException {
		String before = text();
		String body = withoutMark(before);
		String end = body.contains("\r\n") ? "\r\n" : "\n";
		List<String> lines = lines(body);
		values.forEach((key, value) -> {
			if (value.isEmpty()) {
				lines.removeIf(line -> sets(line, key));
			} else {
				set(lines, key, encoded(value), end);
			}
		});
		String after = before.substring(0, before.length() - body.length()) + String.join("", lines);
		if (!after.equals(before)) {
			PrivateFiles.replace(file, after.getBytes(StandardCharsets.ISO_8859_1));
		}
	}

	private static void set(List<String> lines, SettingKey key, String value, String end) {
		int at = -1;
		for (int i = lines.size() - 1; i >= 0; i--) {
			if (sets(lines.get(i), key)) {
				if (at >= 0) {
					lines.remove(at); // set twice: the launcher would refuse the file
				}
				at = i;
			}
		}
		if (at >= 0) {
			String line = lines.get(at);
			lines.set(at, line.substring(0, valueStart(line)) + value + ending(line));
			return;
		}
		int after = lines.size();
		for (int i = 0; i < lines.size(); i++) {
			if (offers(lines.get(i), key)) {
				after = i + 1;
			}
		}
		if (after > 0 && ending(lines.get(after - 1)).isEmpty()) {
			lines.set(after - 1, lines.get(after - 1) + end);
		}
		lines.add(after, key.key() + " = " + value + end);
	}

	private static boolean sets(String line, SettingKey key) {
		int equals = line.indexOf('=');
		return equals > 0 && line.substring(0, equals).strip().equals(key.key());
	}

	/** Whether it is the comment that the first start wrote for the key: there its value is looked for. */
	private static boolean offers(String line, SettingKey key) {
		String text = line.strip();
		return text.startsWith("#") && sets(text.substring(1), key);
	}

	private static int valueStart(String line) {
		int start = line.indexOf('=') + 1;
		while (start < line.length() && (line.charAt(start) == ' ' || line.charAt(start) == '\t')) {
			start++;
		}
		return start;
	}

	private static String ending(String line) {
		return line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
	}

	private static List<String> lines(String text) {
		return text.isEmpty() ? new ArrayList<>() : new ArrayList<>(Arrays.asList(text.split("(?<=\n)")));
	}

	private static String withoutMark(String text) {
		return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
	}

	private static String decoded(String bytes) {
		return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

	private static String encoded(String value) {
		return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	/** A file that is not there sets nothing. */
	private String text() throws IOException {
		try {
			return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
		} catch (NoSuchFileException none) {
			return "";
		}
	}
}
