package com.burncloud.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.Setting.Source;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;

/** The settings that the launcher handed to the framework as properties. */
@Component
public final class FrameworkSettings implements Settings {

	private static final String MASK = "********";

	private final BundleContext context;
	private final Path home;

	@Activate
	public FrameworkSettings(BundleContext context) {
		this.context = context;
		this.home = expand(value(SettingKey.HOME));
		try {
			if (!Files.isDirectory(home)) {
				PrivateFiles.makeFolder(home);
			}
			if (!Files.isWritable(home)) {
				throw new IOException("it is not writable");
			}
		} catch (IOException e) {
			throw StartupFailure.report(context, "The data folder " + home + " cannot be used: " + Reason.of(e) + ". Set "
					+ SettingKey.HOME.variable() + " to a folder that this user may write.", e);
		}
	}

	@Override
	public String value(SettingKey key) {
		String value = context.getProperty(key.property());
		return value != null ? value : key.defaultValue();
	}

	@Override
	public long number(SettingKey key) {
		try {
			return Long.parseLong(value(key).strip());
		} catch (NumberFormatException e) {
			throw new IllegalStateException(key.key() + " is " + (key.secret() ? MASK : "\"" + value(key) + "\"") + ", but must be a whole number", e);
		}
	}

	@Override
	public boolean enabled(SettingKey key) {
		return Boolean.parseBoolean(value(key).strip());
	}

	@Override
	public Path home() {
		return home;
	}

	@Override
	public List<Setting> all() {
		return Arrays.stream(SettingKey.values()).map(this::setting).toList();
	}

	private Setting setting(SettingKey key) {
		String value = value(key);
		return new Setting(key, key.secret() && !value.isEmpty() ? MASK : value, source(key));
	}

	private Source source(SettingKey key) {
		String named = context.getProperty(key.sourceProperty());
		if (named == null || context.getProperty(key.property()) == null) {
			return Source.DEFAULT;
		}
		try {
			return Source.valueOf(named.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
		} catch (IllegalArgumentException e) {
			return Source.DEFAULT;
		}
	}

	private static Path expand(String folder) {
		String user = System.getProperty("user.home", "");
		String expanded = folder.equals("~") ? user : folder.startsWith("~/") ? user + folder.substring(1) : folder;
		return Path.of(expanded).toAbsolutePath().normalize();
	}
}
