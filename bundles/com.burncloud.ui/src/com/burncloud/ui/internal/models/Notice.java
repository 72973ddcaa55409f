package com.burncloud.ui.internal.models;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** A sentence in a list, with what can be done about it. Made anew for each sentence. UI thread. */
final class Notice {
	private final Composite place;
	private final Role background;
	private final Label text;
	private Optional<Composite> buttons = Optional.empty();

	Notice(Composite parent, Role background, String sentence, Role ink) {
		this.background = background;
		place = Texture.group(parent, background);
		place.setLayout(Texture.grid(1, background == Role.CANVAS ? 4 : 0, 8));
		place.setLayoutData(Texture.wide());
		text = Texture.label(place, SWT.WRAP, sentence, Fonts.of(parent).plain(), background, ink);
		GridData data = Texture.wide();
		data.widthHint = 160;
		text.setLayoutData(data);
	}

	Notice button(String name, String icon, Runnable action) {
		if (buttons.isEmpty()) {
			Composite row = Texture.group(place, background);
			RowLayout layout = new RowLayout();
			layout.marginLeft = 0;
			layout.marginTop = 0;
			layout.marginBottom = 0;
			layout.spacing = 6;
			row.setLayout(layout);
			row.setLayoutData(Texture.wide());
			buttons = Optional.of(row);
		}
		new FlatButton(buttons.get(), FlatButton.Kind.PLAIN, name, icon, background, action);
		return this;
	}

	void say(String sentence) {
		if (!text.isDisposed()) {
			text.setText(Texture.escape(sentence));
		}
	}
}
