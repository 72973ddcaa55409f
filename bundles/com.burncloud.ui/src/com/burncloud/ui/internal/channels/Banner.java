package com.burncloud.ui.internal.channels;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Icons;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** A sentence over the whole width of a page, with a button or none; it takes no room while there is nothing to say. UI thread. */
final class Banner {
	private final Card card;
	private final Label text;

	/**
	 * @param role of the icon
	 * @param action the button's text; empty: no button
	 */
	Banner(Composite parent, String icon, Role role, String action, Runnable run) {
		card = new Card(parent, Role.CANVAS);
		card.setLayout(Texture.grid(action.isEmpty() ? 2 : 3, 12, 10));
		GridData data = Texture.wide();
		data.exclude = true;
		card.setLayoutData(data);
		card.setVisible(false);
		Label picture = new Label(card, SWT.NONE);
		Palette.of(card).follow(picture, () -> {
			picture.setBackground(Palette.of(card).get(Role.PANEL));
			picture.setImage(Icons.of(card).get(icon, 18, Palette.of(card).get(role)));
		});
		text = Texture.label(card, SWT.WRAP, "", Fonts.of(card).plain(), Role.PANEL, Role.TEXT);
		GridData wide = Texture.wide();
		wide.widthHint = 200;
		text.setLayoutData(wide);
		if (!action.isEmpty()) {
			new FlatButton(card, FlatButton.Kind.PLAIN, action, Role.PANEL, run);
		}
	}

	/** @param sentence empty: nothing to say */
	void say(String sentence) {
		String shown = Texture.escape(sentence);
		if (!text.getText().equals(shown)) {
			text.setText(shown);
			((GridData) card.getLayoutData()).exclude = sentence.isEmpty();
			card.setVisible(!sentence.isEmpty());
			card.getParent().layout(true, true);
		}
	}
}
