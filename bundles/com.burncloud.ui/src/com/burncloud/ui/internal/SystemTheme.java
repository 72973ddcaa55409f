package com.burncloud.ui.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;

/**
 * Whether the system is dark. SWT knows it of Windows and macOS at any moment; of GTK only from the name of the theme at the start, while today's desktops say it
 * on the session bus.
 */
final class SystemTheme {
	private static final boolean GTK = SWT.getPlatform().equals("gtk");
	private static final String[] ASK_PORTAL = { "gdbus", "call", "--session", "--timeout", "2", "--dest", "org.freedesktop.portal.Desktop", "--object-path",
			"/org/freedesktop/portal/desktop", "--method", "org.freedesktop.portal.Settings.Read", "org.freedesktop.appearance", "color-scheme" };
	private static final int PREFERS_DARK = 1;
	private static final int PREFERS_LIGHT = 2;

	// Asked before we darken anything ourselves: afterwards GTK may report our own choice.
	private final boolean atStart = Display.isSystemDarkTheme();
	private Optional<Boolean> portal = Optional.empty();

	boolean isDark() {
		return GTK ? portal.orElse(atStart) : Display.isSystemDarkTheme();
	}

	/** What the desktop says; empty where it has no opinion or there is nobody to ask. Waits for another process: not for the UI thread. */
	static Optional<Boolean> ask() throws InterruptedException {
		if (!GTK) {
			return Optional.empty();
		}
		try {
			Process process = new ProcessBuilder(ASK_PORTAL).redirectError(ProcessBuilder.Redirect.DISCARD).start();
			process.getOutputStream().close();
			if (!process.waitFor(3, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				return Optional.empty();
			}
			// such as (<<uint32 1>>,)
			String digits = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replaceAll("uint32|\\D", "");
			int scheme = digits.length() == 1 ? Integer.parseInt(digits) : 0;
			return scheme == PREFERS_DARK || scheme == PREFERS_LIGHT ? Optional.of(scheme == PREFERS_DARK) : Optional.empty();
		} catch (IOException absent) {
			return Optional.empty();
		}
	}

	/** @return whether that is news */
	boolean learned(Optional<Boolean> answer) {
		boolean before = isDark();
		portal = answer;
		return isDark() != before;
	}
}
