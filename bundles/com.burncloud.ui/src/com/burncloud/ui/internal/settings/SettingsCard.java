package com.burncloud.ui.internal.settings;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.Tag;
import com.burncloud.ui.internal.widget.Texture;

/** A card of settings: a heading, then rows of a name, a control and a small word at the right. */
final class SettingsCard {
	private static final int NAME_WIDTH = 150;

	private final Card card;

	SettingsCard(Composite parent, String heading) {
		card = new Card(parent, Role.CANVAS);
		GridLayout layout = Texture.grid(3, 18, 12);
		layout.marginHeight = 14;
		card.setLayout(layout);
		card.setLayoutData(Texture.wide());
		Texture.label(card, heading, Fonts.of(card).heading(), Role.PANEL, Role.TEXT).setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 3, 1));
	}

	/** Begins a row. @return where its control goes, a grid of one column */
	Composite add(String name) {
		Label label = Texture.label(card, SWT.WRAP, name, Fonts.of(card).plain(), Role.PANEL, Role.MUTED);
		GridData data = new GridData(SWT.BEGINNING, SWT.BEGINNING, false, false);
		data.widthHint = NAME_WIDTH;
		data.verticalIndent = 7;
		label.setLayoutData(data);
		Composite cell = Texture.group(card, Role.PANEL);
		cell.setLayout(Texture.grid(1, 0, 4));
		cell.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
		return cell;
	}

	/** Ends a row with a small word. */
	Tag tag(String word) {
		Tag tag = new Tag(card, word, Role.PANEL);
		GridData data = new GridData(SWT.END, SWT.BEGINNING, false, false);
		data.verticalIndent = 7;
		tag.setLayoutData(data);
		return tag;
	}

	/** Ends a row with nothing. */
	void end() {
		Label nothing = new Label(card, SWT.NONE);
		nothing.setLayoutData(new GridData());
	}

	void setVisible(boolean now) {
		card.setVisible(now);
		((GridData) card.getLayoutData()).exclude = !now;
	}

	/** A small text over the whole width of what it stands in. */
	static Label note(Composite parent, String text, Role ink) {
		Label label = Texture.label(parent, SWT.WRAP, text, Fonts.of(parent).small(), Role.PANEL, ink);
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
		data.widthHint = 200;
		label.setLayoutData(data);
		return label;
	}
}
