package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Icons;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** What a page shows while there is nothing to show: what it is for, and the button to begin with. */
public final class EmptyState extends Composite {

	/** @param action the button's text; empty: no button */
	public EmptyState(Composite parent, Role background, String icon, String title, String text, String action, Runnable run) {
		super(parent, SWT.NONE);
		setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(this).paint(this, background, Role.TEXT);
		setLayout(Texture.grid(1, 24, 10));
		Label picture = new Label(this, SWT.NONE);
		picture.setLayoutData(new GridData(SWT.CENTER, SWT.END, true, true));
		Palette.of(this).follow(picture, () -> {
			picture.setBackground(Palette.of(this).get(background));
			picture.setImage(Icons.of(this).get(icon, 48, Palette.of(this).mix(Role.MUTED, Role.PANEL, 0.3)));
		});
		Label head = Texture.label(this, title, Fonts.of(this).heading(), background, Role.TEXT);
		head.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, false));
		Label body = Texture.label(this, SWT.WRAP | SWT.CENTER, text, Fonts.of(this).plain(), background, Role.MUTED);
		GridData wrap = new GridData(SWT.CENTER, SWT.BEGINNING, true, action.isEmpty());
		wrap.widthHint = 460;
		body.setLayoutData(wrap);
		if (!action.isEmpty()) {
			FlatButton button = new FlatButton(this, FlatButton.Kind.PRIMARY, action, background, run);
			GridData below = new GridData(SWT.CENTER, SWT.BEGINNING, true, true);
			below.verticalIndent = 8;
			button.setLayoutData(below);
		}
	}
}
