package com.burncloud.ui.internal.models;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.model.LlamaServer;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Icons;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** There is no llama-server that can be used: why, where it was looked for, and what to do. UI thread. */
final class LlamaCard implements Item {
	private final Card card;
	private final Text places;
	private final Runnable resized;

	/** @param again looks once more */
	LlamaCard(Composite parent, Words words, ModelActions actions, LlamaServer llama, Runnable again, Runnable resized) {
		this.resized = resized;
		card = new Card(parent, Role.CANVAS);
		card.setLayoutData(Texture.wide());
		GridLayout layout = Texture.grid(2, 12, 10);
		layout.marginWidth = 14;
		layout.verticalSpacing = 6;
		card.setLayout(layout);
		Label picture = new Label(card, SWT.NONE);
		picture.setLayoutData(new GridData(SWT.CENTER, SWT.BEGINNING, false, false, 1, 4));
		Palette.of(card).follow(picture, () -> {
			picture.setBackground(Palette.of(card).get(Role.PANEL));
			picture.setImage(Icons.of(card).get("warning", 20, Palette.of(card).get(Role.WARN)));
		});
		boolean broken = llama.path().isPresent();
		Texture.label(card, words.get(broken ? "llama.broken" : "llama.none"), Fonts.of(card).bold(), Role.PANEL, Role.TEXT).setLayoutData(Texture.wide());
		String why = llama.error().map(PlainWords::of).orElse("");
		Label text = Texture.label(card, SWT.WRAP, (why.isEmpty() ? "" : why + "\n") + words.get("llama.text"), Fonts.of(card).plain(), Role.PANEL, Role.MUTED);
		GridData wide = Texture.wide();
		wide.widthHint = 200;
		text.setLayoutData(wide);
		Composite buttons = Texture.group(card, Role.PANEL);
		buttons.setLayout(Texture.grid(3, 0, 6));
		new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get("llama.settings"), "settings", Role.PANEL, actions::settings);
		new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get("llama.again"), "refresh", Role.PANEL, again);
		new FlatButton(buttons, FlatButton.Kind.QUIET, words.get("llama.places", String.valueOf(llama.places().size())), "chevron-down", Role.PANEL, this::toggle);
		places = new Text(card, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP);
		places.setText(String.join("\n", llama.places()));
		places.setFont(Fonts.of(card).mono());
		Form.named(places, words.get("llama.looked"));
		Palette.of(places).paint(places, Role.PANEL, Role.MUTED);
		GridData data = Texture.wide();
		data.widthHint = 200;
		data.exclude = true;
		places.setLayoutData(data);
		places.setVisible(false);
	}

	private void toggle() {
		GridData data = (GridData) places.getLayoutData();
		data.exclude = !data.exclude;
		places.setVisible(!data.exclude);
		resized.run();
	}

	@Override
	public Card control() {
		return card;
	}
}
