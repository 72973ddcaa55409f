package com.burncloud.ui.internal.models;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.LocalModel;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Bar;
import com.burncloud.ui.internal.widget.Caption;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.StateTag;
import com.burncloud.ui.internal.widget.Texture;

/** A model of the gateway's machine. Figures that merely move are put into what is there; anything else is made anew. UI thread. */
final class ModelCard implements Item {
	private static final int WIDE = 560;

	private final Card card;
	private final Words words;
	private final Deeds deeds;
	private LocalModel shown;
	private String doubt = "";
	private StateTag state;
	private Label running;
	private Optional<Bar> loading = Optional.empty();

	/** What the buttons of a card do. */
	interface Deeds {
		ModelActions actions();

		void details(LocalModel model);

		void log(LocalModel model);

		void deploy(LocalModel model);

		/** Looks for a model to download. */
		void add();
	}

	ModelCard(Composite parent, Words words, Deeds deeds, LocalModel model, String doubt) {
		this.words = words;
		this.deeds = deeds;
		card = new Card(parent, Role.CANVAS);
		card.setLayoutData(Texture.wide());
		build(model, doubt);
	}

	@Override
	public Card control() {
		return card;
	}

	/** @return whether its height may have changed */
	boolean show(LocalModel model, String newDoubt) {
		boolean same = doubt.equals(newDoubt) && still(shown).equals(still(model));
		shown = model;
		if (!same) {
			Refocus.around(card, () -> build(model, newDoubt));
			return true;
		}
		figures(model);
		return false;
	}

	/** A model without what moves. */
	private static LocalModel still(LocalModel model) {
		Deployment now = model.deployment();
		Deployment quiet = new Deployment(now.state(), now.port(), now.pid(), java.util.OptionalDouble.empty(), now.contextTokens(), java.util.OptionalDouble.empty(), now.notice(),
				now.error(), now.restarts(), Optional.empty());
		return new LocalModel(model.id(), model.title(), model.file(), model.sizeBytes(), model.facts(), model.quantization(), model.sha256(), model.origin(), model.adopted(),
				model.projectors(), model.error(), model.addedAt(), model.options(), quiet);
	}

	private void build(LocalModel model, String newDoubt) {
		shown = model;
		doubt = newDoubt;
		loading = Optional.empty();
		for (var child : card.getChildren()) {
			child.dispose();
		}
		GridLayout layout = Texture.grid(1, 12, 4);
		layout.marginWidth = 14;
		card.setLayout(layout);
		Deployment now = model.deployment();
		head(model, now.state());
		line(words.facts(model), Role.MUTED);
		gateway(model);
		if (now.state() == Deployment.State.STARTING) {
			Bar bar = new Bar(card, words.get("loading"), Role.PANEL);
			bar.setLayoutData(Texture.wide());
			loading = Optional.of(bar);
		}
		now.notice().ifPresent(notice -> line(PlainWords.of(notice), Role.WARN));
		if (!doubt.isEmpty()) {
			line(PlainWords.of(doubt), Role.WARN);
		}
		model.error().ifPresent(error -> line(PlainWords.of(error), Role.BAD));
		now.error().ifPresent(error -> line(words.get(now.state() == Deployment.State.FAILED ? "failed.because" : "crashed.because", PlainWords.of(error)),
				now.state() == Deployment.State.FAILED ? Role.BAD : Role.WARN));
		figures(model);
	}

	private void head(LocalModel model, Deployment.State now) {
		Composite head = Texture.group(card, Role.PANEL);
		head.setLayout(new HeadLayout(WIDE));
		head.setLayoutData(Texture.wide());
		Composite name = Texture.group(head, Role.PANEL);
		name.setLayout(new NameLayout());
		new Caption(name, model.title(), Fonts.of(card).heading(), Role.TEXT);
		state = new StateTag(name, Role.PANEL);
		if (model.error().isPresent() && now == Deployment.State.STOPPED) {
			state.set(words.get("state.broken"), words.get("state.broken"), Role.BAD);
		} else {
			state.set(words.state(now), words.spokenState(now), Words.role(now));
		}
		Composite buttons = Texture.group(head, Role.PANEL);
		RowLayout row = new RowLayout();
		row.marginLeft = 0;
		row.marginRight = 0;
		row.marginTop = 0;
		row.marginBottom = 0;
		row.spacing = 6;
		buttons.setLayout(row);
		button(buttons, FlatButton.Kind.PLAIN, "details", "document", () -> deeds.details(shown));
		boolean on = switch (now) {
		case RUNNING, STARTING, QUEUED, ASLEEP -> true;
		case STOPPED, FAILED -> false;
		};
		if (on || now == Deployment.State.FAILED) {
			button(buttons, FlatButton.Kind.PLAIN, "log", "terminal", () -> deeds.log(shown));
		}
		if (on) {
			button(buttons, FlatButton.Kind.PLAIN, "stop", "stop", () -> deeds.actions().stop(shown));
		} else {
			button(buttons, FlatButton.Kind.PLAIN, "deploy", "rocket", () -> deeds.deploy(shown)).setEnabled(model.error().isEmpty());
		}
		new FlatButton(buttons, FlatButton.Kind.PLAIN, "", "trash", Role.PANEL, () -> deeds.actions().delete(shown)).setAccessibleName(words.get("delete.name"));
	}

	private FlatButton button(Composite row, FlatButton.Kind kind, String key, String icon, Runnable action) {
		FlatButton button = new FlatButton(row, kind, words.get(key), icon, Role.PANEL, action);
		button.setAccessibleName(words.get(key + ".name"));
		button.setToolTipText(null);
		return button;
	}

	private void gateway(LocalModel model) {
		Composite line = Texture.group(card, Role.PANEL);
		line.setLayout(Texture.grid(3, 0, 4));
		line.setLayoutData(Texture.wide());
		Label name = Texture.label(line, model.gatewayModel(), Fonts.of(card).mono(), Role.PANEL, model.deployment().state() == Deployment.State.RUNNING ? Role.TEXT : Role.MUTED);
		name.setToolTipText(words.get("gateway.hint"));
		FlatButton copy = new FlatButton(line, FlatButton.Kind.QUIET, "", "copy", Role.PANEL, () -> deeds.actions().copy(model.gatewayModel()));
		copy.setAccessibleName(words.get("gateway.copy"));
		GridData small = new GridData(SWT.BEGINNING, SWT.CENTER, false, false);
		small.heightHint = 22;
		copy.setLayoutData(small);
		running = Texture.label(line, "", Fonts.of(card).plain(), Role.PANEL, Role.MUTED);
		running.setLayoutData(Texture.wide());
	}

	private void line(String text, Role ink) {
		Label label = Texture.label(card, SWT.WRAP, text, Fonts.of(card).plain(), Role.PANEL, ink);
		GridData data = Texture.wide();
		data.widthHint = 200;
		label.setLayoutData(data);
	}

	private void figures(LocalModel model) {
		String text = Texture.escape(words.running(model));
		if (!running.getText().equals(text)) {
			running.setText(text);
			running.setToolTipText(words.running(model));
		}
		Deployment now = model.deployment();
		loading.ifPresent(bar -> {
			bar.set(now.loadProgress().orElse(0), Role.ACCENT);
			now.loadProgress().ifPresent(share -> {
				String word = words.get("state.loading", String.valueOf(Math.round(share * 100)));
				state.set(word, word, Role.WARN);
			});
		});
	}
}
