package com.burncloud.ui.internal.settings;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** A value that is never shown, not even to who set it: it can be replaced, or taken away. */
final class SecretEditor implements Editor {
	private final Texts texts = Texts.of(SecretEditor.class);
	private final Text text;
	private final FlatButton clear;
	private final String hint;
	private boolean present;
	private boolean cleared;
	private boolean enabled = true;

	SecretEditor(Composite parent, String name, String hint, Runnable changed) {
		this.hint = hint;
		Composite line = Texture.group(parent, Role.PANEL);
		line.setLayout(Texture.grid(2, 0, 8));
		line.setLayoutData(Texture.wide());
		text = LineEditor.field(line, name, hint, SWT.BORDER | SWT.SINGLE | SWT.PASSWORD);
		text.setLayoutData(Texture.width(LineEditor.WIDE));
		clear = new FlatButton(line, FlatButton.Kind.QUIET, texts.get("secret.clear"), Role.PANEL, () -> {
			cleared = true;
			text.setText("");
			update();
			changed.run();
		});
		clear.setLayoutData(new GridData());
		text.addListener(SWT.Modify, event -> {
			cleared &= text.getText().isEmpty();
			update();
			changed.run();
		});
	}

	private void update() {
		text.setMessage(cleared ? texts.get("secret.cleared") : present ? texts.get("secret.set") : hint);
		clear.setEnabled(enabled && present && !cleared);
		clear.setVisible(present);
		((GridData) clear.getLayoutData()).exclude = !present;
		clear.getParent().layout();
	}

	@Override
	public void show(String value) {
		present = !value.isEmpty();
		cleared = false;
		text.setText("");
		update();
	}

	@Override
	public Optional<String> change() {
		String now = text.getText().strip();
		return now.isEmpty() && !cleared ? Optional.empty() : Optional.of(now);
	}

	@Override
	public void setEnabled(boolean now) {
		enabled = now;
		LineEditor.setEnabled(text, now);
		update();
	}

	@Override
	public Control control() {
		return text;
	}
}
