package com.burncloud.ui.internal.settings;

import java.util.Optional;
import java.util.function.UnaryOperator;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** A field of one line, with a unit behind it or none. */
final class LineEditor implements Editor {
	/** As wide as fits into the smallest window. */
	static final int WIDE = 360;
	private static final int NARROW = 150;

	private final Text text;
	private String shown = "";

	/** Over the whole width. */
	LineEditor(Composite parent, String name, String hint, Runnable changed) {
		text = field(parent, name, hint, SWT.BORDER | SWT.SINGLE);
		text.setLayoutData(Texture.width(WIDE));
		text.addListener(SWT.Modify, event -> changed.run());
	}

	/** A number. @param unit what stands behind a text */
	LineEditor(Composite parent, String name, String hint, UnaryOperator<String> unit, Runnable changed) {
		Composite line = Texture.group(parent, Role.PANEL);
		line.setLayout(Texture.grid(2, 0, 8));
		line.setLayoutData(Texture.wide());
		text = field(line, name, hint, SWT.BORDER | SWT.SINGLE);
		text.setLayoutData(Texture.width(NARROW));
		Label behind = Texture.label(line, "", Fonts.of(line).plain(), Role.PANEL, Role.MUTED);
		behind.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		text.addListener(SWT.Modify, event -> {
			behind.setText(Texture.escape(unit.apply(text.getText().isBlank() ? hint : text.getText().strip())));
			changed.run();
		});
	}

	/** @param hint stands in the field while it is empty */
	static Text field(Composite parent, String name, String hint, int style) {
		Text text = new Text(parent, style);
		text.setMessage(hint);
		Palette.of(text).follow(text, () -> paint(text));
		Form.named(text, name);
		return text;
	}

	@Override
	public void show(String value) {
		shown = value;
		text.setText(value);
	}

	@Override
	public Optional<String> change() {
		String now = text.getText().strip();
		return now.equals(shown) ? Optional.empty() : Optional.of(now);
	}

	/** What cannot be changed looks so: GTK shows no difference once a field has colours of its own. */
	private static void paint(Text text) {
		Palette palette = Palette.of(text);
		boolean reading = (text.getStyle() & SWT.READ_ONLY) != 0;
		text.setBackground(reading ? palette.get(Role.PANEL) : text.getEnabled() ? palette.field() : palette.get(Role.CANVAS));
		text.setForeground(palette.get(text.getEnabled() || reading ? Role.TEXT : Role.MUTED));
	}

	static void setEnabled(Text text, boolean enabled) {
		text.setEnabled(enabled);
		paint(text);
	}

	@Override
	public void setEnabled(boolean enabled) {
		setEnabled(text, enabled);
	}

	@Override
	public Control control() {
		return text;
	}
}
