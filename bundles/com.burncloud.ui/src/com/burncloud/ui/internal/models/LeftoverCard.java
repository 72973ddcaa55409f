package com.burncloud.ui.internal.models;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.model.ModelService.Leftover;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Caption;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** Files that nobody will finish, with the room that they take. UI thread. */
final class LeftoverCard implements Item {
	private final Card card;

	LeftoverCard(Composite parent, Words words, ModelActions actions, List<Leftover> leftovers) {
		card = new Card(parent, Role.CANVAS);
		card.setLayoutData(Texture.wide());
		GridLayout layout = Texture.grid(3, 12, 8);
		layout.marginWidth = 14;
		layout.verticalSpacing = 4;
		card.setLayout(layout);
		long sum = leftovers.stream().mapToLong(Leftover::sizeBytes).sum();
		Label title = Texture.label(card, words.get("leftovers", leftovers.size(), Words.size(sum)), Fonts.of(card).bold(), Role.PANEL, Role.TEXT);
		title.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 3, 1));
		Label hint = Texture.label(card, SWT.WRAP, words.get("leftovers.hint"), Fonts.of(card).small(), Role.PANEL, Role.MUTED);
		GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false, 3, 1);
		wide.widthHint = 200;
		hint.setLayoutData(wide);
		for (Leftover leftover : leftovers) {
			Caption name = new Caption(card, leftover.name(), Fonts.of(card).mono(), Role.TEXT);
			GridData data = Texture.wide();
			data.widthHint = 120;
			name.setLayoutData(data);
			Texture.label(card, Words.size(leftover.sizeBytes()), Fonts.of(card).plain(), Role.PANEL, Role.MUTED).setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
			new FlatButton(card, FlatButton.Kind.QUIET, "", "trash", Role.PANEL, () -> actions.remove(leftover)).setAccessibleName(words.get("leftover.remove", leftover.name()));
		}
	}

	@Override
	public Card control() {
		return card;
	}
}
