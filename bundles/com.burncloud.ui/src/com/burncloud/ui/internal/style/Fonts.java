package com.burncloud.ui.internal.style;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/** The sizes and weights of the system's font that the workbench uses, made once a display and disposed with it. UI thread. */
public final class Fonts {
	private static final String KEY = Fonts.class.getName();

	private final Font plain;
	private final Font bold;
	private final Font small;
	private final Font heading;
	private final Font title;
	private final Font figure;
	private final Font mono;
	private final Font code;

	private Fonts(Display display) {
		plain = display.getSystemFont();
		bold = derived(display, SWT.BOLD, 0);
		small = derived(display, SWT.NORMAL, -1);
		heading = derived(display, SWT.BOLD, 1);
		title = derived(display, SWT.BOLD, 4);
		figure = derived(display, SWT.BOLD, 6);
		int height = plain.getFontData()[0].getHeight();
		mono = new Font(display, new FontData(SWT.getPlatform().equals("win32") ? "Consolas" : SWT.getPlatform().equals("cocoa") ? "Menlo" : "Monospace", height - 1, SWT.NORMAL));
		code = new Font(display, new FontData(mono.getFontData()[0].getName(), height, SWT.NORMAL));
		display.disposeExec(() -> {
			for (Font font : new Font[] { bold, small, heading, title, figure, mono, code }) {
				font.dispose();
			}
		});
	}

	private static Font derived(Display display, int style, int larger) {
		return FontDescriptor.createFrom(display.getSystemFont()).setStyle(style).increaseHeight(larger).createFont(display);
	}

	public static Fonts of(Display display) {
		if (display.getData(KEY) instanceof Fonts fonts) {
			return fonts;
		}
		Fonts made = new Fonts(display);
		display.setData(KEY, made);
		return made;
	}

	public static Fonts of(Control control) {
		return of(control.getDisplay());
	}

	public Font plain() {
		return plain;
	}

	public Font bold() {
		return bold;
	}

	/** Labels of cards and hints. */
	public Font small() {
		return small;
	}

	/** Of a part of a page. */
	public Font heading() {
		return heading;
	}

	/** Of a page. */
	public Font title() {
		return title;
	}

	/** The number on a card. */
	public Font figure() {
		return figure;
	}

	/** Code that is to be read and copied, as large as other text. */
	public Font code() {
		return code;
	}

	/** Addresses, secrets, code in small places. */
	public Font mono() {
		return mono;
	}
}
