package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A line of text that ends with an ellipsis where it has not the room; the tool tip and assistive technology have all of it. */
public final class Caption extends Canvas {
	private final String text;

	public Caption(Composite parent, String text, Font font, Role ink) {
		super(parent, SWT.NO_FOCUS | SWT.DOUBLE_BUFFERED);
		this.text = text;
		setFont(font);
		setToolTipText(text.replace("&", "&&"));
		Palette.of(this).paint(this, Role.PANEL, ink);
		addListener(SWT.Paint, event -> event.gc.drawText(Texture.fit(event.gc, text, getSize().x), 0, 0, true));
		getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				event.result = text;
			}
		});
		getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
			@Override
			public void getRole(AccessibleControlEvent event) {
				event.detail = ACC.ROLE_LABEL;
			}
		});
	}

	public String getText() {
		return text;
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		GC gc = new GC(this);
		gc.setFont(getFont());
		Point extent = gc.textExtent(text);
		gc.dispose();
		return new Point(widthHint == SWT.DEFAULT ? extent.x : widthHint, extent.y);
	}
}
