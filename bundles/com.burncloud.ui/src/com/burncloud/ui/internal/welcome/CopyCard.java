package com.burncloud.ui.internal.welcome;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** A value that goes into a client's settings, with a button that copies it. */
final class CopyCard {
	/** What a native field keeps free at its left. */
	private static final int INSET = 3;

	private final Text value;
	private final FlatButton button;
	private final Label hint;

	CopyCard(Composite parent, String name, String buttonName, Runnable action) {
		Card card = new Card(parent, Role.CANVAS);
		GridLayout layout = Texture.grid(2, 16, 4);
		layout.marginHeight = 12;
		card.setLayout(layout);
		card.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
		Label label = Texture.label(card, name, Fonts.of(card).small(), Role.PANEL, Role.MUTED);
		GridData above = new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1);
		above.horizontalIndent = INSET;
		label.setLayoutData(above);
		value = new Text(card, SWT.SINGLE | SWT.READ_ONLY);
		value.setFont(Fonts.of(card).code());
		value.setLayoutData(Texture.wide());
		Palette.of(value).paint(value, Role.PANEL, Role.TEXT);
		Form.named(value, name);
		button = new FlatButton(card, FlatButton.Kind.PLAIN, buttonName, "copy", Role.PANEL, action);
		hint = Texture.label(card, SWT.WRAP, "", Fonts.of(card).small(), Role.PANEL, Role.MUTED);
		GridData wide = new GridData(SWT.FILL, SWT.BEGINNING, true, false, 2, 1);
		wide.widthHint = 160;
		wide.horizontalIndent = INSET;
		hint.setLayoutData(wide);
	}

	/** @param action the button's text; empty: there is nothing to do */
	void show(String newValue, String newHint, String action, String icon) {
		value.setText(newValue);
		hint.setText(Texture.escape(newHint));
		button.setVisible(!action.isEmpty());
		if (!action.isEmpty()) {
			button.setIcon(icon);
			button.setText(action);
		}
		value.getParent().layout(true);
	}

	String value() {
		return value.getText();
	}
}
