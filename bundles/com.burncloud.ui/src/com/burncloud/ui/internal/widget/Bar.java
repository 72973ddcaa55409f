package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A share of something as a thin bar; the figures stand beside it. */
public final class Bar extends Canvas {
	private static final int HEIGHT = 8;

	private double share;
	private Role role = Role.ACCENT;

	/** @param name what assistive technology calls it; its value is read with it */
	public Bar(Composite parent, String name, Role background) {
		super(parent, SWT.NO_FOCUS | SWT.DOUBLE_BUFFERED);
		Palette.of(this).follow(this, () -> {
			setBackground(Palette.of(this).get(background));
			redraw();
		});
		addListener(SWT.Paint, event -> paint(event.gc));
		getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				event.result = name + " " + Math.round(share * 100) + "%";
			}
		});
		getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
			@Override
			public void getRole(AccessibleControlEvent event) {
				event.detail = ACC.ROLE_PROGRESSBAR;
			}
		});
	}

	/** @param newShare from 0 to 1; more is shown as full */
	public void set(double newShare, Role newRole) {
		double bounded = Math.clamp(newShare, 0, 1);
		if (bounded != share || newRole != role) {
			share = bounded;
			role = newRole;
			redraw();
		}
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		return new Point(widthHint == SWT.DEFAULT ? 60 : widthHint, HEIGHT);
	}

	private void paint(GC gc) {
		Palette palette = Palette.of(this);
		Rectangle area = getClientArea();
		gc.setAntialias(SWT.ON);
		gc.setBackground(palette.get(Role.LINE));
		gc.fillRoundRectangle(0, 0, area.width, area.height, area.height, area.height);
		int filled = (int) Math.round(area.width * share);
		if (filled > 0) {
			gc.setBackground(palette.get(role));
			gc.fillRoundRectangle(0, 0, Math.max(filled, area.height), area.height, area.height, area.height);
		}
	}
}
