package com.burncloud.launcher.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.burncloud.api.settings.Setting.Source;
import com.burncloud.api.settings.SettingKey;

/** What applies of command line, environment, {@code burncloud.properties} and defaults, strongest first; each value is checked. */
final class EffectiveSettings {

	private record Origin(Source source, String value, Message place) {
	}

	private final Map<SettingKey, Origin> values = new EnumMap<>(SettingKey.class);
	private final Path home;

	private EffectiveSettings(Path home) {
		this.home = home;
	}

	/** Reads the file of the data folder that applies; makes nothing. */
	static EffectiveSettings read(Map<SettingKey, String> commandLine, Map<String, String> environment) throws Refusal {
		Origin folder = outside(SettingKey.HOME, commandLine, environment).orElseGet(() -> byDefault(SettingKey.HOME));
		check(SettingKey.HOME, folder);
		EffectiveSettings settings = new EffectiveSettings(path(folder.value()));
		settings.values.put(SettingKey.HOME, new Origin(folder.source(), settings.home.toString(), folder.place()));
		Path file = settings.home.resolve(PropertiesFile.NAME);
		Map<SettingKey, PropertiesFile.Entry> entries = PropertiesFile.read(file);
		for (SettingKey key : SettingKey.values()) {
			Optional<Origin> fromFile = Optional.ofNullable(entries.get(key))
					.map(entry -> new Origin(Source.FILE, entry.value(), Message.of("place.file", file, entry.line(), key.key())));
			if (fromFile.isPresent()) {
				check(key, fromFile.get()); // even where a stronger source hides it: the next start may not
			}
			if (key != SettingKey.HOME) {
				Origin applies = outside(key, commandLine, environment).or(() -> fromFile).orElseGet(() -> byDefault(key));
				check(key, applies);
				settings.values.put(key, applies);
			}
		}
		return settings;
	}

	private static Optional<Origin> outside(SettingKey key, Map<SettingKey, String> commandLine, Map<String, String> environment) {
		if (commandLine.containsKey(key)) {
			return Optional.of(new Origin(Source.COMMAND_LINE, commandLine.get(key).strip(), Message.of("place.option", "--" + key.key().replace('_', '-'))));
		}
		// a bare PORT is what container platforms set
		for (String variable : key == SettingKey.PORT ? new String[] { key.variable(), "PORT" } : new String[] { key.variable() }) {
			String value = environment.getOrDefault(variable, "").strip();
			if (!value.isEmpty()) {
				return Optional.of(new Origin(Source.ENVIRONMENT, value, Message.of("place.variable", variable)));
			}
		}
		return Optional.empty();
	}

	private static Origin byDefault(SettingKey key) {
		return new Origin(Source.DEFAULT, key.defaultValue(), Message.of("place.default", key.key()));
	}

	private static void check(SettingKey key, Origin origin) throws Refusal {
		Optional<Message> expected = Expectation.unmet(key, origin.value());
		if (expected.isPresent()) {
			Object shown = key.secret() ? Message.of("value.hidden") : origin.value();
			throw new Refusal("setting.bad", origin.place(), shown, expected.get());
		}
	}

	private static Path path(String value) throws Refusal {
		try {
			boolean own = value.equals("~") || value.startsWith("~/") || value.startsWith("~\\");
			Path path = own ? Path.of(userHome(), value.substring(Math.min(2, value.length()))) : Path.of(value);
			return path.toAbsolutePath().normalize();
		} catch (IllegalArgumentException e) {
			throw new Refusal("home.path", value);
		}
	}

	/** What a shell means by {@code ~}; Java looks into the table of users instead. */
	private static String userHome() {
		String home = System.getenv("HOME");
		return home == null || home.isBlank() ? System.getProperty("user.home") : home;
	}

	String value(SettingKey key) {
		return values.get(key).value();
	}

	Source source(SettingKey key) {
		return values.get(key).source();
	}

	Path home() {
		return home;
	}

	int port() {
		return Integer.parseInt(value(SettingKey.PORT));
	}

	/** The same with another port, for this run. */
	EffectiveSettings withPort(int port) {
		EffectiveSettings other = new EffectiveSettings(home);
		other.values.putAll(values);
		other.values.put(SettingKey.PORT, new Origin(Source.COMMAND_LINE, Integer.toString(port), Message.of("place.chosen")));
		return other;
	}

	/** Where a program on this machine reaches the server: the loopback address when it listens on all of them. */
	URI url() {
		String host = switch (value(SettingKey.HOST)) {
		case "0.0.0.0" -> "127.0.0.1";
		case "::", "0:0:0:0:0:0:0:0" -> "[::1]";
		case String address when address.contains(":") -> "[" + address + "]";
		case String address -> address;
		};
		return URI.create("http://" + host + ":" + port());
	}

	/** Each setting and its origin, as the bundles read them. */
	Map<String, String> frameworkProperties() {
		Map<String, String> properties = new LinkedHashMap<>();
		values.forEach((key, origin) -> {
			properties.put(key.property(), origin.value());
			properties.put(key.sourceProperty(), origin.source().name());
		});
		return properties;
	}
}
