package com.burncloud.launcher.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.burncloud.api.settings.Setting.Source;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.launcher.internal.InstanceLock.Holder;
import com.burncloud.launcher.internal.client.Commands;

/** {@code burncloud}: reads the command line and gives each command to who knows it. */
public final class Main {

	/** The folder of the product, which the start script names. */
	private static final String PRODUCT = "burncloud.product";

	private final Terminal terminal;
	private final Map<String, String> environment;

	private Main(Terminal terminal, Map<String, String> environment) {
		this.terminal = terminal;
		this.environment = environment;
	}

	public static void main(String... args) {
		int status = 1;
		try {
			status = new Main(Terminal.of(System.getenv()), System.getenv()).run(args);
		} catch (InterruptedException | RuntimeException | Error e) {
			e.printStackTrace(); // a defect of ours: all that is known of it
		}
		System.exit(status); // the framework's threads would keep the process alive
	}

	private int run(String... args) throws InterruptedException {
		try {
			Arguments arguments = Arguments.parse(args);
			if (!arguments.client().isEmpty()) {
				return client(arguments);
			}
			if (arguments.help()) {
				help();
				return 0;
			}
			if (arguments.version()) {
				terminal.out().println("burncloud " + version());
				return 0;
			}
			EffectiveSettings settings = EffectiveSettings.read(arguments.settings(), environment);
			DataFolder.make(settings.home(), terminal);
			if (wantsDesktop(arguments.command())) {
				return new Desktop(product(), settings, terminal).run();
			}
			new Server(product(), settings, terminal).run();
			return 0;
		} catch (Refusal e) {
			terminal.complain(e.text());
			return 2;
		}
	}

	/** What is asked for; else the desktop where a window can be opened. */
	private boolean wantsDesktop(Optional<String> command) throws Refusal {
		boolean asked = command.equals(Optional.of("desktop"));
		if (!hasDesktop()) {
			if (asked) {
				throw new Refusal("desktop.absent");
			}
			return false;
		}
		if (command.isPresent() && !asked) {
			return false;
		}
		Optional<Message> missing = WindowSystem.missing(environment);
		if (missing.isPresent() && asked) {
			throw new Refusal(missing.get());
		}
		if (missing.isPresent() && missing.get().key().equals("desktop.gtk")) {
			terminal.complain(missing.get());
		}
		return missing.isEmpty();
	}

	/** The command-line client reads its own options; it calls the server that runs on the data folder, unless the port is given. */
	private int client(Arguments arguments) throws Refusal {
		if (!Commands.NAMES.contains(arguments.command().get())) {
			throw new Refusal("arguments.command", arguments.command().get());
		}
		EffectiveSettings settings = EffectiveSettings.read(arguments.settings(), environment);
		boolean given = settings.source(SettingKey.PORT) == Source.COMMAND_LINE || settings.source(SettingKey.PORT) == Source.ENVIRONMENT;
		URI base = given ? settings.url() : InstanceLock.holder(settings.home()).map(Holder::url).orElse(settings.url());
		return Commands.run(arguments.client().toArray(String[]::new), settings.home(), base, terminal.out(), terminal.err());
	}

	private void help() {
		terminal.out().println(terminal.text("help"));
		for (SettingKey key : SettingKey.values()) {
			String byDefault = key.defaultValue().isEmpty() ? "" : " [" + key.defaultValue() + "]";
			terminal.out().printf(Locale.ROOT, "  --%-22s %s%s%n", key.key().replace('_', '-'), PropertiesFile.description(terminal, key), byDefault);
		}
	}

	private static Path product() {
		return Path.of(System.getProperty(PRODUCT, ".")).toAbsolutePath().normalize();
	}

	private static String version() {
		return plugin("com.burncloud.launcher_*.jar").replaceAll("^.*_|\\.jar$", "");
	}

	private static boolean hasDesktop() {
		return !plugin("com.burncloud.ui_*.jar").isEmpty();
	}

	/** The name of an installed bundle's file; empty when there is none. */
	private static String plugin(String pattern) {
		try (DirectoryStream<Path> found = Files.newDirectoryStream(product().resolve("plugins"), pattern)) {
			for (Path file : found) {
				return file.getFileName().toString();
			}
			return "";
		} catch (IOException e) {
			return "";
		}
	}
}
