package com.burncloud.ui.internal.widget;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A choice of a few words, all in sight, one chosen. */
public final class Segments extends Composite {
	private final Map<String, FlatButton> buttons = new LinkedHashMap<>();
	private final Consumer<String> chosen;
	private final Role background;
	private String value = "";

	/** @param chosen called with the value that a person chose */
	public Segments(Composite parent, Role background, Consumer<String> chosen) {
		super(parent, SWT.NONE);
		this.background = background;
		this.chosen = chosen;
		RowLayout layout = new RowLayout();
		layout.marginLeft = 0;
		layout.marginTop = 0;
		layout.marginBottom = 0;
		layout.spacing = 6;
		setLayout(layout);
		setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(this).paint(this, background, Role.TEXT);
	}

	public Segments add(String segment, String text) {
		buttons.put(segment, new FlatButton(this, FlatButton.Kind.PLAIN, text, background, () -> {
			if (!segment.equals(value)) {
				set(segment);
				chosen.accept(segment);
			}
		}));
		return this;
	}

	/** Shows a value as the chosen one; none when it is not among them. */
	public void set(String segment) {
		value = segment;
		buttons.forEach((each, button) -> button.setSelected(each.equals(segment)));
	}

	public String get() {
		return value;
	}

	@Override
	public void setEnabled(boolean enabled) {
		super.setEnabled(enabled);
		buttons.values().forEach(button -> button.setEnabled(enabled));
	}
}
