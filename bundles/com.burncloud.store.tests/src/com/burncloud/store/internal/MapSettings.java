package com.burncloud.store.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;

/** Settings as a test gives them. */
record MapSettings(Path home, Map<SettingKey, String> values) implements Settings {

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
	public List<Setting> all() {
		return List.of();
	}

	@Override
	public Map<SettingKey, String> pending() {
		return Map.of();
	}

	@Override
	public void save(Map<SettingKey, String> replaced) {
		throw new UnsupportedOperationException();
	}
}
