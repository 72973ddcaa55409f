package com.burncloud.ui.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Icons;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Pressable;

/** One page in the navigation: an icon, a name, a count. The arrow keys go from one to the next. */
final class NavigationItem extends Pressable {
	private static final int HEIGHT = 36;

	private final String name;
	private final String icon;
	private int count = -1;
	private boolean selected;

	NavigationItem(Composite parent, String name, String icon, Runnable open) {
		super(parent, name, Role.PANEL, open);
		this.name = name;
		this.icon = icon;
		addListener(SWT.KeyDown, event -> {
			switch (event.keyCode) {
			case SWT.ARROW_DOWN -> neighbour(1);
			case SWT.ARROW_UP -> neighbour(-1);
			default -> {
			}
			}
		});
	}

	private void neighbour(int step) {
		Control[] siblings = getParent().getChildren();
		int index = java.util.Arrays.asList(siblings).indexOf(this) + step;
		while (index >= 0 && index < siblings.length) {
			if (siblings[index] instanceof NavigationItem item) {
				item.setFocus();
				return;
			}
			index += step;
		}
	}

	void setSelected(boolean now) {
		if (selected != now) {
			selected = now;
			redraw();
		}
	}

	void setCount(int newCount) {
		if (count != newCount) {
			count = newCount;
			redraw();
		}
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		return new Point(widthHint == SWT.DEFAULT ? Navigation.WIDTH - 20 : widthHint, HEIGHT);
	}

	@Override
	protected void paint(GC gc) {
		Palette palette = Palette.of(this);
		Point size = getSize();
		gc.setAntialias(SWT.ON);
		if (selected || isHot()) {
			gc.setBackground(selected ? palette.get(Role.ACCENT_SOFT) : palette.get(Role.RAISED));
			gc.fillRoundRectangle(0, 0, size.x, size.y, 12, 12);
		}
		if (isFocusControl()) {
			gc.setForeground(palette.mix(Role.ACCENT, Role.PANEL, 0.4));
			gc.drawRoundRectangle(0, 0, size.x - 1, size.y - 1, 12, 12);
		}
		Color ink = selected ? palette.get(Role.ACCENT) : palette.get(Role.TEXT);
		gc.drawImage(Icons.of(this).get(icon, 18, selected ? ink : palette.get(Role.MUTED)), 10, (size.y - 18) / 2);
		gc.setFont(selected ? Fonts.of(this).bold() : Fonts.of(this).plain());
		gc.setForeground(ink);
		gc.drawText(name, 38, (size.y - gc.textExtent(name).y) / 2, true);
		if (count >= 0) {
			String number = Integer.toString(count);
			gc.setFont(Fonts.of(this).small());
			gc.setForeground(selected ? ink : palette.get(Role.MUTED));
			Point extent = gc.textExtent(number);
			gc.drawText(number, size.x - extent.x - 12, (size.y - extent.y) / 2, true);
		}
	}
}
