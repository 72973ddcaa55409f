package com.burncloud.ui.internal.settings;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.settings.Setting;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Tag;
import com.burncloud.ui.internal.widget.Texture;

/** Where everything is kept; it cannot be set in a file that lies in it, so it can only be looked at. */
final class FolderRow {

	/** Shows a folder in the system's file manager. */
	interface Opener {
		void open(String folder);
	}

	private final Texts texts = Texts.of(FolderRow.class);
	private final Text text;
	private final FlatButton open;
	private final Tag source;

	FolderRow(SettingsCard card, String name, Opener opener) {
		Composite cell = card.add(name);
		Composite line = Texture.group(cell, Role.PANEL);
		line.setLayout(Texture.grid(2, 0, 8));
		line.setLayoutData(Texture.wide());
		text = LineEditor.field(line, name, "", SWT.SINGLE | SWT.READ_ONLY);
		text.setFont(Fonts.of(text).mono());
		text.setLayoutData(Texture.wide());
		open = new FlatButton(line, FlatButton.Kind.PLAIN, texts.get("home.open"), "folder", Role.PANEL, () -> opener.open(text.getText()));
		open.setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
		SettingsCard.note(cell, texts.get("hint.home"), Role.MUTED);
		source = card.tag(texts.get("source.DEFAULT"));
		setEnabled(false);
	}

	/** @param local whether the folder is one of this machine */
	void show(Setting setting, boolean local) {
		text.setText(setting.value());
		source.setText(texts.get("source." + setting.source()));
		open.setVisible(local);
		open.setEnabled(local);
	}

	void setEnabled(boolean enabled) {
		open.setEnabled(enabled);
	}
}
