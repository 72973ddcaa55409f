package com.burncloud.ui.internal.channels;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** The choice of a type and the further fields that the type asks for. The list follows what is installed while the form is open; the choice stays. UI thread. */
final class TypeField {
	static final String API_KEY = "apiKey";
	private static final String USUAL = "openai";

	private final Form form;
	private final Words words;
	private final Runnable chosen;
	private final Combo combo;
	private final Label hint;
	private final Map<String, ProviderInfo> installed = new LinkedHashMap<>();
	private final List<String> listed = new ArrayList<>();
	/** Values of further fields by their key, those of types that are not chosen now among them. */
	private final Map<String, String> values = new LinkedHashMap<>();
	private final Map<String, Text> texts = new LinkedHashMap<>();
	private Optional<Composite> further = Optional.empty();
	private String type;

	/** @param chosen called when another type is chosen, or its fields have changed */
	TypeField(Form form, Words words, String type, Map<String, String> options, Runnable chosen) {
		this.form = form;
		this.words = words;
		this.type = type;
		this.chosen = chosen;
		values.putAll(options);
		combo = form.combo("type", words.get("field.type"));
		combo.setVisibleItemCount(20);
		hint = form.hint("");
		hint("");
		combo.addListener(SWT.Selection, event -> choose(listed.get(combo.getSelectionIndex())));
	}

	/** Where the further fields go; called once, when the form has come to their place. */
	void placeFurtherFields() {
		further = Optional.of(form.section());
	}

	String type() {
		return type;
	}

	Optional<ProviderInfo> info() {
		return Optional.ofNullable(installed.get(type));
	}

	/** Takes what is installed now. */
	void installed(List<InstalledProvider> providers) {
		List<String> before = List.copyOf(installed.keySet());
		installed.clear();
		providers.stream().map(InstalledProvider::info).sorted(Comparator.comparing(info -> info.name(words.language()), Collator.getInstance(Locale.getDefault())))
				.forEach(info -> installed.putIfAbsent(info.type(), info));
		if (type.isEmpty()) {
			type = installed.containsKey(USUAL) ? USUAL : installed.keySet().stream().findFirst().orElse("");
		}
		listed.clear();
		listed.addAll(installed.keySet());
		if (!type.isEmpty() && !installed.containsKey(type)) {
			listed.addFirst(type);
		}
		combo.setItems(listed.stream().map(this::label).toArray(String[]::new));
		combo.select(listed.indexOf(type));
		String fresh = before.isEmpty() ? "" : installed.keySet().stream().filter(each -> !before.contains(each)).map(this::label).collect(Collectors.joining(words.get("and")));
		choose(type);
		if (!fresh.isEmpty()) {
			hint(words.get("type.fresh", fresh));
		}
	}

	private String label(String each) {
		return installed.containsKey(each) ? installed.get(each).name(words.language()) : words.get("type.missing", each);
	}

	private void choose(String newType) {
		remember();
		type = newType;
		hint(type.isEmpty() || installed.containsKey(type) ? "" : words.get("type.missing.hint"));
		further.ifPresent(section -> {
			for (Control child : section.getChildren()) {
				child.dispose();
			}
			texts.clear();
			List<ProviderInfo.Field> fields = info().map(ProviderInfo::fields).orElse(List.of()).stream().filter(field -> !field.key().equals(API_KEY)).toList();
			form.into(section, () -> fields.forEach(this::add));
			form.show(section, !fields.isEmpty());
		});
		chosen.run();
	}

	private void add(ProviderInfo.Field field) {
		String label = words.label(field);
		Text text = form.text("options." + field.key(), label, field.required() ? words.get("required") : "", SWT.BORDER | SWT.SINGLE | (field.secret() ? SWT.PASSWORD : 0));
		text.setText(values.getOrDefault(field.key(), ""));
		texts.put(field.key(), text);
	}

	private void hint(String text) {
		hint.setText(Texture.escape(text));
		((org.eclipse.swt.layout.GridData) hint.getLayoutData()).exclude = text.isEmpty();
		hint.setVisible(!text.isEmpty());
		form.relayout();
	}

	private void remember() {
		texts.forEach((key, text) -> {
			if (text.getText().isBlank()) {
				values.remove(key);
			} else {
				values.put(key, text.getText().strip());
			}
		});
	}

	/**
	 * The values of the chosen type's fields; of a type that is not installed, all that there are.
	 *
	 * @throws InvalidFieldException when one is missing
	 */
	Map<String, String> options() {
		remember();
		if (info().isEmpty()) {
			return Map.copyOf(values);
		}
		Map<String, String> options = new LinkedHashMap<>();
		for (ProviderInfo.Field field : info().get().fields()) {
			String value = values.getOrDefault(field.key(), "");
			if (field.required() && value.isEmpty() && !field.key().equals(API_KEY)) {
				throw new InvalidFieldException("options." + field.key(), words.get("missing", words.label(field)));
			}
			if (!value.isEmpty()) {
				options.put(field.key(), value);
			}
		}
		return options;
	}
}
