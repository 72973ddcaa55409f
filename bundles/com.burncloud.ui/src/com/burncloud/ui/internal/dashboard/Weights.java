package com.burncloud.ui.internal.dashboard;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Layout;

/** Children in a row that share its width by their weights, to the last pixel. */
final class Weights extends Layout {
	private static final int GAP = 10;

	private final int[] weights;

	/** @param weights one for each child */
	Weights(int... weights) {
		this.weights = weights;
	}

	@Override
	protected Point computeSize(Composite composite, int widthHint, int heightHint, boolean flush) {
		int height = 0;
		for (Control child : composite.getChildren()) {
			height = Math.max(height, child.computeSize(SWT.DEFAULT, heightHint, flush).y);
		}
		return new Point(widthHint == SWT.DEFAULT ? 100 * weights.length : widthHint, heightHint == SWT.DEFAULT ? height : heightHint);
	}

	@Override
	protected void layout(Composite composite, boolean flush) {
		Rectangle area = composite.getClientArea();
		Control[] children = composite.getChildren();
		int all = 0;
		for (int weight : weights) {
			all += weight;
		}
		int room = area.width - GAP * (children.length - 1);
		int before = 0;
		for (int i = 0; i < children.length; i++) {
			int from = area.x + room * before / all + GAP * i;
			before += weights[i];
			int to = area.x + room * before / all + GAP * i;
			children[i].setBounds(from, area.y, to - from, area.height);
		}
	}
}
