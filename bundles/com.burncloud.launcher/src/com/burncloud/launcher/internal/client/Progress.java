package com.burncloud.launcher.internal.client;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

/** How something goes on: one line that is written over on a terminal, a line now and then elsewhere. */
final class Progress implements AutoCloseable {
	private static final Duration NOW_AND_THEN = Duration.ofSeconds(30);

	private final PrintStream out;
	private final boolean terminal;
	private String shown = "";
	private long step = Long.MIN_VALUE;
	private long nextNanos;

	Progress(PrintStream out, boolean terminal) {
		this.out = out;
		this.terminal = terminal;
	}

	/** Whether there is somebody who sees a line being written over. */
	static boolean possible() {
		Console console = System.console();
		if (console == null) {
			return false;
		}
		try { // since Java 22 there is a console where there is no terminal
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		} catch (ReflectiveOperationException java21) {
			return true;
		}
	}

	/** @param now how far it is: a new number is worth a line */
	void show(String line, long now) {
		String text = Table.plain(line);
		if (terminal) {
			out.print("\r" + text + " ".repeat(Math.max(0, Table.width(shown) - Table.width(text))));
			out.flush();
			shown = text;
		} else if (now != step || System.nanoTime() - nextNanos > 0) {
			out.println(text);
			step = now;
			nextNanos = System.nanoTime() + NOW_AND_THEN.toNanos();
		}
	}

	/** What comes next begins on a line of its own. */
	@Override
	public void close() {
		if (!shown.isEmpty()) {
			out.println();
			shown = "";
		}
	}
}
