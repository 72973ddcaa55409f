package com.burncloud.ui.internal.settings;

import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.Frame;
import com.burncloud.ui.internal.Preferences;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Segments;

/** What this window remembers for its person; it applies at once, but for the language. */
final class WindowCard {
	private static final String SYSTEM = "system";

	private final Texts texts = Texts.of(WindowCard.class);
	private final Preferences preferences;
	private final String languageAtStart;

	/** @param languageChanged called when another language was chosen, or the former one again */
	WindowCard(Composite parent, Workbench workbench, Runnable languageChanged) {
		preferences = workbench.preferences();
		languageAtStart = preferences.get(Frame.LANGUAGE, SYSTEM);
		SettingsCard card = new SettingsCard(parent, texts.get("card.window"));
		row(card, "language", Frame.LANGUAGE, SYSTEM, chosen -> languageChanged.run(), SYSTEM, "zh", "en");
		row(card, "theme", Frame.THEME, SYSTEM, chosen -> workbench.applyTheme(), SYSTEM, "light", "dark");
		row(card, "closing", Frame.CLOSING, "", chosen -> {
		}, "", "hide", "quit");
	}

	private void row(SettingsCard card, String name, String preference, String otherwise, Consumer<String> then, String... values) {
		Composite cell = card.add(texts.get("window." + name));
		Segments segments = new Segments(cell, Role.PANEL, chosen -> {
			preferences.set(preference, chosen);
			then.accept(chosen);
		});
		for (String value : values) {
			segments.add(value, texts.get("window." + name + "." + Optional.of(value).filter(v -> !v.isEmpty()).orElse("ask")));
		}
		segments.set(preferences.get(preference, otherwise));
		if (texts.has("window." + name + ".hint")) {
			SettingsCard.note(cell, texts.get("window." + name + ".hint"), Role.MUTED);
		}
		card.end();
	}

	/** Whether the window speaks another language than was chosen meanwhile. */
	boolean languageDiffers() {
		return !preferences.get(Frame.LANGUAGE, SYSTEM).equals(languageAtStart);
	}
}
