package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** {@code /api/settings}: each with where it came from, and with what it becomes by a restart: nothing changes before. */
@Component(service = Resource.class)
public final class SettingsResource implements Resource {
	private static final Set<String> KEYS = Arrays.stream(SettingKey.values()).map(SettingKey::key).collect(Collectors.toUnmodifiableSet());
	private static final Pattern MASK = Pattern.compile("\\**");

	private final Settings settings;

	@Activate
	public SettingsResource(@Reference Settings settings) {
		this.settings = settings;
	}

	@Override
	public List<Route> routes() {
		return List.of(
				Route.of("GET", "/api/settings", this::list),
				Route.of("PATCH", "/api/settings", this::change));
	}

	private void list(Call call) throws IOException {
		Map<SettingKey, String> pending = settings.pending();
		call.ok(Json.array(settings.all(), setting -> write(setting, Optional.ofNullable(pending.get(setting.key())))));
	}

	private void change(Call call) throws IOException {
		Fields fields = Fields.of(call.json(), KEYS);
		Map<SettingKey, String> values = new EnumMap<>(SettingKey.class);
		for (SettingKey key : SettingKey.values()) {
			if (fields.given(key.key())) {
				values.put(key, fields.read(key.key(), "", "", Fields::scalar));
			}
		}
		settings.save(values);
		list(call);
	}

	private JsonElement write(Setting setting, Optional<String> pending) {
		JsonObject object = new JsonObject();
		object.addProperty("key", setting.key().key());
		object.addProperty("variable", setting.key().variable());
		object.addProperty("value", shown(setting));
		object.add("pending", Json.text(pending.map(value -> setting.key().secret() && !MASK.matcher(value).matches() ? Mask.of(value) : value)));
		object.addProperty("source", switch (setting.source()) {
		case COMMAND_LINE -> "commandLine";
		case ENVIRONMENT -> "environment";
		case FILE -> "file";
		case DEFAULT -> "default";
		});
		object.addProperty("secret", setting.key().secret());
		object.addProperty("description", setting.key().description());
		return object;
	}

	/** The service has masked it already; here is the last door before the wire, and a mistake there must not open it. */
	private String shown(Setting setting) {
		boolean open = setting.key().secret() && !setting.value().isEmpty() && setting.value().equals(settings.value(setting.key()));
		return open ? Mask.of(setting.value()) : setting.value();
	}
}
