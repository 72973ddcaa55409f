package com.burncloud.launcher.internal;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.burncloud.api.settings.SettingKey;

/**
 * The command line as far as the launcher reads it: settings as {@code --key value} or {@code --key=value} and at most one word, {@code server} or {@code desktop}.
 * From any other word on all is the client's ({@link #client}), since the client has options of the same names with another meaning ({@code model deploy --port}).
 *
 * @param client the command and all behind it, when it is the client's; else empty
 */
record Arguments(Optional<String> command, Map<SettingKey, String> settings, boolean help, boolean version, List<String> client) {

	static Arguments parse(String... args) throws Refusal {
		Map<SettingKey, String> settings = new EnumMap<>(SettingKey.class);
		Optional<String> command = Optional.empty();
		boolean help = false;
		boolean version = false;
		for (int i = 0; i < args.length; i++) {
			String arg = args[i];
			if (arg.equals("--help") || arg.equals("-h") || arg.equals("help") && args.length == 1) {
				help = true;
			} else if (arg.equals("--version") || arg.equals("-V")) {
				version = true;
			} else if (arg.startsWith("-")) {
				int equals = arg.indexOf('=');
				String name = equals < 0 ? arg : arg.substring(0, equals);
				SettingKey key = key(name);
				String value;
				if (equals >= 0) {
					value = arg.substring(equals + 1);
				} else if (key == SettingKey.ALLOW_DEMO_TOKEN) {
					value = "true";
				} else if (i + 1 < args.length) {
					value = args[++i];
				} else {
					throw new Refusal("arguments.value", name);
				}
				settings.put(key, value);
			} else if (command.isPresent()) {
				throw new Refusal("arguments.surplus", arg, command.get());
			} else if (arg.equals("server") || arg.equals("desktop")) {
				command = Optional.of(arg);
			} else {
				return new Arguments(Optional.of(arg), settings, false, false, List.of(args).subList(i, args.length));
			}
		}
		return new Arguments(command, settings, help, version, List.of());
	}

	/** {@code --database-url} and {@code --database_url} are the same: the one is what options look like, the other what the file says. */
	private static SettingKey key(String option) throws Refusal {
		String name = option.replaceFirst("^--?", "").replace('-', '_');
		return Arrays.stream(SettingKey.values()).filter(k -> option.startsWith("--") && k.key().equals(name)).findFirst()
				.orElseThrow(() -> new Refusal("arguments.unknown", option));
	}
}
