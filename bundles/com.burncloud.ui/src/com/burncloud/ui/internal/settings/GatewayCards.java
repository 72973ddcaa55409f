package com.burncloud.ui.internal.settings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.widget.ScrolledColumn;

/** The cards of what a gateway reads when it starts, each setting a field. */
final class GatewayCards {
	private static final long KIB = 1024;

	private final Texts texts = Texts.of(GatewayCards.class);
	private final Map<SettingKey, SettingField> fields = new LinkedHashMap<>();
	private final ScrolledColumn page;
	private final Runnable changed;
	private final FolderRow folder;
	private final List<SettingsCard> cards = new ArrayList<>();
	private boolean shown;

	/** @param changed something was typed */
	GatewayCards(ScrolledColumn page, FolderRow.Opener opener, Runnable changed) {
		this.page = page;
		this.changed = changed;
		SettingsCard gateway = card("gateway");
		number(gateway, SettingKey.PORT, value -> "");
		line(gateway, SettingKey.HOST);
		line(gateway, SettingKey.ALLOWED_HOSTS);
		number(gateway, SettingKey.MAX_BODY_BYTES, this::bytes);
		check(gateway, SettingKey.ALLOW_DEMO_TOKEN);
		SettingsCard storage = card("storage");
		folder = new FolderRow(storage, texts.get("key.home"), opener);
		field(storage, SettingKey.DATABASE_URL, (cell, name) -> new SecretEditor(cell, name, texts.get("database.none"), changed));
		number(storage, SettingKey.LOG_RETENTION_DAYS, value -> texts.get("unit.days"));
		number(storage, SettingKey.LOG_RETENTION_ROWS, this::rows);
		SettingsCard money = card("billing");
		choice(money, SettingKey.UNPRICED, "unpriced.", "refuse", "free");
		number(money, SettingKey.DEFAULT_OUTPUT_TOKENS, value -> "token");
		SettingsCard models = card("models");
		line(models, SettingKey.LLAMA_SERVER);
		line(models, SettingKey.MODELS);
		line(models, SettingKey.HUB);
		field(models, SettingKey.HF_ENDPOINT, (cell, name) -> new HubEditor(cell, name, changed, page::relayout));
		field(models, SettingKey.HF_TOKEN, (cell, name) -> new SecretEditor(cell, name, texts.get("token.none"), changed));
		line(models, SettingKey.HF_TOKEN_HOSTS);
		line(models, SettingKey.MODELSCOPE_ENDPOINT);
		number(models, SettingKey.DOWNLOADS_AT_ONCE, value -> "");
		number(models, SettingKey.DOWNLOAD_CONNECTIONS, value -> "");
		number(models, SettingKey.DOWNLOAD_BYTES_PER_SECOND, this::speed);
	}

	/** A card of its own, further down the page. */
	void diagnostics() {
		SettingsCard card = card("diagnostics");
		choice(card, SettingKey.LOG_LEVEL, "log_level.", "error", "warn", "info", "debug");
		check(card, SettingKey.KEEP_REQUESTS);
	}

	/** Out of sight until its values are known: what is not known is not to look like what is set. */
	private SettingsCard card(String name) {
		SettingsCard card = new SettingsCard(page.column(), texts.get("card." + name));
		card.setVisible(false);
		cards.add(card);
		return card;
	}

	/** Whether the settings of a gateway are in sight, be it the last that was known of them. */
	boolean isShown() {
		return shown;
	}

	void hide() {
		shown = false;
		cards.forEach(card -> card.setVisible(false));
		page.relayout();
	}

	private void field(SettingsCard card, SettingKey key, BiFunction<Composite, String, Editor> editor) {
		fields.put(key, new SettingField(card, key, editor));
	}

	private void line(SettingsCard card, SettingKey key) {
		field(card, key, (cell, name) -> new LineEditor(cell, name, texts.has("empty." + key.key()) ? texts.get("empty." + key.key()) : key.defaultValue(), changed));
	}

	private void number(SettingsCard card, SettingKey key, java.util.function.UnaryOperator<String> unit) {
		field(card, key, (cell, name) -> new LineEditor(cell, name, key.defaultValue(), unit, changed));
	}

	private void check(SettingsCard card, SettingKey key) {
		field(card, key, (cell, name) -> new CheckEditor(cell, texts.get("check." + key.key()), changed));
	}

	/** @param prefix of the texts, one a value */
	private void choice(SettingsCard card, SettingKey key, String prefix, String... values) {
		Map<String, String> words = new LinkedHashMap<>();
		for (String value : values) {
			words.put(value, texts.get(prefix + value));
		}
		field(card, key, (cell, name) -> new ChoiceEditor(cell, words, changed));
	}

	/** So many bytes in the unit that people think in. */
	private String bytes(String value) {
		return value.matches("\\d{4,15}") ? texts.get("unit.bytes", plain(Long.parseLong(value) / (double) (KIB * KIB)), "MiB") : texts.get("unit.byte");
	}

	/** So many bytes a second in the unit that people think in; none is no limit. */
	private String speed(String value) {
		return value.matches("0+") ? texts.get("unit.unlimited")
				: value.matches("\\d{4,15}") ? texts.get("unit.speeds", plain(Long.parseLong(value) / (double) (KIB * KIB)), "MiB") : texts.get("unit.speed");
	}

	/** About what so many rows of the log take. */
	private String rows(String value) {
		return value.matches("\\d{1,15}") ? texts.get("unit.rows", plain(Long.parseLong(value) / 2.0 / KIB / KIB), "GiB") : texts.get("unit.row");
	}

	private static String plain(double number) {
		return String.format(java.util.Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number).replaceFirst("\\.0$", "");
	}

	void show(Map<SettingKey, Setting> settings, Map<SettingKey, String> pending, boolean local) {
		fields.forEach((key, field) -> {
			if (settings.containsKey(key)) {
				field.show(settings.get(key), Optional.ofNullable(pending.get(key)));
			} else {
				field.setEnabled(false); // an older server does not know it
			}
		});
		Optional.ofNullable(settings.get(SettingKey.HOME)).ifPresent(home -> folder.show(home, local));
		shown = true;
		cards.forEach(card -> card.setVisible(true));
		page.relayout();
	}

	void setEnabled(boolean enabled) {
		fields.values().forEach(field -> field.setEnabled(enabled));
		folder.setEnabled(enabled);
	}

	Map<SettingKey, String> changes() {
		Map<SettingKey, String> changes = new EnumMap<>(SettingKey.class);
		fields.forEach((key, field) -> field.change().ifPresent(value -> changes.put(key, value)));
		return changes;
	}

	/** Says under each field what is wrong with it, and goes to the first. @return whether all can be sent */
	boolean check() {
		Optional<SettingField> first = Optional.empty();
		for (SettingField field : fields.values()) {
			Optional<String> wrong = field.wrong();
			field.error(wrong.orElse(""));
			first = first.or(() -> wrong.map(sentence -> field));
		}
		page.relayout();
		first.ifPresent(SettingField::focus);
		return first.isEmpty();
	}

	/** @return whether there is a field for it */
	boolean error(String key, String sentence) {
		Optional<SettingField> found = fields.values().stream().filter(field -> field.key().key().equals(key)).findFirst();
		found.ifPresent(field -> {
			field.error(sentence);
			page.relayout();
			field.focus();
		});
		return found.isPresent();
	}
}
