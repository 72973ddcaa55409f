package com.burncloud.ui.internal.welcome;

import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.Said;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.welcome.Trial.Answer;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.Dot;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.ScrolledColumn;
import com.burncloud.ui.internal.widget.Segments;
import com.burncloud.ui.internal.widget.Texture;

/** The first request: as a text to copy, and by a button that sends it and shows what came back. */
final class TrialCard {
	private static final String CURL = "curl";
	private static final String PYTHON = "python";

	private final Texts texts = Texts.of(TrialCard.class);
	private final ScrolledColumn page;
	private final Workbench workbench;
	private final Card card;
	private final Segments language;
	private final Text code;
	private final Composite foot;
	private final FlatButton send;
	private final Dot dot;
	private final Label answer;
	private Snippet snippet = new Snippet("", "", "");

	TrialCard(ScrolledColumn page, Workbench workbench, Consumer<String> copy) {
		this.page = page;
		this.workbench = workbench;
		card = new Card(page.column(), Role.CANVAS);
		card.setLayout(Texture.grid(1, 16, 10));
		card.setLayoutData(Texture.wide());
		Composite head = Texture.group(card, Role.PANEL);
		head.setLayout(Texture.grid(3, 0, 8));
		head.setLayoutData(Texture.wide());
		Label title = Texture.label(head, texts.get("first"), Fonts.of(head).heading(), Role.PANEL, Role.TEXT);
		title.setLayoutData(Texture.wide());
		language = new Segments(head, Role.PANEL, chosen -> code());
		language.add(CURL, "curl").add(PYTHON, "Python").set(CURL);
		Card box = new Card(card, Role.PANEL, Role.CODE);
		FillLayout inset = new FillLayout();
		inset.marginWidth = 12;
		inset.marginHeight = 10;
		box.setLayout(inset);
		box.setLayoutData(Texture.wide());
		code = new Text(box, SWT.MULTI | SWT.READ_ONLY);
		code.setFont(Fonts.of(box).code());
		Palette.of(code).paint(code, Role.CODE, Role.TEXT);
		Form.named(code, texts.get("first"));
		new FlatButton(head, FlatButton.Kind.PLAIN, texts.get("copy"), "copy", Role.PANEL, () -> copy.accept(code.getText()));
		foot = Texture.group(card, Role.PANEL);
		foot.setLayout(Texture.grid(3, 0, 10));
		foot.setLayoutData(Texture.wide());
		send = new FlatButton(foot, FlatButton.Kind.PLAIN, texts.get("try"), "play", Role.PANEL, this::send);
		dot = new Dot(foot, Role.GOOD, Role.PANEL);
		answer = Texture.label(foot, SWT.WRAP, texts.get("try.hint"), Fonts.of(foot).plain(), Role.PANEL, Role.MUTED);
		GridData wide = Texture.wide();
		wide.widthHint = 200;
		answer.setLayoutData(wide);
		dot.setLayoutData(new GridData());
		dot(false);
	}

	private void dot(boolean there) {
		dot.setVisible(there);
		((GridData) dot.getLayoutData()).exclude = !there;
	}

	/** @param works whether the token is one that opens something */
	void show(String baseUrl, String token, boolean works) {
		snippet = new Snippet(baseUrl.isEmpty() ? "http://127.0.0.1:3000/v1" : baseUrl, token, texts.get("question"));
		foot.setVisible(works);
		((GridData) foot.getLayoutData()).exclude = !works;
		code();
	}

	private void code() {
		String text = language.get().equals(PYTHON) ? snippet.python() : snippet.curl();
		if (!text.equals(code.getText())) {
			code.setText(text);
			page.relayout();
		}
	}

	/** Shows how a program in Python does it. */
	void python() {
		language.set(PYTHON);
		code();
		code.setFocus();
	}

	private void send() {
		send.setEnabled(false);
		dot(false);
		say(texts.get("try.sending"), Role.MUTED);
		Trial trial = new Trial(snippet.baseUrl(), snippet.token(), snippet.question());
		workbench.work().run(texts.get("try"), card, trial::send, this::show, failure -> {
			result(Role.BAD, workbench.work().sentence(failure));
		});
	}

	private void show(Answer got) {
		result(got.good() ? Role.GOOD : Role.BAD, texts.get(got.good() ? "try.good" : "try.bad", String.valueOf(got.status()), String.valueOf(got.millis()), Said.here(got.text())));
	}

	private void result(Role role, String text) {
		send.setEnabled(true);
		dot.set(role);
		dot(true);
		say(text, Role.TEXT);
	}

	private void say(String text, Role ink) {
		answer.setText(Texture.escape(text));
		answer.setForeground(Palette.of(answer).get(ink));
		page.relayout();
	}
}
