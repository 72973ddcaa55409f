package com.burncloud.ui.internal.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.Download.State;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Bar;
import com.burncloud.ui.internal.widget.Caption;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.StateTag;
import com.burncloud.ui.internal.widget.Texture;

/** A model on its way. UI thread. */
final class DownloadCard implements Item {
	private final Card card;
	private final Words words;
	private final ModelActions actions;
	private final String hub;
	private final StateTag tag;
	private final Composite buttons;
	private final Bar bar;
	private final Label done;
	private final Label pace;
	private final Label why;
	private Optional<State> built = Optional.empty();
	private Download shown;

	/** @param hub as people call it */
	DownloadCard(Composite parent, Words words, ModelActions actions, Download download, String hub) {
		this.words = words;
		this.actions = actions;
		this.hub = hub;
		shown = download;
		card = new Card(parent, Role.CANVAS);
		card.setLayoutData(Texture.wide());
		GridLayout layout = Texture.grid(1, 12, 4);
		layout.marginWidth = 14;
		card.setLayout(layout);
		Composite head = Texture.group(card, Role.PANEL);
		head.setLayout(new HeadLayout());
		head.setLayoutData(Texture.wide());
		Composite name = Texture.group(head, Role.PANEL);
		name.setLayout(new NameLayout());
		new Caption(name, Words.name(download.file()), Fonts.of(card).heading(), Role.TEXT);
		tag = new StateTag(name, Role.PANEL);
		buttons = Texture.group(head, Role.PANEL);
		RowLayout row = new RowLayout();
		row.marginLeft = 0;
		row.marginRight = 0;
		row.marginTop = 0;
		row.marginBottom = 0;
		row.spacing = 6;
		buttons.setLayout(row);
		Texture.label(card, from(download), Fonts.of(card).plain(), Role.PANEL, Role.MUTED).setLayoutData(Texture.wide());
		bar = new Bar(card, words.get("download.progress"), Role.PANEL);
		bar.setLayoutData(Texture.wide());
		Composite figures = Texture.group(card, Role.PANEL);
		figures.setLayout(Texture.grid(2, 0, 8));
		figures.setLayoutData(Texture.wide());
		done = Texture.label(figures, "", Fonts.of(card).plain(), Role.PANEL, Role.MUTED);
		pace = Texture.label(figures, SWT.RIGHT, "", Fonts.of(card).plain(), Role.PANEL, Role.MUTED);
		pace.setLayoutData(Texture.wide());
		why = Texture.label(card, SWT.WRAP, "", Fonts.of(card).plain(), Role.PANEL, Role.TEXT);
		GridData data = Texture.wide();
		data.widthHint = 200;
		why.setLayoutData(data);
		show(download);
	}

	@Override
	public Card control() {
		return card;
	}

	private String from(Download download) {
		List<String> parts = new ArrayList<>(List.of(hub, download.repository()));
		if (download.files().size() > 1) {
			parts.add(words.get("shards", String.valueOf(download.files().size())));
		}
		return Words.joined(parts);
	}

	/** @return whether its height may have changed */
	boolean show(Download download) {
		shown = download;
		boolean rebuilt = !built.equals(Optional.of(download.state()));
		if (rebuilt) {
			built = Optional.of(download.state());
			tag.set(words.state(download.state()), words.state(download.state()), Words.role(download.state()));
			Refocus.around(buttons, this::buttons);
			buttons.getParent().getParent().layout(true, true);
		}
		double share = download.bytesTotal() <= 0 ? 0 : (double) download.bytesDone() / download.bytesTotal();
		bar.set(share, Words.role(download.state()));
		boolean moved = set(done, words.get("download.done", Words.size(download.bytesDone()), Words.size(download.bytesTotal()), String.valueOf((int) Math.floor(share * 100))));
		set(pace, words.pace(download));
		if (moved) {
			done.getParent().layout(true, true);
		}
		String reason = reason(download);
		boolean other = set(why, reason);
		((GridData) why.getLayoutData()).exclude = reason.isEmpty();
		why.setVisible(!reason.isEmpty());
		why.setForeground(com.burncloud.ui.internal.style.Palette.of(why).get(download.state() == State.FAILED ? Role.BAD : Role.TEXT));
		return rebuilt || other;
	}

	/** Why it does not go on, and until when. */
	private String reason(Download download) {
		String error = download.error().map(PlainWords::of).orElse("");
		return switch (download.state()) {
		case WAITING -> download.retryAt().map(at -> words.get("download.until", words.until(at), error)).orElse(error);
		case QUEUED -> error.isEmpty() ? words.get("download.queued.why") : error;
		default -> error;
		};
	}

	private static boolean set(Label label, String text) {
		String escaped = Texture.escape(text);
		if (label.getText().equals(escaped)) {
			return false;
		}
		label.setText(escaped);
		return true;
	}

	private void buttons() {
		for (var child : buttons.getChildren()) {
			child.dispose();
		}
		switch (shown.state()) {
		case RUNNING, QUEUED, WAITING, VERIFYING -> button("pause", "pause", () -> actions.pause(shown));
		case PAUSED -> button("resume", "play", () -> actions.resume(shown));
		case FAILED -> button("retry", "refresh", () -> actions.resume(shown));
		case COMPLETED -> {
			// it is a model by now
		}
		}
		if (shown.state() == State.WAITING) {
			button("retry", "refresh", () -> actions.resume(shown));
		}
		FlatButton remove = new FlatButton(buttons, FlatButton.Kind.PLAIN, "", "close", Role.PANEL, () -> actions.remove(shown));
		remove.setAccessibleName(words.get("remove.name"));
	}

	private void button(String key, String icon, Runnable action) {
		new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get(key), icon, Role.PANEL, action);
	}
}
