package com.burncloud.ui.internal.widget;

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

/** A state in a small frame: a dot and the word for it. Assistive technology reads a name of its own, which may hold what stands for the dot. */
public final class StateTag extends Canvas {
	private static final int DOT = 8;
	private static final int GAP = 5;
	private static final int INSET = 7;

	private String text = "";
	private String name = "";
	private Role role = Role.MUTED;

	public StateTag(Composite parent, Role background) {
		super(parent, SWT.NO_FOCUS | SWT.DOUBLE_BUFFERED);
		Palette.of(this).follow(this, () -> {
			setBackground(Palette.of(this).get(background));
			redraw();
		});
		addListener(SWT.Paint, event -> paint(event.gc));
		getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				event.result = name;
			}
		});
		getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
			@Override
			public void getRole(AccessibleControlEvent event) {
				event.detail = ACC.ROLE_LABEL;
			}
		});
	}

	/** @param spoken what assistive technology reads */
	public void set(String word, String spoken, Role color) {
		boolean same = text.equals(word) && name.equals(spoken) && role == color;
		if (!same) {
			text = word;
			name = spoken;
			role = color;
			getParent().layout(new org.eclipse.swt.widgets.Control[] { this });
			redraw();
		}
	}

	public String getText() {
		return text;
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		GC gc = new GC(this);
		gc.setFont(Fonts.of(this).small());
		Point extent = gc.textExtent(text);
		gc.dispose();
		return new Point(INSET + DOT + GAP + extent.x + INSET, extent.y + 4);
	}

	private void paint(GC gc) {
		Palette palette = Palette.of(this);
		Point size = getSize();
		gc.setAntialias(SWT.ON);
		gc.setForeground(role == Role.MUTED ? palette.get(Role.LINE) : palette.mix(Role.PANEL, role, 0.7));
		gc.drawRoundRectangle(0, 0, size.x - 1, size.y - 1, 6, 6);
		Dot.paint(gc, palette.get(role), INSET, (size.y - DOT) / 2);
		gc.setFont(Fonts.of(this).small());
		gc.setForeground(palette.get(role == Role.MUTED ? Role.MUTED : role));
		gc.drawText(text, INSET + DOT + GAP, (size.y - gc.getFontMetrics().getHeight()) / 2, true);
	}
}
