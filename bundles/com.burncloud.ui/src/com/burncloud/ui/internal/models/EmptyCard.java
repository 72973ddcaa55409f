package com.burncloud.ui.internal.models;

import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.EmptyState;
import com.burncloud.ui.internal.widget.Texture;

/** No model yet, though there is something else to tell: what the page is for, and the button to begin with. UI thread. */
final class EmptyCard implements Item {
	private final Card card;

	EmptyCard(Composite parent, Words words, Runnable add) {
		card = new Card(parent, Role.CANVAS);
		card.setLayoutData(Texture.wide());
		card.setLayout(Texture.grid(1, 12, 0));
		new EmptyState(card, Role.PANEL, "models", words.get("empty.title"), words.get("empty.text"), words.get("empty.action"), add).setLayoutData(Texture.wide());
	}

	@Override
	public Card control() {
		return card;
	}
}
