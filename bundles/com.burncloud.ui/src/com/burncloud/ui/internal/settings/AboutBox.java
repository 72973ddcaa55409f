package com.burncloud.ui.internal.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Icons;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** What this program is, what it runs on, whose work is in it, and what to put into a report of a fault. */
final class AboutBox {
	private static final String NOTICES = "THIRD-PARTY-NOTICES";

	private final Workbench workbench;
	private final Texts texts = Texts.of(AboutBox.class);
	private final Diagnosis diagnosis;

	AboutBox(Workbench workbench) {
		this.workbench = workbench;
		diagnosis = new Diagnosis(workbench.shell().getDisplay());
	}

	void open() {
		Form form = new Form(workbench.shell(), texts.get("about.title"));
		Composite top = Texture.group(form.fields(), Role.PANEL);
		top.setLayout(Texture.grid(2, 0, 16));
		top.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
		Label logo = new Label(top, SWT.NONE);
		logo.setImage(Icons.of(top).get("app", 64, Palette.of(top).get(Role.ACCENT)));
		logo.setBackground(Palette.of(top).get(Role.PANEL));
		Composite name = Texture.group(top, Role.PANEL);
		name.setLayout(Texture.grid(1, 0, 4));
		name.setLayoutData(Texture.wide());
		Texture.label(name, "BurnCloud 奔云", Fonts.of(name).title(), Role.PANEL, Role.TEXT);
		Label what = Texture.label(name, SWT.WRAP, texts.get("about.what"), Fonts.of(name).plain(), Role.PANEL, Role.MUTED);
		GridData data = Texture.wide();
		data.widthHint = 240;
		what.setLayoutData(data);
		row(form, texts.get("about.version"), diagnosis.version());
		row(form, "Java", diagnosis.java());
		row(form, texts.get("about.system"), diagnosis.system());
		row(form, texts.get("about.window"), diagnosis.toolkit());
		row(form, texts.get("about.licence"), "Apache License 2.0");
		form.button(FlatButton.Kind.PLAIN, texts.get("about.notices"), this::notices);
		form.button(FlatButton.Kind.PLAIN, texts.get("about.copy"), this::copy);
		FlatButton close = form.button(FlatButton.Kind.PRIMARY, texts.get("close"), form::close);
		form.open(470, 480);
		close.setFocus();
	}

	private static void row(Form form, String name, String value) {
		Composite place = form.custom(name);
		place.setLayout(Texture.grid(1, 0, 0));
		Text text = new Text(place, SWT.READ_ONLY | SWT.WRAP);
		text.setText(value);
		GridData data = Texture.wide();
		data.widthHint = 240;
		data.verticalIndent = 4;
		text.setLayoutData(data);
		Palette.of(text).paint(text, Role.PANEL, Role.TEXT);
		Form.named(text, name);
	}

	private void copy() {
		workbench.work().run(texts.get("about.copy"), workbench.shell(), () -> diagnosis.text(workbench.server()), text -> {
			Clipboard clipboard = new Clipboard(workbench.shell().getDisplay());
			clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
			clipboard.dispose();
			workbench.toast(texts.get("about.copied"));
		});
	}

	/** Shown here, since few systems know what to open a file of that name with. */
	private void notices() {
		workbench.work().run(texts.get("about.notices"), workbench.shell(), () -> {
			Optional<Path> file = Optional.ofNullable(System.getProperty("burncloud.product")).map(product -> Path.of(product, NOTICES)).filter(Files::exists);
			return file.isPresent() ? Files.readString(file.get()) : texts.get("about.no_notices", NOTICES);
		}, text -> {
			Form form = new Form(workbench.shell(), texts.get("about.notices"));
			Text all = new Text(form.fields(), SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.WRAP | SWT.BORDER);
			all.setText(text);
			all.setFont(Fonts.of(all).mono());
			GridData data = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
			data.heightHint = 400;
			data.widthHint = 560;
			all.setLayoutData(data);
			Palette.of(all).paint(all, Role.PANEL, Role.TEXT);
			Form.named(all, texts.get("about.notices"));
			form.button(FlatButton.Kind.PRIMARY, texts.get("close"), form::close);
			form.open(640, 560);
		});
	}
}
