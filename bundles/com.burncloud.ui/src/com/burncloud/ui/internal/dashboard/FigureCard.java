package com.burncloud.ui.internal.dashboard;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Texture;

/** A large number, what it is, and a word about it. */
final class FigureCard extends Canvas {
	private static final int INSET = 10;

	private final String name;
	private String figure = "";
	private String note = "";
	private Role ink = Role.MUTED;

	FigureCard(Composite parent, String name) {
		super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
		this.name = name;
		Palette.of(this).follow(this, () -> {
			setBackground(Palette.of(this).get(Role.CANVAS));
			redraw();
		});
		addListener(SWT.Paint, event -> paint(event.gc));
		getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				event.result = name + " " + figure + (note.isEmpty() ? "" : " " + note);
			}
		});
		getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
			@Override
			public void getRole(AccessibleControlEvent event) {
				event.detail = ACC.ROLE_LABEL;
			}
		});
	}

	void show(String newFigure, String newNote, Role newInk) {
		if (!figure.equals(newFigure) || !note.equals(newNote) || ink != newInk) {
			figure = newFigure;
			note = newNote;
			ink = newInk;
			setToolTipText(name + "  " + figure + (note.isEmpty() ? "" : "\n" + note));
			redraw();
		}
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		return new Point(widthHint == SWT.DEFAULT ? 110 : widthHint, 82);
	}

	private void paint(GC gc) {
		Palette palette = Palette.of(this);
		Fonts fonts = Fonts.of(this);
		Point size = getSize();
		int width = size.x - 2 * INSET;
		gc.setAntialias(SWT.ON);
		gc.setBackground(palette.get(Role.PANEL));
		gc.fillRoundRectangle(0, 0, size.x, size.y, 12, 12);
		gc.setForeground(palette.get(Role.LINE));
		gc.drawRoundRectangle(0, 0, size.x - 1, size.y - 1, 12, 12);
		gc.setFont(fonts.small());
		gc.setForeground(palette.get(Role.MUTED));
		gc.drawText(Texture.fit(gc, name, width), INSET, 9, true);
		gc.setForeground(palette.get(ink));
		gc.drawText(Texture.fit(gc, note, width), INSET, size.y - 9 - gc.getFontMetrics().getHeight(), true);
		gc.setFont(fonts.figure());
		if (gc.textExtent(figure).x > width) {
			gc.setFont(fonts.heading());
		}
		gc.setForeground(palette.get(Role.TEXT));
		gc.drawText(Texture.fit(gc, figure, width), INSET, (size.y - gc.getFontMetrics().getHeight()) / 2, true);
	}
}
