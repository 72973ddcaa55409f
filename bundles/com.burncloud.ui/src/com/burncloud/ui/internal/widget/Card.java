package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A panel with rounded corners and a quiet border; its layout and content are the owner's. */
public final class Card extends Composite {
	private static final int ARC = 12;

	private boolean selected;

	/** @param outside what it stands on */
	public Card(Composite parent, Role outside) {
		this(parent, outside, Role.PANEL);
	}

	public Card(Composite parent, Role outside, Role inside) {
		super(parent, SWT.DOUBLE_BUFFERED);
		setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(this).follow(this, () -> {
			setBackground(Palette.of(this).get(inside));
			redraw();
		});
		addListener(SWT.Paint, event -> paint(event.gc, outside, inside));
	}

	/** Shows it as the one that what stands beside it is about. */
	public void setSelected(boolean now) {
		if (selected != now) {
			selected = now;
			redraw();
		}
	}

	private void paint(GC gc, Role outside, Role inside) {
		Palette palette = Palette.of(this);
		Rectangle area = getClientArea();
		gc.setAntialias(SWT.ON);
		gc.setBackground(palette.get(outside));
		gc.fillRectangle(area);
		gc.setBackground(palette.get(inside));
		gc.fillRoundRectangle(0, 0, area.width, area.height, ARC, ARC);
		gc.setForeground(palette.get(selected ? Role.ACCENT : Role.LINE));
		gc.drawRoundRectangle(0, 0, area.width - 1, area.height - 1, ARC, ARC);
	}
}
