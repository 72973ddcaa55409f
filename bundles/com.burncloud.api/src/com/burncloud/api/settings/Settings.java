package com.burncloud.api.settings;

import java.nio.file.Path;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** The settings of this process. They do not change while it runs. Any thread; no call blocks. */
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
}
