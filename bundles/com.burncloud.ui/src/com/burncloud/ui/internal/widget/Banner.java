package com.burncloud.ui.internal.widget;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Icons;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A quiet bar over a page that says one thing about all of it, with a button or none. It takes no place while it has nothing to say. Its parent has a grid. */
public final class Banner extends Composite {
	private final Label text;
	private final Composite place;
	private Optional<FlatButton> button = Optional.empty();
	private String said = "";

	public Banner(Composite parent, String icon, Role ink) {
		super(parent, SWT.NONE);
		GridLayout layout = Texture.grid(3, 0, 8);
		layout.marginWidth = 14;
		layout.marginHeight = 3;
		setLayout(layout);
		setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(this).paint(this, Role.ACCENT_SOFT, Role.TEXT);
		Label picture = new Label(this, SWT.NONE);
		Palette.of(this).follow(picture, () -> {
			picture.setBackground(Palette.of(this).get(Role.ACCENT_SOFT));
			picture.setImage(Icons.of(this).get(icon, 16, Palette.of(this).get(ink)));
		});
		text = Texture.label(this, SWT.WRAP, "", Fonts.of(this).plain(), Role.ACCENT_SOFT, Role.TEXT);
		text.setLayoutData(Texture.wide());
		place = Texture.group(this, Role.ACCENT_SOFT);
		place.setLayout(Texture.grid(1, 0, 0));
		GridData data = new GridData(SWT.END, SWT.CENTER, false, false);
		data.minimumHeight = 34;
		data.heightHint = 34;
		place.setLayoutData(data);
		GridData wide = Texture.wide();
		wide.exclude = true;
		setLayoutData(wide);
		setVisible(false);
	}

	public void say(String sentence) {
		say(sentence, "", () -> {
		});
	}

	/** @param action the button's text; empty: no button */
	public void say(String sentence, String action, Runnable run) {
		text.setText(Texture.escape(sentence));
		if (!button.map(FlatButton::getText).orElse("").equals(action)) {
			button.ifPresent(FlatButton::dispose);
			button = action.isEmpty() ? Optional.empty() : Optional.of(new FlatButton(place, FlatButton.Kind.PLAIN, action, Role.ACCENT_SOFT, run));
		}
		said = sentence;
		show(true);
	}

	/** What it says; empty while it is not there. */
	public String said() {
		return said;
	}

	public void hide() {
		said = "";
		show(false);
	}

	/** More about it, on demand. */
	@Override
	public void setToolTipText(String more) {
		super.setToolTipText(more);
		text.setToolTipText(more);
	}

	private void show(boolean now) {
		((GridData) getLayoutData()).exclude = !now;
		setVisible(now);
		getParent().layout(true, true);
	}
}
