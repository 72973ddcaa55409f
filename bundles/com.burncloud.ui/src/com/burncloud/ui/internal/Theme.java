package com.burncloud.ui.internal;

import java.util.Optional;

import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.Shell;

/** Light or dark: as the person has chosen, else as the system is, also when that changes. UI thread. */
final class Theme {
	private final Display display;
	private final IThemeEngine engine;
	private final Preferences preferences;
	private final SystemTheme system = new SystemTheme();
	private Optional<Boolean> nativeDark = Optional.empty();

	Theme(Display display, IThemeEngine engine, Preferences preferences) {
		this.display = display;
		this.engine = engine;
		this.preferences = preferences;
	}

	/**
	 * Keeps the CSS engine away from the items of tables, which are painted by hand: it would style each row that comes into sight, and hold on to rows whose table
	 * has gone until the next change of theme fails on them.
	 */
	static void spareItems(Display display) {
		display.addFilter(SWT.Skin, event -> {
			if (event.widget instanceof Item) {
				event.type = SWT.None;
			}
		});
	}

	/** Keeps up with the system: it is asked when the window comes to the front, since that is when somebody returns from its settings. */
	void follow(Shell shell, Work work, String title) {
		display.addListener(SWT.Settings, event -> apply());
		shell.addListener(SWT.Activate, event -> ask(shell, work, title));
		ask(shell, work, title);
	}

	private void ask(Shell shell, Work work, String title) {
		work.run(title, shell, SystemTheme::ask, answer -> {
			if (system.learned(answer)) {
				apply();
			}
		});
	}

	/** Puts the chosen theme into force. */
	void apply() {
		String wanted = preferences.get(Frame.THEME, "system");
		boolean dark = wanted.equals("dark") || wanted.equals("system") && system.isDark();
		String id = "com.burncloud.ui.theme." + (dark ? "dark" : "light");
		if (engine.getActiveTheme() == null || !engine.getActiveTheme().getId().equals(id)) {
			engine.setTheme(id, false);
		}
		if (!nativeDark.equals(Optional.of(dark))) {
			nativeDark = Optional.of(dark);
			display.setDarkThemePreferred(dark); // fields, menus, scroll bars
		}
	}
}
