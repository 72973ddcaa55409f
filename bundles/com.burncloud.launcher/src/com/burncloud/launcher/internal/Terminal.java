package com.burncloud.launcher.internal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The two output streams and the language spoken on them: Chinese where the environment says so, else English.
 *
 * @param texts the sentences in that language
 */
public record Terminal(PrintStream out, PrintStream err, ResourceBundle texts) {

	/** The process's own streams. */
	public static Terminal of(Map<String, String> environment) {
		Locale locale = language(environment);
		return new Terminal(stream(FileDescriptor.out, "stdout.encoding", locale), stream(FileDescriptor.err, "stderr.encoding", locale), texts(locale));
	}

	static ResourceBundle texts(Locale locale) {
		return ResourceBundle.getBundle("com.burncloud.launcher.internal.messages", locale, Terminal.class.getClassLoader(),
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
	}

	/** As every POSIX program decides it; where no such variable is set (Windows), as the JVM has found out. */
	static Locale language(Map<String, String> environment) {
		for (String variable : new String[] { "LC_ALL", "LC_MESSAGES", "LANG" }) {
			String value = environment.getOrDefault(variable, "");
			if (!value.isEmpty()) {
				return value.startsWith("zh") ? Locale.CHINESE : Locale.ROOT;
			}
		}
		return Locale.getDefault().getLanguage().equals("zh") ? Locale.CHINESE : Locale.ROOT;
	}

	/** A machine that speaks Chinese without having its locale installed tells the JVM "ASCII"; question marks help nobody. */
	private static PrintStream stream(FileDescriptor descriptor, String property, Locale locale) {
		Charset charset = Charset.forName(System.getProperty(property, System.getProperty("native.encoding", "UTF-8")), StandardCharsets.UTF_8);
		if (locale.equals(Locale.CHINESE) && !charset.newEncoder().canEncode('奔')) {
			charset = StandardCharsets.UTF_8;
		}
		return new PrintStream(new FileOutputStream(descriptor), true, charset);
	}

	public String text(Message message) {
		Object[] arguments = message.arguments().stream().map(a -> a instanceof Message inner ? text(inner) : a.toString()).toArray();
		return new MessageFormat(texts.getString(message.key()), Locale.ROOT).format(arguments);
	}

	public String text(String key, Object... arguments) {
		return text(Message.of(key, arguments));
	}

	/** The text of a key that need not be there. */
	public String textOr(String key, String otherwise) {
		try {
			return texts.getString(key);
		} catch (MissingResourceException e) {
			return otherwise;
		}
	}

	/** One line on stderr, whatever the text holds. */
	public void complain(Message message) {
		complain(text(message));
	}

	public void complain(String line) {
		err.println("burncloud: " + line.strip().replaceAll("\\s*\\R\\s*", " "));
	}
}
