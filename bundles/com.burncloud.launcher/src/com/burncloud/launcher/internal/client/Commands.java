package com.burncloud.launcher.internal.client;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The client's commands: {@code channel}, {@code token}, {@code provider}, {@code log}, {@code price}, {@code usage}, {@code status}, {@code model}. */
public final class Commands {
	private static final Pattern CONVERSION = Pattern.compile("(?s)(.*: )cannot convert '(.*)' to (\\w+) \\(.*\\)");
	/** The first words that are this client's. */
	public static final Set<String> NAMES = Set.of("channel", "token", "provider", "log", "price", "usage", "status", "model");

	private Commands() {
	}

	/**
	 * Runs a command.
	 *
	 * @param args the command and its arguments
	 * @param home data folder, whose {@code admin.key} is used unless BURNCLOUD_ADMIN_KEY is set
	 * @param base address of the server, such as {@code http://127.0.0.1:3000}; {@code --url} wins
	 * @return 0 done, 1 refused by the server, 2 wrong usage, 3 not reachable
	 */
	public static int run(String[] args, Path home, URI base, PrintStream out, PrintStream err) {
		return run(args, home, base, System.getenv(), System.in, out, err, Progress.possible());
	}

	/** The same with an environment and a standard input of one's own, and no terminal. */
	public static int run(String[] args, Path home, URI base, Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
		return run(args, home, base, environment, in, out, err, false);
	}

	private static int run(String[] args, Path home, URI base, Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, boolean terminal) {
		Texts texts = Texts.of(environment);
		Session session = new Session(home, base, environment, texts, in, out, err, terminal);
		CommandLine line = new CommandLine(new Root());
		line.addSubcommand(new ChannelCommands(session));
		line.addSubcommand(new TokenCommands(session));
		line.addSubcommand(new ProviderCommands(session));
		line.addSubcommand(new LogCommand(session));
		line.addSubcommand(new PriceCommands(session));
		line.addSubcommand(new UsageCommand(session));
		line.addSubcommand(new StatusCommand(session));
		line.addSubcommand(models(session));
		line.setResourceBundle(texts.bundle());
		line.setExpandAtFiles(false);
		line.setUsageHelpAutoWidth(false);
		line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
		line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
		line.setParameterExceptionHandler((wrong, arguments) -> usage(wrong, texts, err));
		line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, texts, err));
		return line.execute(args);
	}

	private static CommandLine models(Session session) {
		HubCommands hubs = new HubCommands(session);
		return new CommandLine(new ModelCommands(session, hubs)).addSubcommand(new InspectCommand(session, hubs)).addSubcommand(new DownloadCommand(session, hubs))
				.addSubcommand(new DeployCommand(session));
	}

	private static int usage(ParameterException wrong, Texts texts, PrintStream err) {
		err.println(plain(wrong.getMessage(), texts));
		CommandLine command = wrong.getCommandLine();
		if (!command.getSubcommands().isEmpty()) {
			err.println(command.getUsageMessage());
		} else {
			err.println(texts.get("usage.hint", command.getCommandSpec().qualifiedName()));
		}
		return Failure.USAGE;
	}

	/** The library names the class that it wanted to make of a value, and the exception. */
	private static String plain(String message, Texts texts) {
		Matcher conversion = CONVERSION.matcher(message);
		return conversion.matches() ? conversion.group(1) + texts.get(conversion.group(3).equals("BigDecimal") ? "failure.number" : "failure.value", conversion.group(2))
				: message;
	}

	private static int failed(Exception failure, Texts texts, PrintStream err) {
		if (failure instanceof Failure known) {
			err.println(known.getMessage());
			return known.exitCode();
		}
		err.println(texts.get("failure.unexpected", failure));
		return Failure.REFUSED;
	}

	@Command(name = "burncloud")
	private static final class Root {
		@Mixin
		private Common common;
	}
}
