package com.burncloud.ui.internal.models;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Layout;

/** A name and, behind it, small things that are never cut off: the name gives way. */
final class NameLayout extends Layout {
	private static final int GAP = 8;

	@Override
	protected Point computeSize(Composite composite, int widthHint, int heightHint, boolean flush) {
		int width = 0;
		int height = 0;
		for (Control child : composite.getChildren()) {
			Point size = child.computeSize(SWT.DEFAULT, SWT.DEFAULT, flush);
			width += size.x + (width == 0 ? 0 : GAP);
			height = Math.max(height, size.y);
		}
		return new Point(widthHint == SWT.DEFAULT ? width : Math.min(width, widthHint), height);
	}

	@Override
	protected void layout(Composite composite, boolean flush) {
		Rectangle area = composite.getClientArea();
		Control[] children = composite.getChildren();
		int rest = area.width;
		for (int i = 1; i < children.length; i++) {
			rest -= children[i].computeSize(SWT.DEFAULT, SWT.DEFAULT, flush).x + GAP;
		}
		int x = 0;
		for (int i = 0; i < children.length; i++) {
			Point size = children[i].computeSize(SWT.DEFAULT, SWT.DEFAULT, flush);
			int width = i == 0 ? Math.max(0, Math.min(size.x, rest)) : size.x;
			children[i].setBounds(x, (area.height - size.y) / 2, width, size.y);
			x += width + GAP;
		}
	}
}
