package com.burncloud.remote.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.burncloud.api.server.ServerAwayException;
import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

/** {@code /api/settings}. Secrets are masked before they come here, by {@link #value} too. A setting that this version does not know is passed over. */
final class RemoteSettings implements Settings {
	private static final String SETTINGS = "/api/settings";

	private final ManagementApi api;

	RemoteSettings(ManagementApi api) {
		this.api = api;
	}

	/** A setting, and what will apply from the next start on. */
	record Row(Setting setting, Optional<String> pending) {
	}

	List<Row> rows(Duration limit) {
		return api.get(SETTINGS, limit, RemoteSettings::read);
	}

	private List<Row> rows() {
		return rows(api.pace().call());
	}

	@Override
	public String value(SettingKey key) {
		return rows().stream().map(Row::setting).filter(setting -> setting.key() == key).findFirst().map(Setting::value).orElse(key.defaultValue());
	}

	@Override
	public long number(SettingKey key) {
		return Long.parseLong(value(key));
	}

	@Override
	public boolean enabled(SettingKey key) {
		return Boolean.parseBoolean(value(key));
	}

	/** A folder of the server's machine. */
	@Override
	public Path home() {
		String home = value(SettingKey.HOME);
		try {
			return Path.of(home);
		} catch (InvalidPathException foreign) {
			throw new ServerAwayException("The data folder of " + api.address() + ", '" + home + "', is no path on this machine.", foreign);
		}
	}

	@Override
	public List<Setting> all() {
		return rows().stream().map(Row::setting).toList();
	}

	@Override
	public Map<SettingKey, String> pending() {
		Map<SettingKey, String> pending = new EnumMap<>(SettingKey.class);
		rows().forEach(row -> row.pending().ifPresent(value -> pending.put(row.setting().key(), value)));
		return pending;
	}

	@Override
	public void save(Map<SettingKey, String> values) {
		JsonObject object = new JsonObject();
		values.forEach((key, value) -> object.addProperty(key.key(), value));
		api.call("PATCH", SETTINGS, object, api.pace().call(), RemoteSettings::read);
	}

	private static List<Row> read(JsonElement body) {
		return Fields.<Optional<Row>> list(RemoteSettings::row).apply(body).stream().flatMap(Optional::stream).toList();
	}

	private static Optional<Row> row(Fields row) {
		String name = row.text("key");
		return Arrays.stream(SettingKey.values()).filter(key -> key.key().equals(name)).findFirst()
				.map(key -> new Row(new Setting(key, row.text("value"), source(row.text("source"))),
						row.given("pending") ? Optional.of(row.text("pending")) : Optional.empty()));
	}

	private static Setting.Source source(String name) {
		return switch (name) {
		case "commandLine" -> Setting.Source.COMMAND_LINE;
		case "environment" -> Setting.Source.ENVIRONMENT;
		case "file" -> Setting.Source.FILE;
		case "default" -> Setting.Source.DEFAULT;
		default -> throw new JsonParseException("there is no source '" + name + "'");
		};
	}
}
