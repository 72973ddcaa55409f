package com.burncloud.api.settings;

/**
 * A setting as it stands.
 *
 * @param value what applies; masked for {@link SettingKey#secret() secrets}
 */
public record Setting(SettingKey key, String value, Source source) {

	/** Where a value came from, strongest first. */
	public enum Source {
		COMMAND_LINE, ENVIRONMENT, FILE, DEFAULT
	}
}
