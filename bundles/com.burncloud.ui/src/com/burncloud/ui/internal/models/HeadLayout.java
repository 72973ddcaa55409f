package com.burncloud.ui.internal.models;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Layout;

/** A name at the left and buttons at the right; below the name where both have no room beside each other. Two children. */
final class HeadLayout extends Layout {
	private static final int GAP = 10;
	private static final int BELOW = 6;
	/** A name may be cut off, but not to less than this. */
	private static final int NAME_LEAST = 250;

	private final int least;

	HeadLayout() {
		this(0);
	}

	/** @param least width at which they stand beside each other, so that the cards of a list look alike */
	HeadLayout(int least) {
		this.least = least;
	}

	@Override
	protected Point computeSize(Composite composite, int widthHint, int heightHint, boolean flush) {
		Control[] children = composite.getChildren();
		Point name = children[0].computeSize(SWT.DEFAULT, SWT.DEFAULT, flush);
		Point buttons = children[1].computeSize(SWT.DEFAULT, SWT.DEFAULT, flush);
		int width = widthHint == SWT.DEFAULT ? name.x + GAP + buttons.x : widthHint;
		if (beside(name, buttons, width)) {
			return new Point(width, Math.max(name.y, buttons.y));
		}
		return new Point(width, name.y + BELOW + children[1].computeSize(width, SWT.DEFAULT, flush).y);
	}

	private boolean beside(Point name, Point buttons, int width) {
		return width >= least && Math.min(name.x, NAME_LEAST) + GAP + buttons.x <= width;
	}

	@Override
	protected void layout(Composite composite, boolean flush) {
		Rectangle area = composite.getClientArea();
		Control[] children = composite.getChildren();
		Point name = children[0].computeSize(SWT.DEFAULT, SWT.DEFAULT, flush);
		Point buttons = children[1].computeSize(SWT.DEFAULT, SWT.DEFAULT, flush);
		if (beside(name, buttons, area.width)) {
			int width = Math.min(name.x, area.width - GAP - buttons.x);
			children[0].setBounds(0, (area.height - name.y) / 2, width, name.y);
			children[1].setBounds(area.width - buttons.x, (area.height - buttons.y) / 2, buttons.x, buttons.y);
		} else {
			children[0].setBounds(0, 0, Math.min(name.x, area.width), name.y);
			children[1].setBounds(0, name.y + BELOW, area.width, area.height - name.y - BELOW);
		}
	}
}
