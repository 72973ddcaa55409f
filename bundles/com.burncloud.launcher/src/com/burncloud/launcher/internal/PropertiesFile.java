package com.burncloud.launcher.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import com.burncloud.api.settings.SettingKey;

/**
 * {@code burncloud.properties}: lines of {@code key = value} in UTF-8, {@code #} before a comment. Stricter than {@link java.util.Properties}, which takes any line
 * for a key and backslashes for escapes: a Windows path stands here as it is, and a slip of the pen is an error with its line number, not a default at work.
 */
final class PropertiesFile {

	static final String NAME = "burncloud.properties";

	private PropertiesFile() {
	}

	/** A value and the line that it stands in. */
	record Entry(int line, String value) {
	}

	/** Reads what is set; a file that is not there sets nothing. */
	static Map<SettingKey, Entry> read(Path file) throws Refusal {
		Map<SettingKey, Entry> entries = new EnumMap<>(SettingKey.class);
		byte[] bytes;
		try {
			bytes = Files.readAllBytes(file);
		} catch (NoSuchFileException e) {
			return entries;
		} catch (IOException e) {
			throw new Refusal("file.unreadable", file, e.toString());
		}
		int number = 0;
		int from = 0;
		while (from < bytes.length) {
			int to = from;
			while (to < bytes.length && bytes[to] != '\n') {
				to++;
			}
			number++;
			readLine(file, number, decoded(file, number, bytes, from, to), entries);
			from = to + 1;
		}
		return entries;
	}

	private static void readLine(Path file, int number, String text, Map<SettingKey, Entry> entries) throws Refusal {
		String line = (number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text).strip(); // a byte order mark: Windows' editors write one
		if (line.isEmpty() || line.startsWith("#")) {
			return;
		}
		int equals = line.indexOf('=');
		if (equals < 1) {
			// the line may be half of a secret: its first word is enough to find it
			throw new Refusal("file.line", file, number, line.split("[\\s:=]", 2)[0]);
		}
		String name = line.substring(0, equals).strip();
		String value = line.substring(equals + 1).strip();
		SettingKey key = Arrays.stream(SettingKey.values()).filter(k -> k.key().equals(name)).findFirst().orElse(null);
		if (key == null) {
			String known = String.join(", ", Arrays.stream(SettingKey.values()).filter(k -> k != SettingKey.HOME).map(SettingKey::key).toList());
			throw new Refusal("file.unknown", file, number, name, known);
		}
		if (key == SettingKey.HOME) {
			throw new Refusal("file.home", file, number, SettingKey.HOME.variable());
		}
		Entry earlier = entries.put(key, new Entry(number, value));
		if (earlier != null) {
			throw new Refusal("file.twice", file, number, name, earlier.line());
		}
	}

	private static String decoded(Path file, int line, byte[] bytes, int from, int to) throws Refusal {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
		} catch (CharacterCodingException e) {
			throw new Refusal("file.encoding", file, line);
		}
	}

	/** The file that the first start writes: every setting with its default, commented out. */
	static String template(Terminal terminal) {
		StringBuilder text = new StringBuilder();
		terminal.text("file.head").lines().forEach(line -> text.append("# ").append(line).append('\n'));
		for (SettingKey key : SettingKey.values()) {
			if (key != SettingKey.HOME) {
				text.append("\n# ").append(description(terminal, key)).append(" (").append(key.variable()).append(")\n");
				text.append("# ").append(key.key()).append(" = ").append(key.defaultValue()).append('\n');
			}
		}
		return text.toString();
	}

	static String description(Terminal terminal, SettingKey key) {
		return terminal.textOr("setting." + key.key(), key.description());
	}
}
