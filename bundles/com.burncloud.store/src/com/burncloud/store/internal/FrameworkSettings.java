package com.burncloud.store.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.DiskException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.Setting.Source;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.SettingRule;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.token.TokenService;

/** The settings that the launcher handed to the framework as properties, and the file from which it reads them at the next start. */
@Component
public final class FrameworkSettings implements Settings {

	private static final String MASK = "********";

	private static final Logger LOG = LoggerFactory.getLogger(FrameworkSettings.class);

	private final BundleContext context;
	private final Path home;
	private final SettingsFile file;
	private final ReentrantLock saving = new ReentrantLock();

	/** It stands on these settings itself, so it comes later. */
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	volatile TokenService tokens;

	@Activate
	public FrameworkSettings(BundleContext context) {
		this.context = context;
		this.home = expand(value(SettingKey.HOME));
		this.file = new SettingsFile(home);
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

	@Override
	public Map<SettingKey, String> pending() {
		Map<SettingKey, String> pending = new EnumMap<>(SettingKey.class);
		try {
			Map<SettingKey, String> stored = file.read();
			for (SettingKey key : SettingKey.values()) {
				String next = stored.getOrDefault(key, key.defaultValue());
				if (key != SettingKey.HOME && !setFromOutside(key) && !next.equals(value(key))) {
					pending.put(key, shown(key, next));
				}
			}
		} catch (IOException unreadable) {
			LOG.warn("{} cannot be read, so what applies from the next start on is not known: {}", file.path(), Reason.of(unreadable));
		}
		return pending;
	}

	@Override
	public void save(Map<SettingKey, String> values) {
		Map<SettingKey, String> stripped = new EnumMap<>(SettingKey.class);
		values.forEach((key, value) -> stripped.put(key, value.strip()));
		stripped.forEach(this::check);
		saving.lock();
		try {
			checkHost(stripped);
			file.write(stripped);
		} catch (AccessDeniedException denied) {
			throw new ConflictException("The settings were not saved: " + file.path() + " cannot be written. Give this user the right to write there.");
		} catch (IOException unwritable) {
			throw new DiskException("The settings were not saved: " + file.path() + " cannot be written: " + Reason.of(unwritable) + ".");
		} finally {
			saving.unlock();
		}
		LOG.info("Saved for the next start: {}", stripped.keySet().stream().map(SettingKey::key).collect(Collectors.joining(", ")));
	}

	private void check(SettingKey key, String value) {
		if (key == SettingKey.HOME) {
			throw new InvalidFieldException(key.key(), "The data folder cannot be set in a file inside it; use --home or the environment variable " + key.variable() + ".");
		}
		if (setFromOutside(key)) {
			String where = source(key) == Source.COMMAND_LINE ? "on the command line (--" + key.key().replace('_', '-') + ")"
					: "in the environment (" + key.variable() + (key == SettingKey.PORT ? " or PORT)" : ")");
			throw new ConflictException("'" + key.key() + "' is set " + where + ", which is stronger than " + SettingsFile.NAME + ". Change it there.");
		}
		String shown = key.secret() ? "The value" : "'" + value + "'";
		if (!SettingRule.Form.LINE.accepts(value) || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
			throw new InvalidFieldException(key.key(), "The value of '" + key.key() + "' has a line break or another character that the file cannot hold.");
		}
		if (key.secret() && value.equals(MASK)) {
			throw new InvalidFieldException(key.key(), "'" + key.key() + "' was sent as the mask under which its value is shown. Send the value itself, or leave it out.");
		}
		if (!value.isEmpty() && !key.rule().accepts(value)) {
			throw new InvalidFieldException(key.key(), shown + " cannot be '" + key.key() + "'; expected " + key.rule().expected() + ".");
		}
	}

	private void checkHost(Map<SettingKey, String> values) throws IOException {
		TokenService present = tokens;
		if (present == null || !values.containsKey(SettingKey.HOST) && !values.containsKey(SettingKey.ALLOW_DEMO_TOKEN)) {
			return;
		}
		Map<SettingKey, String> next = file.read();
		next.putAll(values);
		DemoRule.check(key -> setFromOutside(key) ? value(key) : next.getOrDefault(key, "").isEmpty() ? key.defaultValue() : next.get(key), present);
	}

	private boolean setFromOutside(SettingKey key) {
		Source source = source(key);
		return source == Source.COMMAND_LINE || source == Source.ENVIRONMENT;
	}

	private Setting setting(SettingKey key) {
		return new Setting(key, shown(key, value(key)), source(key));
	}

	private static String shown(SettingKey key, String value) {
		return key.secret() && !value.isEmpty() ? MASK : value;
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
