package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A word in a small frame. */
public final class Tag extends Canvas {
	private String text;

	public Tag(Composite parent, String text, Role background) {
		super(parent, SWT.NO_FOCUS | SWT.DOUBLE_BUFFERED);
		this.text = text;
		Palette.of(this).follow(this, () -> {
			setBackground(Palette.of(this).get(background));
			redraw();
		});
		addListener(SWT.Paint, event -> {
			Point size = getSize();
			paint(event.gc, Palette.of(this), this.text, 0, 0, size.x, size.y);
		});
	}

	public void setText(String newText) {
		text = newText;
		redraw();
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		GC gc = new GC(this);
		Point size = size(gc, Fonts.of(this), text);
		gc.dispose();
		return size;
	}

	/** How large it gets; leaves the small font in the GC. */
	public static Point size(GC gc, Fonts fonts, String text) {
		gc.setFont(fonts.small());
		Point extent = gc.textExtent(text);
		return new Point(extent.x + 12, extent.y + 4);
	}

	/** For owners of a larger canvas; the small font is in the GC. */
	public static void paint(GC gc, Palette palette, String text, int x, int y, int width, int height) {
		gc.setAntialias(SWT.ON);
		gc.setForeground(palette.get(Role.LINE));
		gc.drawRoundRectangle(x, y, width - 1, height - 1, 6, 6);
		gc.setForeground(palette.get(Role.MUTED));
		gc.setFont(Fonts.of(gc.getDevice() instanceof org.eclipse.swt.widgets.Display display ? display : org.eclipse.swt.widgets.Display.getCurrent()).small());
		gc.drawText(text, x + 6, y + (height - gc.getFontMetrics().getHeight()) / 2, true);
	}
}
