package com.burncloud.launcher.internal;

import java.util.List;
import java.util.Optional;

import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.SettingRule;

/** A setting's rule in the operator's language. */
final class Expectation {

	private Expectation() {
	}

	/** What was expected, when the value is not that. */
	static Optional<Message> unmet(SettingKey key, String value) {
		return key.rule().accepts(value) ? Optional.empty() : Optional.of(of(key.rule()));
	}

	static Message of(SettingRule rule) {
		return switch (rule) {
		case SettingRule.WholeNumber(long from, long to) -> Message.of("expect.number", from, to);
		case SettingRule.OneOf(List<String> words) -> Message.of("expect.one", String.join(", ", words));
		case SettingRule.Form form -> Message.of(switch (form) {
		case HOST -> "expect.host";
		case FOLDER -> "expect.folder";
		case DATABASE -> "expect.jdbc";
		case MASTER_KEY -> "expect.master";
		case HTTP_ADDRESS -> "expect.http";
		case PLAIN_WORD -> "expect.ascii";
		case HOST_NAMES -> "expect.hosts";
		case LINE -> "expect.line";
		});
		};
	}
}
