package com.burncloud.api.settings;

import java.util.Locale;

/** Every setting, with its default. The constant's name is the environment variable behind {@code BURNCLOUD_}. */
public enum SettingKey {
	PORT("3000", "port of the gateway and of the management API"),
	HOST("127.0.0.1", "address to listen on"),
	HOME("~/.burncloud", "data folder"),
	DATABASE_URL("", "JDBC URL of a PostgreSQL database; empty: embedded Derby in the data folder"),
	ADMIN_KEY("", "key of the management API; empty: admin.key in the data folder"),
	MASTER_KEY("", "base64 of the 32 bytes that seal upstream keys; empty: master.key in the data folder"),
	ALLOW_DEMO_TOKEN("false", "listen on more than loopback although the demo token is enabled"),
	ALLOWED_HOSTS("", "host names, comma separated, by which clients may call besides localhost and addresses"),
	MAX_BODY_BYTES("33554432", "largest request body that the gateway reads, in bytes"),
	UNPRICED("refuse", "a model without a price, asked for by a token with an amount: refuse or free"),
	DEFAULT_OUTPUT_TOKENS("4096", "output tokens reserved where the client sets no limit"),
	LOG_RETENTION_DAYS("90", "days that log rows are kept"),
	LOG_RETENTION_ROWS("5000000", "log rows that are kept at most, about 0.5 KB each"),
	LLAMA_SERVER("", "path of the llama-server executable"),
	HF_ENDPOINT("", "address of the Hugging Face hub or of a mirror"),
	HF_TOKEN("", "token for gated repositories"),
	LOG_LEVEL("info", "level of the program's own log: error, warn, info, debug");

	private final String defaultValue;
	private final String description;

	SettingKey(String defaultValue, String description) {
		this.defaultValue = defaultValue;
		this.description = description;
	}

	/** The value when nobody set any; empty where there is none. */
	public String defaultValue() {
		return defaultValue;
	}

	/** One line for help texts, English. */
	public String description() {
		return description;
	}

	/** The name in {@code burncloud.properties}: lower case with underscores, such as {@code database_url}. */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The environment variable, such as {@code BURNCLOUD_DATABASE_URL}. */
	public String variable() {
		return "BURNCLOUD_" + name();
	}

	/** The framework property that carries the value from the launcher to the bundles. */
	public String property() {
		return "burncloud." + key();
	}

	/** The framework property that carries where the value came from. */
	public String sourceProperty() {
		return property() + ".source";
	}

	/** Whether the value must never be shown. */
	public boolean secret() {
		return switch (this) {
		case ADMIN_KEY, MASTER_KEY, HF_TOKEN, DATABASE_URL -> true;
		default -> false;
		};
	}
}
