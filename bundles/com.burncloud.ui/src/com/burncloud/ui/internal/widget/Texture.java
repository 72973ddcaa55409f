package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** The small change of every page: labels in the theme's colours, and layouts without surprises. */
public final class Texture {
	private static final String ELLIPSIS = "…";

	private Texture() {
	}

	/** A composite that shows what is behind it. */
	public static Composite group(Composite parent, Role background) {
		Composite group = new Composite(parent, SWT.NONE);
		group.setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(group).paint(group, background, Role.TEXT);
		return group;
	}

	public static Label label(Composite parent, String text, Font font, Role background, Role ink) {
		return label(parent, SWT.NONE, text, font, background, ink);
	}

	/** @param style such as {@code SWT.WRAP} */
	public static Label label(Composite parent, int style, String text, Font font, Role background, Role ink) {
		Label label = new Label(parent, style);
		label.setText(escape(text));
		label.setFont(font);
		Palette.of(label).paint(label, background, ink);
		return label;
	}

	/** A label takes {@code &} for a mnemonic. */
	public static String escape(String text) {
		return text.replace("&", "&&");
	}

	public static GridLayout grid(int columns, int margin, int gap) {
		GridLayout layout = new GridLayout(columns, false);
		layout.marginWidth = margin;
		layout.marginHeight = margin;
		layout.horizontalSpacing = gap;
		layout.verticalSpacing = gap;
		return layout;
	}

	public static GridData fill() {
		return new GridData(SWT.FILL, SWT.FILL, true, true);
	}

	public static GridData wide() {
		return new GridData(SWT.FILL, SWT.CENTER, true, false);
	}

	public static GridData width(int width) {
		GridData data = new GridData(SWT.BEGINNING, SWT.CENTER, false, false);
		data.widthHint = width;
		return data;
	}

	/** As much of a text as fits, with an ellipsis where that is not all. */
	public static String fit(GC gc, String text, int width) {
		if (text.isEmpty() || gc.textExtent(text).x <= width) {
			return text;
		}
		int low = 0;
		int high = text.length();
		while (low < high) {
			int middle = (low + high + 1) / 2;
			if (gc.textExtent(text.substring(0, middle) + ELLIPSIS).x <= width) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}
		return low == 0 ? "" : text.substring(0, low) + ELLIPSIS;
	}
}
