package com.burncloud.ui.internal.exchange;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** One side of the window that sends a request again: the request, or an answer with its figures. */
final class AnswerPane extends Composite {
	private final Texts texts = Texts.of(AnswerPane.class);
	private final Label title;
	private final Label figures;
	private final FlatButton raw;
	private final Text text;
	private String words = "";
	private String whole = "";
	private boolean showsWhole;

	AnswerPane(Composite parent, String name) {
		super(parent, SWT.NONE);
		setLayout(new org.eclipse.swt.layout.FillLayout());
		Card card = new Card(this, Role.CANVAS);
		card.setLayout(Texture.grid(2, 12, 6));
		title = Texture.label(card, name, Fonts.of(this).heading(), Role.PANEL, Role.TEXT);
		title.setLayoutData(Texture.wide());
		raw = new FlatButton(card, FlatButton.Kind.QUIET, texts.get("again.raw"), Role.PANEL, this::turn);
		raw.setVisible(false);
		figures = Texture.label(card, SWT.WRAP, " ", Fonts.of(this).plain(), Role.PANEL, Role.MUTED);
		var wide = Texture.wide();
		wide.horizontalSpan = 2;
		wide.widthHint = 120;
		figures.setLayoutData(wide);
		Card code = new Card(card, Role.PANEL, Role.CODE);
		code.setLayout(Texture.grid(1, 10, 0));
		text = new Text(code, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
		text.setFont(Fonts.of(this).mono());
		Form.named(text, name);
		Palette.of(text).paint(text, Role.CODE, Role.TEXT);
		var all = Texture.fill();
		all.horizontalSpan = 2;
		all.widthHint = 200;
		all.heightHint = 100;
		code.setLayoutData(all);
		text.setLayoutData(Texture.fill());
	}

	void request(String body, String path) {
		title.setText(texts.get("again.request"));
		say(Texture.escape(path), Role.MUTED);
		text.setText(AnswerText.pretty(body));
		raw.setVisible(false);
	}

	void waiting(String channel) {
		title.setText(Texture.escape(channel));
		say(texts.get("again.waiting"), Role.MUTED);
		text.setText("");
		raw.setVisible(false);
	}

	void stopped() {
		say(texts.get("again.stopped"), Role.MUTED);
	}

	void failed(String channel, String why) {
		title.setText(Texture.escape(channel));
		say(texts.get("again.failed"), Role.BAD);
		text.setText(why);
	}

	void answer(Answer answer) {
		if (answer.status() == 0) {
			failed(answer.channel(), answer.error());
			return;
		}
		title.setText(Texture.escape(answer.channel()));
		List<String> parts = new ArrayList<>();
		parts.add(Integer.toString(answer.status()));
		parts.add(texts.get("timeline.first", Figures.duration(answer.firstMillis())));
		parts.add(Figures.duration(answer.millis()));
		answer.row().ifPresentOrElse(row -> {
			parts.add(texts.get("again.tokens", Figures.count(row.usage().promptTokens()), Figures.count(row.usage().completionTokens())));
			parts.add(Figures.money(row.costNanos()));
		}, () -> parts.add(texts.get("again.unsettled")));
		say(String.join(" · ", parts), answer.status() >= 400 ? Role.BAD : Role.MUTED);
		words = AnswerText.words(answer.body());
		whole = AnswerText.pretty(answer.body());
		showsWhole = words.isEmpty();
		raw.setVisible(!words.isEmpty());
		show();
	}

	private void say(String line, Role ink) {
		figures.setText(line);
		figures.setForeground(Palette.of(this).get(ink));
		layout(true, true);
	}

	private void turn() {
		showsWhole = !showsWhole;
		show();
	}

	private void show() {
		text.setText(showsWhole ? whole : words);
		raw.setText(texts.get(showsWhole ? "again.words" : "again.raw"));
	}
}
