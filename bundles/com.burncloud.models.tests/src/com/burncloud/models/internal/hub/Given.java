package com.burncloud.models.internal.hub;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;

/** Settings that a test gives; the others have their defaults. */
record Given(Map<SettingKey, String> values) implements Settings {

	@Override
	public String value(SettingKey key) {
		return values.getOrDefault(key, key.defaultValue());
	}

	@Override
	public long number(SettingKey key) {
		return Long.parseLong(value(key));
	}

	@Override
	public boolean enabled(SettingKey key) {
		return Boolean.parseBoolean(value(key));
	}

	@Override
	public Path home() {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<Setting> all() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Map<SettingKey, String> pending() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void save(Map<SettingKey, String> changes) {
		throw new UnsupportedOperationException();
	}
}
