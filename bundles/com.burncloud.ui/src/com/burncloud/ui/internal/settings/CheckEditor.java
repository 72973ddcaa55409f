package com.burncloud.ui.internal.settings;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Texture;

/** Yes or no. */
final class CheckEditor implements Editor {
	private final Button check;
	private boolean shown;

	CheckEditor(Composite parent, String text, Runnable changed) {
		check = new Button(parent, SWT.CHECK | SWT.WRAP);
		check.setText(Texture.escape(text));
		GridData data = Texture.wide();
		data.verticalIndent = 6;
		data.widthHint = 200;
		check.setLayoutData(data);
		Palette.of(check).paint(check, Role.PANEL, Role.TEXT);
		check.addListener(SWT.Selection, event -> changed.run());
	}

	@Override
	public void show(String value) {
		shown = Boolean.parseBoolean(value);
		check.setSelection(shown);
	}

	@Override
	public Optional<String> change() {
		return check.getSelection() == shown ? Optional.empty() : Optional.of(Boolean.toString(check.getSelection()));
	}

	@Override
	public void setEnabled(boolean enabled) {
		check.setEnabled(enabled);
	}

	@Override
	public Control control() {
		return check;
	}
}
