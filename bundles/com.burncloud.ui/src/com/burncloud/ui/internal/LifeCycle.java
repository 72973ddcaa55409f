package com.burncloud.ui.internal;

import java.util.Locale;

import org.eclipse.e4.ui.workbench.lifecycle.PostContextCreate;

/** What comes before the window: its language. */
public final class LifeCycle {

	@PostContextCreate
	void begin() {
		Locale.setDefault(language(new Preferences().get(Frame.LANGUAGE, "system")));
	}

	/** @param wanted {@code zh}, {@code en}, or anything else for the system's, as the launcher has read it from the environment */
	static Locale language(String wanted) {
		String language = wanted.equals("zh") || wanted.equals("en") ? wanted : System.getProperty("burncloud.language", Locale.getDefault().getLanguage());
		return language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.US;
	}
}
