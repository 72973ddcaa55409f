package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A state as a dot; the word for it stands beside. */
public final class Dot extends Canvas {
	private static final int SIZE = 8;
	private Role role;

	public Dot(Composite parent, Role role, Role background) {
		super(parent, SWT.NO_FOCUS);
		this.role = role;
		Palette.of(this).follow(this, () -> {
			setBackground(Palette.of(this).get(background));
			redraw();
		});
		addListener(SWT.Paint, event -> paint(event.gc, Palette.of(this).get(this.role), 1, (getClientArea().height - SIZE) / 2));
	}

	public void set(Role newRole) {
		role = newRole;
		redraw();
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		return new Point(SIZE + 2, Math.max(SIZE + 2, heightHint));
	}

	/** For owners of a larger canvas. */
	public static void paint(GC gc, Color color, int x, int y) {
		gc.setAntialias(SWT.ON);
		gc.setBackground(color);
		gc.fillOval(x, y, SIZE, SIZE);
	}
}
