package com.burncloud.ui.internal.settings;

import java.util.Optional;
import java.util.function.BiFunction;

import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.Setting.Source;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.SettingRule;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Tag;
import com.burncloud.ui.internal.widget.Texture;

/** A setting of a gateway on its card: its name, the control, where the value comes from; below, what is to be known of it and what is wrong with it. */
final class SettingField {
	private final SettingKey key;
	private final Texts texts = Texts.of(SettingField.class);
	private final Editor editor;
	private final Tag source;
	private final Label state;
	private final Label error;
	private boolean locked;

	/** @param card that it becomes a row of */
	SettingField(SettingsCard card, SettingKey key, BiFunction<Composite, String, Editor> makeEditor) {
		this.key = key;
		String name = texts.get("key." + key.key());
		Composite cell = card.add(name);
		editor = makeEditor.apply(cell, name);
		if (texts.has("hint." + key.key())) {
			SettingsCard.note(cell, texts.get("hint." + key.key()), Role.MUTED);
		}
		state = SettingsCard.note(cell, "", Role.MUTED);
		error = SettingsCard.note(cell, "", Role.BAD);
		say(state, "");
		say(error, "");
		source = card.tag(texts.get("source.DEFAULT"));
		setEnabled(false);
	}

	SettingKey key() {
		return key;
	}

	/**
	 * The page lays itself out anew afterwards.
	 *
	 * @param pending what will apply from the next start on, where that is something else
	 */
	void show(Setting setting, Optional<String> pending) {
		locked = setting.source() == Source.COMMAND_LINE || setting.source() == Source.ENVIRONMENT;
		editor.show(pending.orElse(setting.value()));
		editor.setEnabled(!locked);
		Source from = pending.map(next -> next.equals(key.defaultValue()) ? Source.DEFAULT : Source.FILE).orElse(setting.source());
		source.setText(texts.get("source." + from));
		say(state, locked ? texts.get("locked." + setting.source(), outside(setting.source())) : pending.map(next -> later(setting)).orElse(""));
		say(error, "");
	}

	private String outside(Source from) {
		return from == Source.COMMAND_LINE ? "--" + key.key().replace('_', '-') : key.variable() + (key == SettingKey.PORT ? texts.get("locked.or", "PORT") : "");
	}

	private String later(Setting setting) {
		return key.secret() || !(editor instanceof LineEditor) ? texts.get("pending.secret")
				: texts.get("pending.value", setting.value().isEmpty() ? texts.get("pending.empty") : setting.value());
	}

	/** Nothing can be changed while nobody can be asked. */
	void setEnabled(boolean enabled) {
		editor.setEnabled(enabled && !locked);
	}

	/** What is to be saved, if anything; empty inside takes the setting out of the file. */
	Optional<String> change() {
		return locked ? Optional.empty() : editor.change().map(value -> value.equals(key.defaultValue()) ? "" : value);
	}

	/** What is wrong with what was typed, in the language of the window; the gateway would say the same in English. */
	Optional<String> wrong() {
		return change().filter(value -> !value.isEmpty() && !key.rule().accepts(value)).map(value -> switch (key.rule()) {
		case SettingRule.WholeNumber range -> range.to() == Long.MAX_VALUE ? texts.get("rule.from", String.valueOf(range.from()))
				: texts.get("rule.range", String.valueOf(range.from()), String.valueOf(range.to()));
		case SettingRule.OneOf words -> texts.get("rule.one", String.join(", ", words.words()));
		case SettingRule.Form form -> texts.get("rule." + form);
		});
	}

	void error(String sentence) {
		say(error, sentence);
	}

	void focus() {
		editor.control().forceFocus();
	}

	private static void say(Label label, String sentence) {
		label.setText(Texture.escape(sentence));
		label.setVisible(!sentence.isEmpty());
		((GridData) label.getLayoutData()).exclude = sentence.isEmpty();
	}
}
