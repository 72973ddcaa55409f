package com.burncloud.ui.internal.models;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.model.HubModel;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Caption;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.StateTag;
import com.burncloud.ui.internal.widget.Texture;

/** A repository that a search found. Both buttons open its files: what is downloaded is one of them. UI thread. */
final class ResultCard implements Item {
	private final Card card;
	private final HubModel model;

	ResultCard(Composite parent, Words words, HubModel model, Consumer<HubModel> open) {
		this.model = model;
		card = new Card(parent, Role.CANVAS);
		card.setLayoutData(Texture.wide());
		GridLayout layout = Texture.grid(1, 10, 4);
		layout.marginWidth = 14;
		card.setLayout(layout);
		Composite head = Texture.group(card, Role.PANEL);
		head.setLayout(new HeadLayout());
		head.setLayoutData(Texture.wide());
		Composite name = Texture.group(head, Role.PANEL);
		name.setLayout(new NameLayout());
		new Caption(name, model.repository(), Fonts.of(card).bold(), Role.TEXT);
		if (model.gated()) {
			StateTag gated = new StateTag(name, Role.PANEL);
			gated.set(words.get("gated"), words.get("gated"), Role.WARN);
			gated.setToolTipText(words.get("gated.hint"));
		}
		Composite buttons = Texture.group(head, Role.PANEL);
		buttons.setLayout(Texture.grid(2, 0, 6));
		new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get("fetch"), "download", Role.PANEL, () -> open.accept(model));
		FlatButton details = new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get("details"), "document", Role.PANEL, () -> open.accept(model));
		details.setAccessibleName(words.get("details.name"));
		details.setToolTipText(null);
		Caption facts = new Caption(card, facts(words), Fonts.of(card).plain(), Role.MUTED);
		GridData wide = Texture.wide();
		wide.widthHint = 120;
		facts.setLayoutData(wide);
	}

	private String facts(Words words) {
		List<String> parts = new ArrayList<>();
		parts.add(words.get("downloads", Figures.compact(model.downloads())));
		parts.add(words.get("likes", Figures.compact(model.likes())));
		model.parameters().ifPresent(count -> parts.add(words.get("parameters", Words.parameters(count))));
		model.sizeBytes().ifPresent(size -> parts.add(words.get("repository.size", Words.size(size))));
		model.license().ifPresent(parts::add);
		model.updatedAt().ifPresent(at -> parts.add(words.get("updated", Figures.full(at).substring(0, 10))));
		return Words.joined(parts);
	}

	HubModel model() {
		return model;
	}

	@Override
	public Card control() {
		return card;
	}
}
