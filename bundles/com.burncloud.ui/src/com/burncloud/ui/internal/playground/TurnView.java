package com.burncloud.ui.internal.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.ui.internal.Said;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.playground.Answer.State;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** What a person said, the answer as it comes, and what it took: some controls at the end of a scroller. */
final class TurnView {
	/** From here on what cannot change any more gets a widget of its own, so that an answer of any length costs no more to extend than a short one. */
	private static final int LONG = 4_000;
	private static final int GAP = 8;
	private static final int FIRST_GAP = 18;

	private final Scroller place;
	private final Texts texts;
	private final Runnable again;
	private final MarkdownText reasoning;
	private final List<MarkdownText> parts = new ArrayList<>();
	private final Composite foot;
	private final Label figures;
	private final FlatButton copy;
	private int frozen;
	private String text = "";
	private boolean failed;

	/** @param again asks the same once more */
	TurnView(Scroller place, Texts texts, Prompt prompt, Runnable again) {
		this.place = place;
		this.texts = texts;
		this.again = again;
		said(prompt);
		reasoning = new MarkdownText(place, Role.MUTED);
		Form.named(reasoning.control(), texts.get("reasoning"));
		place.add(reasoning.control(), GAP);
		place.present(reasoning.control(), false);
		foot = Texture.group(place, Role.PANEL);
		foot.setLayout(Texture.grid(3, 0, 4));
		figures = Texture.label(foot, texts.get("waiting"), Fonts.of(place).small(), Role.PANEL, Role.MUTED);
		figures.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		copy = new FlatButton(foot, FlatButton.Kind.QUIET, "", "copy", Role.PANEL, this::copy);
		copy.setAccessibleName(texts.get("copy"));
		copy.setVisible(false);
		FlatButton repeat = new FlatButton(foot, FlatButton.Kind.QUIET, "", "refresh", Role.PANEL, again);
		repeat.setAccessibleName(texts.get("again"));
		place.add(foot, GAP);
		part();
	}

	private void said(Prompt prompt) {
		int gap = FIRST_GAP;
		if (!prompt.pictures().isEmpty()) {
			Composite row = Texture.group(place, Role.PANEL);
			RowLayout layout = new RowLayout();
			layout.marginLeft = 0;
			layout.spacing = 8;
			row.setLayout(layout);
			prompt.pictures().forEach(picture -> thumbnail(row, picture));
			place.add(row, gap);
			gap = GAP;
		}
		if (!prompt.text().isBlank()) {
			MarkdownText said = new MarkdownText(place, Role.MUTED);
			said.show(new Markdown(prompt.text(), List.of(), List.of(), 0));
			Form.named(said.control(), texts.get("prompt"));
			place.add(said.control(), gap);
		}
	}

	/** A small picture; its image goes with it. */
	static Label thumbnail(Composite parent, Picture picture) {
		Label label = new Label(parent, SWT.NONE);
		Image image = new Image(parent.getDisplay(), picture.small());
		label.setImage(image);
		label.setToolTipText(picture.name());
		Form.named(label, picture.name());
		label.addDisposeListener(event -> image.dispose());
		return label;
	}

	private static GridData wide() {
		GridData data = Texture.wide();
		data.widthHint = 120;
		return data;
	}

	private void part() {
		MarkdownText part = new MarkdownText(place, Role.TEXT);
		Form.named(part.control(), texts.get("answer"));
		place.insert(part.control(), parts.isEmpty() ? GAP : 2 * GAP, foot);
		place.present(part.control(), false);
		parts.add(part);
	}

	boolean isDisposed() {
		return foot.isDisposed();
	}

	/** The scroller is to be placed after it. */
	void show(Answer answer) {
		text = answer.text();
		if (!answer.reasoning().isEmpty()) {
			show(reasoning, Markdown.of(answer.reasoning()));
		}
		Markdown tail = Markdown.of(text.substring(frozen));
		if (tail.lastBlock() > LONG) {
			show(parts.getLast(), Markdown.of(text.substring(frozen, frozen + tail.lastBlock())));
			frozen += tail.lastBlock();
			tail = Markdown.of(text.substring(frozen));
			part();
		}
		show(parts.getLast(), tail);
		copy.setVisible(answer.over() && !text.isEmpty());
		if (answer.state() == State.FAILED && !failed) {
			failed = true;
			fail(answer);
		}
		figures.setText(Texture.escape(figures(answer)));
		// Without a word of an answer there is nothing to tell of it: the card says all, and has its own button.
		place.present(foot, answer.state() != State.FAILED || !text.isEmpty());
	}

	private void show(MarkdownText part, Markdown markdown) {
		if (part.show(markdown)) {
			place.changed(part.control());
			place.present(part.control(), !markdown.text().isEmpty());
		}
	}

	private String figures(Answer answer) {
		List<String> told = new ArrayList<>();
		if (answer.state() == State.WAITING) {
			return texts.get("waiting");
		}
		if (answer.firstMillis() > 0) {
			told.add(texts.get("figures.first", Figures.duration(answer.firstMillis())));
		}
		if (answer.tokensPerSecond() > 0) {
			told.add(texts.get("figures.speed", String.format(Locale.ROOT, answer.tokensPerSecond() < 10 ? "%.1f" : "%,.0f", answer.tokensPerSecond())));
		}
		if (answer.promptTokens() >= 0 && answer.completionTokens() >= 0) {
			told.add(texts.get("figures.tokens", Figures.count(answer.promptTokens()), Figures.count(answer.completionTokens())));
		}
		answer.costNanos().ifPresent(nanos -> told.add(Figures.moneyShort(nanos)));
		if (answer.state() == State.STOPPED) {
			told.add(texts.get("stopped"));
		}
		return String.join(" · ", told);
	}

	private void fail(Answer answer) {
		Card card = new Card(place, Role.PANEL, Role.RAISED);
		card.setLayout(Texture.grid(1, 12, 4));
		List<String> head = new ArrayList<>(List.of(texts.get("error.title")));
		if (answer.status() >= 400) {
			head.add("HTTP " + answer.status());
		}
		if (!answer.code().isEmpty()) {
			head.add(answer.code());
		}
		Texture.label(card, SWT.WRAP, String.join(" · ", head), Fonts.of(place).bold(), Role.RAISED, Role.BAD).setLayoutData(wide());
		String known = "error." + answer.code();
		String byStatus = "error.status." + answer.status();
		String plain = texts.has(known) ? texts.get(known) : texts.has(byStatus) ? texts.get(byStatus) : texts.get(text.isEmpty() ? "error.other" : "error.stream_cut");
		Texture.label(card, SWT.WRAP, plain, Fonts.of(place).plain(), Role.RAISED, Role.TEXT).setLayoutData(wide());
		if (!answer.error().isBlank() && !answer.error().equals(answer.code())) {
			MarkdownText words = new MarkdownText(card, Role.MUTED);
			words.control().setFont(Fonts.of(place).small());
			Palette.of(place).paint(words.control(), Role.RAISED, Role.MUTED);
			words.show(new Markdown(Said.here(answer.error()), List.of(), List.of(), 0));
			words.control().setLayoutData(wide());
		}
		FlatButton repeat = new FlatButton(card, FlatButton.Kind.PLAIN, texts.get("again"), "refresh", Role.RAISED, again);
		repeat.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
		place.insert(card, GAP, foot);
	}

	private void copy() {
		Clipboard clipboard = new Clipboard(place.getDisplay());
		clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
		clipboard.dispose();
	}
}
