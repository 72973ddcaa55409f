package com.burncloud.admin.internal;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.Settings;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** {@code /api/settings}: each with where it came from. They change with a restart only, so there is nothing but GET. */
@Component(service = Resource.class)
public final class SettingsResource implements Resource {
	private final Settings settings;

	@Activate
	public SettingsResource(@Reference Settings settings) {
		this.settings = settings;
	}

	@Override
	public List<Route> routes() {
		return List.of(Route.of("GET", "/api/settings", call -> call.ok(Json.array(settings.all(), this::write))));
	}

	private JsonElement write(Setting setting) {
		JsonObject object = new JsonObject();
		object.addProperty("key", setting.key().key());
		object.addProperty("variable", setting.key().variable());
		object.addProperty("value", shown(setting));
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
