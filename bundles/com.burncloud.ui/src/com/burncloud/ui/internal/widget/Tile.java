package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Icons;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A card that leads somewhere: an icon, where to, and what for. */
public final class Tile extends Pressable {
	private static final int MARGIN = 16;
	private static final int ICON = 20;
	private static final int GAP = 8;
	private static final int ARC = 12;

	private final String icon;
	private final String title;
	private final String text;
	private final Role outside;

	public Tile(Composite parent, Role outside, String icon, String title, String text, Runnable open) {
		super(parent, title, outside, open);
		this.outside = outside;
		this.icon = icon;
		this.title = title;
		this.text = text;
	}

	private TextLayout layout(int width) {
		TextLayout layout = new TextLayout(getDisplay());
		layout.setFont(Fonts.of(this).small());
		layout.setText(text);
		layout.setWidth(Math.max(40, width - 2 * MARGIN));
		return layout;
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		int width = widthHint == SWT.DEFAULT ? 150 : widthHint;
		TextLayout layout = layout(width);
		GC gc = new GC(this);
		gc.setFont(Fonts.of(this).bold());
		int height = MARGIN + ICON + GAP + gc.getFontMetrics().getHeight() + GAP / 2 + layout.getBounds().height + MARGIN;
		gc.dispose();
		layout.dispose();
		return new Point(width, heightHint == SWT.DEFAULT ? height : heightHint);
	}

	@Override
	protected void paint(GC gc) {
		Palette palette = Palette.of(this);
		Point size = getSize();
		gc.setAntialias(SWT.ON);
		gc.setBackground(palette.get(outside));
		gc.fillRectangle(0, 0, size.x, size.y);
		gc.setBackground(palette.get(isHot() ? Role.RAISED : Role.PANEL));
		gc.fillRoundRectangle(0, 0, size.x, size.y, ARC, ARC);
		gc.setForeground(isFocusControl() ? palette.get(Role.ACCENT) : isHot() ? palette.mix(Role.LINE, Role.MUTED, 0.5) : palette.get(Role.LINE));
		gc.drawRoundRectangle(0, 0, size.x - 1, size.y - 1, ARC, ARC);
		gc.drawImage(Icons.of(this).get(icon, ICON, palette.get(isHot() ? Role.TEXT : Role.MUTED)), MARGIN, MARGIN);
		gc.setFont(Fonts.of(this).bold());
		gc.setForeground(palette.get(Role.TEXT));
		int y = MARGIN + ICON + GAP;
		gc.drawText(Texture.fit(gc, title, size.x - 2 * MARGIN), MARGIN, y, true);
		y += gc.getFontMetrics().getHeight() + GAP / 2;
		TextLayout layout = layout(size.x);
		gc.setForeground(palette.get(Role.MUTED));
		layout.draw(gc, MARGIN, y);
		layout.dispose();
	}
}
