package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;

/** The head of a page: its title, a word about what is there, and at the right a search field and buttons. */
public final class PageHeader extends Composite {
	private final Label subtitle;
	private final Composite actions;

	public PageHeader(Composite parent, String title) {
		super(parent, SWT.NONE);
		setLayout(Texture.grid(3, 0, 12));
		setLayoutData(Texture.wide());
		setBackgroundMode(SWT.INHERIT_FORCE);
		com.burncloud.ui.internal.style.Palette.of(this).paint(this, Role.CANVAS, Role.TEXT);
		Texture.label(this, title, Fonts.of(this).title(), Role.CANVAS, Role.TEXT);
		subtitle = Texture.label(this, "", Fonts.of(this).plain(), Role.CANVAS, Role.MUTED);
		subtitle.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		actions = Texture.group(this, Role.CANVAS);
		actions.setLayout(Texture.grid(0, 0, 10));
		GridData data = new GridData(SWT.END, SWT.CENTER, false, false);
		data.minimumHeight = 34;
		data.heightHint = 34;
		actions.setLayoutData(data);
	}

	/** For a page that is reached from another one: an arrow before the title. */
	public void back(String name, Runnable action) {
		FlatButton button = new FlatButton(this, FlatButton.Kind.QUIET, "", "back", Role.CANVAS, action);
		button.setAccessibleName(name);
		button.moveAbove(null);
		((org.eclipse.swt.layout.GridLayout) getLayout()).numColumns = 4;
	}

	public void subtitle(String text) {
		subtitle.setText(Texture.escape(text));
		layout();
	}

	/** Where buttons and the search field go, from left to right; call {@link #added} after each. */
	public Composite actions() {
		return actions;
	}

	public FlatButton button(FlatButton.Kind kind, String text, String icon, Runnable action) {
		FlatButton button = new FlatButton(actions, kind, text, icon, Role.CANVAS, action);
		added();
		return button;
	}

	public SearchField search(String hint, java.util.function.Consumer<String> changed) {
		SearchField field = new SearchField(actions, hint, changed);
		GridData data = new GridData(SWT.FILL, SWT.FILL, false, true);
		data.widthHint = 220;
		field.setLayoutData(data);
		added();
		return field;
	}

	/** Lays out anew after a button came into sight or went out of it, as its layout data says. */
	public void arrange() {
		((org.eclipse.swt.layout.GridLayout) actions.getLayout()).numColumns = (int) java.util.Arrays.stream(actions.getChildren())
				.filter(child -> !(child.getLayoutData() instanceof GridData data && data.exclude)).count();
		layout(true, true);
	}

	/** One more child was put into {@link #actions}. */
	public void added() {
		arrange();
	}
}
