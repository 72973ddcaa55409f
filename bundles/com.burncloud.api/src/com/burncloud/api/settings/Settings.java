package com.burncloud.api.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.osgi.annotation.versioning.ProviderType;

/** The settings of this process. They do not change while it runs. Any thread; reading does not block. */
@ProviderType
public interface Settings {

	/** The value that applies, the default included; empty where nothing is set and there is no default. */
	String value(SettingKey key);

	/** A whole number; the launcher has checked that it is one. */
	long number(SettingKey key);

	/** Whether the value is {@code true}. */
	boolean enabled(SettingKey key);

	/** The data folder; absolute, exists, writable. */
	Path home();

	/** All settings with their origin; secrets masked. */
	List<Setting> all();

	/** What {@code burncloud.properties} says otherwise than what applies, and will apply from the next start on; secrets masked. Reads the file. */
	Map<SettingKey, String> pending();

	/**
	 * Writes settings into {@code burncloud.properties}, keeping its comments and all other lines; they apply from the next start on. The file is replaced
	 * whole or not at all.
	 *
	 * @param values an empty one takes the setting out of the file, so that the default applies
	 * @throws com.burncloud.api.error.InvalidFieldException for a value that the next start would refuse, or a setting that the file cannot hold
	 * @throws com.burncloud.api.error.ConflictException when the command line or the environment sets it, which is stronger than the file
	 */
	void save(Map<SettingKey, String> values);
}
