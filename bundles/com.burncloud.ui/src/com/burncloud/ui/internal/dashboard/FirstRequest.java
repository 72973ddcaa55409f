package com.burncloud.ui.internal.dashboard;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.token.TokenService;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.exchange.Curl;
import com.burncloud.ui.internal.exchange.ExchangeActions;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** In place of the live log while there was no request yet: a command that makes the first one. */
final class FirstRequest extends Composite {
	private final Texts texts = Texts.of(FirstRequest.class);
	private final Text command;

	FirstRequest(Composite parent, Workbench workbench) {
		super(parent, SWT.NONE);
		setLayout(new org.eclipse.swt.layout.FillLayout());
		Card card = new Card(this, Role.CANVAS);
		card.setLayout(Texture.grid(1, 18, 10));
		var title = Texture.label(card, texts.get("first.title"), Fonts.of(this).heading(), Role.PANEL, Role.TEXT);
		title.setLayoutData(new GridData(SWT.CENTER, SWT.END, true, true));
		var words = Texture.label(card, SWT.WRAP | SWT.CENTER, texts.get("first.text"), Fonts.of(this).plain(), Role.PANEL, Role.MUTED);
		GridData wrap = new GridData(SWT.CENTER, SWT.CENTER, true, false);
		wrap.widthHint = 560;
		words.setLayoutData(wrap);
		Card code = new Card(card, Role.PANEL, Role.CODE);
		code.setLayout(Texture.grid(1, 12, 0));
		GridData box = new GridData(SWT.CENTER, SWT.CENTER, true, false);
		box.widthHint = 660;
		code.setLayoutData(box);
		command = new Text(code, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP);
		command.setFont(Fonts.of(this).mono());
		Palette.of(command).paint(command, Role.CODE, Role.TEXT);
		Form.named(command, texts.get("first.command"));
		GridData wide = Texture.wide();
		wide.widthHint = 600;
		command.setLayoutData(wide);
		Composite buttons = Texture.group(card, Role.PANEL);
		buttons.setLayout(Texture.grid(2, 0, 10));
		buttons.setLayoutData(new GridData(SWT.CENTER, SWT.BEGINNING, true, true));
		new FlatButton(buttons, FlatButton.Kind.PRIMARY, texts.get("first.copy"), "copy", Role.PANEL, () -> {
			new ExchangeActions(workbench).copy(command.getText());
			workbench.toast(texts.get("first.copied"));
		});
		new FlatButton(buttons, FlatButton.Kind.PLAIN, texts.get("first.playground"), "playground", Role.PANEL, () -> workbench.open(Pages.PLAYGROUND, java.util.Optional.empty()));
	}

	/** @param demo whether the token of the first start would be accepted */
	void show(String baseUrl, boolean demo) {
		command.setText(Curl.first(baseUrl, demo ? TokenService.DEMO_SECRET : "$BURNCLOUD_TOKEN", "echo", texts.get("first.words")));
		layout(true, true);
	}
}
