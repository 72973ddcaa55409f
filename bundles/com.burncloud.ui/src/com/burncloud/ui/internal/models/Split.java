package com.burncloud.ui.internal.models;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Layout;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A list, and beside it what is told about one thing of it. Where there is no room for both, what is told covers the list. UI thread. */
final class Split extends Composite {
	private static final int GAP = 12;
	private static final int NARROW = 700;
	private static final int LEAST = 330;
	private static final int MOST = 440;

	/** Its children are the list and the pane, in this order. */
	Split(Composite parent) {
		super(parent, SWT.NONE);
		Palette.of(this).paint(this, Role.CANVAS, Role.TEXT);
		setLayout(new Beside());
	}

	private static final class Beside extends Layout {
		@Override
		protected Point computeSize(Composite composite, int widthHint, int heightHint, boolean flush) {
			return new Point(widthHint == SWT.DEFAULT ? LEAST : widthHint, heightHint == SWT.DEFAULT ? 100 : heightHint);
		}

		@Override
		protected void layout(Composite composite, boolean flush) {
			Rectangle area = composite.getClientArea();
			Control[] children = composite.getChildren();
			Control list = children[0];
			Control pane = children[1];
			boolean open = pane.getVisible();
			boolean narrow = area.width < NARROW;
			int width = open && !narrow ? Math.clamp(area.width * 2 / 5, LEAST, MOST) : 0;
			list.setVisible(!(open && narrow));
			list.setBounds(0, 0, width == 0 ? area.width : area.width - width - GAP, area.height);
			if (open) {
				pane.setBounds(narrow ? 0 : area.width - width, 0, narrow ? area.width : width, area.height);
			}
		}
	}
}
