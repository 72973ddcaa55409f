package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;

/** A sentence, and two or more answers to it. */
public final class Question {
	private final Form form;

	public Question(Shell owner, String title, String text) {
		form = new Form(owner, title);
		Label label = Texture.label(form.fields(), SWT.WRAP, text, Fonts.of(form.shell()).plain(), Role.PANEL, Role.TEXT);
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1);
		data.widthHint = 380;
		label.setLayoutData(data);
	}

	/** Adds an answer; pressing it closes the question. */
	public Question answer(FlatButton.Kind kind, String text, Runnable run) {
		form.button(kind, text, () -> {
			form.close();
			run.run();
		});
		return this;
	}

	public void open() {
		form.open(430, 400);
	}
}
