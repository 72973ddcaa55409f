package com.burncloud.api.settings;

import java.util.List;
import java.util.Locale;

import com.burncloud.api.settings.SettingRule.Form;
import com.burncloud.api.settings.SettingRule.OneOf;
import com.burncloud.api.settings.SettingRule.WholeNumber;

/** Every setting, with its default. The constant's name is the environment variable behind {@code BURNCLOUD_}. */
public enum SettingKey {
	PORT("3000", "port of the gateway and of the management API", new WholeNumber(1, 65_535)),
	HOST("127.0.0.1", "address to listen on", Form.HOST),
	HOME("~/.burncloud", "data folder", Form.FOLDER),
	DATABASE_URL("", "JDBC URL of a PostgreSQL database; empty: embedded Derby in the data folder", Form.DATABASE),
	ADMIN_KEY("", "key of the management API; empty: admin.key in the data folder", Form.PLAIN_WORD),
	MASTER_KEY("", "base64 of the 32 bytes that seal upstream keys; empty: master.key in the data folder", Form.MASTER_KEY),
	ALLOW_DEMO_TOKEN("false", "listen on more than loopback although the demo token is enabled", new OneOf(List.of("true", "false"))),
	ALLOWED_HOSTS("", "host names, comma separated, by which clients may call besides localhost and addresses", Form.HOST_NAMES),
	MAX_BODY_BYTES("33554432", "largest request body that the gateway reads, in bytes", new WholeNumber(1_024, Integer.MAX_VALUE)),
	UNPRICED("refuse", "a model without a price, asked for by a token with an amount: refuse or free", new OneOf(List.of("refuse", "free"))),
	DEFAULT_OUTPUT_TOKENS("4096", "output tokens reserved where the client sets no limit", new WholeNumber(1, 100_000_000)),
	LOG_RETENTION_DAYS("90", "days that log rows are kept", new WholeNumber(1, 36_500)),
	LOG_RETENTION_ROWS("5000000", "log rows that are kept at most, about 0.5 KB each", new WholeNumber(1, Long.MAX_VALUE)),
	KEEP_REQUESTS("true", "keep the last requests in memory, to look at and to send again", new OneOf(List.of("true", "false"))),
	LLAMA_SERVER("", "path of the llama-server executable", Form.LINE),
	HUB("", "hub that is asked by default, such as huggingface, hf-mirror or modelscope; empty: the fastest that answers", Form.PLAIN_WORD),
	HF_ENDPOINT("", "address of the Hugging Face hub or of a mirror", Form.HTTP_ADDRESS),
	HF_TOKEN("", "token for gated repositories", Form.PLAIN_WORD),
	HF_TOKEN_HOSTS("", "host names, comma separated, besides huggingface.co that may see the token", Form.HOST_NAMES),
	MODELSCOPE_ENDPOINT("", "address of the ModelScope hub", Form.HTTP_ADDRESS),
	MODELS("", "folder of the models, ASCII only; empty: models in the data folder", Form.LINE),
	DOWNLOADS_AT_ONCE("1", "downloads that run at the same time", new WholeNumber(1, 16)),
	DOWNLOAD_CONNECTIONS("4", "connections of one download", new WholeNumber(1, 16)),
	DOWNLOAD_BYTES_PER_SECOND("0", "speed limit of all downloads together, in bytes a second; 0: none", new WholeNumber(0, Long.MAX_VALUE)),
	LOG_LEVEL("info", "level of the program's own log: error, warn, info, debug", new OneOf(List.of("error", "warn", "info", "debug")));

	private final String defaultValue;
	private final String description;
	private final SettingRule rule;

	SettingKey(String defaultValue, String description, SettingRule rule) {
		this.defaultValue = defaultValue;
		this.description = description;
		this.rule = rule;
	}

	/** The value when nobody set any; empty where there is none. */
	public String defaultValue() {
		return defaultValue;
	}

	/** One line for help texts, English. */
	public String description() {
		return description;
	}

	/** What a value must look like; the default does. */
	public SettingRule rule() {
		return rule;
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
