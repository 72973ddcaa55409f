package com.burncloud.ui.internal.tokens;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.token.TokenService.Issued;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Question;
import com.burncloud.ui.internal.widget.Texture;

/** Shows a new secret, the one time that it is known, and does not go before it was copied or given up. */
final class SecretDialog {
	private final Form form;
	private final Texts texts;
	private final FlatButton copy;
	private boolean done;

	SecretDialog(Workbench workbench, Texts texts, Issued issued, String address, String model) {
		this.texts = texts;
		form = new Form(workbench.shell(), texts.get("secret.title"));
		Composite fields = form.fields();
		Label once = Texture.label(fields, SWT.WRAP, texts.get("secret.once", issued.token().name()), Fonts.of(fields).plain(), Role.PANEL, Role.TEXT);
		GridData over = new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1);
		over.widthHint = 300;
		once.setLayoutData(over);
		Text secret = new Text(fields, SWT.BORDER | SWT.READ_ONLY | SWT.SINGLE);
		secret.setText(issued.secret());
		secret.setFont(Fonts.of(fields).mono());
		Palette.of(secret).paint(secret, Role.CODE, Role.TEXT);
		Form.named(secret, texts.get("secret.name"));
		secret.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
		secret.addListener(SWT.KeyDown, event -> done |= event.keyCode == 'c' && event.stateMask == SWT.MOD1);
		copy = new FlatButton(fields, FlatButton.Kind.PRIMARY, texts.get("secret.copy"), "copy", Role.PANEL, () -> {
			SnippetBox.copy(secret, issued.secret());
			done = true;
			copied();
		});
		copy.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
		GridData box = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
		box.widthHint = 300;
		SnippetBox snippets = new SnippetBox(fields, Role.PANEL, workbench.preferences(), new Snippets(texts, address, issued.secret(), model), () -> done = true, form::relayout);
		snippets.setLayoutData(box);
		form.button(FlatButton.Kind.PLAIN, texts.get("secret.close"), form::close);
		form.shell().addListener(SWT.Close, event -> {
			if (!done) {
				event.doit = false;
				ask();
			}
		});
		form.open(600, 700);
		secret.selectAll();
		copy.setFocus();
	}

	private void copied() {
		copy.setText(texts.get("secret.copied"));
	}

	private void ask() {
		new Question(form.shell(), texts.get("secret.sure.title"), texts.get("secret.sure.text")).answer(FlatButton.Kind.DANGER, texts.get("secret.sure.close"), () -> {
			done = true;
			form.close();
		}).answer(FlatButton.Kind.PRIMARY, texts.get("secret.sure.back"), () -> {
		}).open();
	}
}
