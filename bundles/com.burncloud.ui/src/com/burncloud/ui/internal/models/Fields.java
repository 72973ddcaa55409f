package com.burncloud.ui.internal.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Choice;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** Fields in a pane: names at the left, controls at the right, a field's error under it. What a dialog has of {@link Form}. UI thread. */
final class Fields {
	private static final int NAME_WIDTH = 104;

	private final Words words;
	private final Map<String, Label> errors = new LinkedHashMap<>();
	private final Map<String, Control> controls = new LinkedHashMap<>();
	private final Side side;
	private Composite target;

	Fields(Composite body, Side side, Words words) {
		this.side = side;
		this.words = words;
		target = section(body);
	}

	/** Further fields go into a part of their own. */
	Composite section(Composite body) {
		Composite place = Texture.group(body, Role.PANEL);
		place.setLayout(Texture.grid(2, 0, 8));
		place.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
		target = place;
		return place;
	}

	Text text(String key, String value, String hint) {
		String name = words.get("field." + key);
		name(name);
		Text text = new Text(target, SWT.BORDER | SWT.SINGLE);
		text.setText(value);
		text.setMessage(hint);
		Palette.of(text).paintField(text);
		GridData data = Texture.wide();
		data.widthHint = 60;
		text.setLayoutData(data);
		Form.named(text, name);
		finish(key, text);
		return text;
	}

	Choice<String> choice(String key, List<Choice.Option<String>> options, String value) {
		name(words.get("field." + key));
		Composite place = Texture.group(target, Role.PANEL);
		place.setLayout(Texture.grid(1, 0, 0));
		place.setLayoutData(Texture.wide());
		Choice<String> choice = new Choice<>(place, "", Role.PANEL, chosen -> {
		});
		choice.setSpoken(words.get("field." + key));
		choice.set(options, value);
		finish(key, choice);
		return choice;
	}

	Button check(String key, boolean value) {
		name("");
		Button check = new Button(target, SWT.CHECK | SWT.WRAP);
		check.setText(words.get("field." + key));
		check.setSelection(value);
		Palette.of(check).paint(check, Role.PANEL, Role.TEXT);
		GridData data = Texture.wide();
		data.widthHint = 100;
		check.setLayoutData(data);
		finish(key, check);
		return check;
	}

	private void name(String name) {
		Label label = Texture.label(target, SWT.WRAP, name, Fonts.of(target).plain(), Role.PANEL, Role.MUTED);
		GridData data = new GridData(SWT.BEGINNING, SWT.CENTER, false, false);
		data.widthHint = NAME_WIDTH;
		label.setLayoutData(data);
	}

	/** A small text under the field that was made last. */
	Label hint(String text) {
		return under(text, Role.MUTED, false);
	}

	private Label under(String text, Role ink, boolean hidden) {
		Label label = Texture.label(target, SWT.WRAP, text, Fonts.of(target).small(), Role.PANEL, ink);
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false, 2, 1);
		data.horizontalIndent = NAME_WIDTH + 8;
		data.widthHint = 100;
		data.exclude = hidden;
		label.setLayoutData(data);
		label.setVisible(!hidden);
		return label;
	}

	private void finish(String key, Control control) {
		controls.put(key, control);
		errors.put(key, under("", Role.BAD, true));
	}

	/** Shows an error under its field, which gets the focus. @return whether there is such a field */
	boolean error(String key, String message) {
		clear();
		Label label = errors.get(key);
		if (label == null) {
			return false;
		}
		label.setText(Texture.escape(message));
		((GridData) label.getLayoutData()).exclude = false;
		label.setVisible(true);
		side.relayout();
		controls.get(key).setFocus();
		side.reveal(label);
		return true;
	}

	void clear() {
		errors.values().forEach(label -> {
			((GridData) label.getLayoutData()).exclude = true;
			label.setVisible(false);
		});
		side.relayout();
	}

	/** @throws InvalidFieldException when it is no whole number */
	int number(String key, Text text, int empty) {
		String typed = text.getText().strip();
		try {
			return typed.isEmpty() ? empty : Integer.parseInt(typed);
		} catch (NumberFormatException no) {
			throw new InvalidFieldException(key, words.get("noNumber", typed));
		}
	}
}
