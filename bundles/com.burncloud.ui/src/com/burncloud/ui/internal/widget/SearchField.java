package com.burncloud.ui.internal.widget;

import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A field to look for something; Escape empties it. */
public final class SearchField extends Composite {
	private final Text text;

	public SearchField(Composite parent, String hint, Consumer<String> changed) {
		super(parent, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginWidth = 0;
		layout.marginHeight = 0;
		setLayout(layout);
		Palette.of(this).paint(this, Role.CANVAS, Role.TEXT);
		text = new Text(this, SWT.SEARCH | SWT.ICON_CANCEL | SWT.BORDER);
		text.setMessage(hint);
		text.setToolTipText(hint);
		Form.named(text, hint);
		text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
		Palette.of(text).paintField(text);
		text.addListener(SWT.Modify, event -> changed.accept(text.getText().strip()));
		text.addListener(SWT.KeyDown, event -> {
			if (event.keyCode == SWT.ESC && !text.getText().isEmpty()) {
				text.setText("");
				event.doit = false;
			}
		});
	}

	/** The key that says that the word is whole. */
	public void onEnter(Runnable action) {
		text.addListener(SWT.DefaultSelection, event -> {
			if (event.detail != SWT.ICON_CANCEL && event.detail != SWT.CANCEL) {
				action.run();
			}
		});
	}

	@Override
	public boolean setFocus() {
		text.selectAll();
		return text.setFocus();
	}

	public void setText(String value) {
		text.setText(value);
	}

	public String getText() {
		return text.getText().strip();
	}
}
