package com.burncloud.launcher.internal.client;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** The client's texts in the user's language: Chinese where the locale's variables say so, else English. */
record Texts(ResourceBundle bundle) {

	static Texts of(Map<String, String> environment) {
		String language = Stream.of("LC_ALL", "LC_MESSAGES", "LANG").map(name -> environment.getOrDefault(name, "")).filter(value -> !value.isEmpty()).findFirst()
				.orElse("");
		Locale locale = language.startsWith("zh") ? Locale.CHINESE : Locale.ROOT;
		return new Texts(ResourceBundle.getBundle(Texts.class.getPackageName() + ".messages", locale, Texts.class.getClassLoader(),
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
	}

	/** @param values put in as they are; numbers are not grouped */
	String get(String key, Object... values) {
		return MessageFormat.format(bundle.getString(key), Stream.of(values).map(String::valueOf).toArray());
	}

	/** The headings of a table. */
	String[] headings(String... keys) {
		return Stream.of(keys).map(key -> bundle.getString("column." + key)).toArray(String[]::new);
	}
}
