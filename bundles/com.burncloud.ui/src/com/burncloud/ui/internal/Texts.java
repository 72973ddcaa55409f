package com.burncloud.ui.internal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The sentences of one package, in {@code messages.properties} (English) and {@code messages_zh.properties} beside its classes, both UTF-8. Any thread.
 */
public final class Texts {
	private final ResourceBundle bundle;

	private Texts(ResourceBundle bundle) {
		this.bundle = bundle;
	}

	/** Of the package of a class, in the language of the process. */
	public static Texts of(Class<?> type) {
		return of(type, Locale.getDefault());
	}

	static Texts of(Class<?> type, Locale locale) {
		Locale language = locale.getLanguage().equals("zh") ? Locale.CHINESE : Locale.ROOT;
		return new Texts(ResourceBundle.getBundle(type.getPackageName() + ".messages", language, type.getClassLoader(),
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
	}

	/** A sentence; with arguments {@code {0}} and so on are filled in and an apostrophe is written twice. */
	public String get(String key, Object... arguments) {
		String text = bundle.getString(key);
		return arguments.length == 0 ? text : new MessageFormat(text, Locale.ROOT).format(arguments);
	}

	public boolean has(String key) {
		return bundle.containsKey(key);
	}
}
