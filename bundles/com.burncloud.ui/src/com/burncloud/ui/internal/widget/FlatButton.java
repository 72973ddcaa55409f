package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Icons;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A button as the sketches have it: rounded, flat, with an icon or none. Keyboard and assistive technology use it as any other. */
public final class FlatButton extends Pressable {

	/** How much a button wants to be pressed. */
	public enum Kind {
		/** The main action of a page: at most one is in sight. */
		PRIMARY, PLAIN,
		/** No border: beside texts. */
		QUIET,
		/** For what cannot be undone. */
		DANGER
	}

	private static final int PADDING = 12;
	private static final int ICON = 16;
	private static final int GAP = 6;

	private final Kind kind;
	private final Role background;
	private String text;
	private String icon;
	private boolean selected;

	/**
	 * @param icon name of an icon, or empty
	 * @param background what it stands on
	 */
	public FlatButton(Composite parent, Kind kind, String text, String icon, Role background, Runnable action) {
		super(parent, text, background, action);
		this.kind = kind;
		this.text = text;
		this.icon = icon;
		this.background = background;
		setFont(kind == Kind.PRIMARY ? Fonts.of(this).bold() : Fonts.of(this).plain());
	}

	public FlatButton(Composite parent, Kind kind, String text, Role background, Runnable action) {
		this(parent, kind, text, "", background, action);
	}

	public void setText(String newText) {
		text = newText;
		name(newText);
		getParent().layout(new org.eclipse.swt.widgets.Control[] { this });
		redraw();
	}

	public String getText() {
		return text;
	}

	/** What assistive technology reads where the text is a mere symbol. */
	public void setAccessibleName(String name) {
		name(name);
		setToolTipText(name);
	}

	public void setIcon(String name) {
		icon = name;
		redraw();
	}

	/** Shows it as the chosen one of a row of buttons. */
	public void setSelected(boolean now) {
		selected = now;
		redraw();
	}

	@Override
	public boolean isSelected() {
		return selected;
	}

	@Override
	public void setEnabled(boolean enabled) {
		super.setEnabled(enabled);
		redraw();
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		GC gc = new GC(this);
		gc.setFont(getFont());
		Point extent = text.isEmpty() ? new Point(0, gc.getFontMetrics().getHeight()) : gc.textExtent(text);
		gc.dispose();
		int padding = text.isEmpty() ? 8 : PADDING;
		int width = extent.x + 2 * padding + (icon.isEmpty() ? 0 : ICON + (text.isEmpty() ? 0 : GAP));
		return new Point(widthHint == SWT.DEFAULT ? width : widthHint, heightHint == SWT.DEFAULT ? Math.max(extent.y, ICON) + 14 : heightHint);
	}

	@Override
	protected void paint(GC gc) {
		Palette palette = Palette.of(this);
		Rectangle area = getClientArea();
		gc.setAntialias(SWT.ON);
		Color fill = palette.get(background);
		Color ink = palette.get(Role.TEXT);
		Color border = palette.get(Role.LINE);
		switch (kind) {
		case PRIMARY -> {
			fill = isPressed() || isHot() ? palette.mix(Role.ACCENT, Role.TEXT, 0.15) : palette.get(Role.ACCENT);
			ink = palette.get(Role.ON_ACCENT);
			border = fill;
		}
		case DANGER -> {
			fill = isHot() ? palette.mix(Role.PANEL, Role.BAD, 0.12) : palette.get(Role.PANEL);
			ink = palette.get(Role.BAD);
		}
		case PLAIN -> fill = selected ? palette.get(Role.ACCENT_SOFT) : isHot() ? palette.get(Role.RAISED) : palette.get(Role.PANEL);
		case QUIET -> {
			fill = selected ? palette.get(Role.ACCENT_SOFT) : isHot() ? palette.mix(Role.PANEL, Role.LINE, 0.6) : fill;
			border = fill;
		}
		}
		if (selected && kind != Kind.PRIMARY) {
			ink = palette.get(Role.ACCENT);
		}
		if (!isEnabled()) {
			ink = palette.mix(Role.MUTED, Role.PANEL, 0.4);
			fill = kind == Kind.PRIMARY ? palette.get(Role.LINE) : fill;
			border = palette.get(Role.LINE);
		}
		gc.setBackground(palette.get(background));
		gc.fillRectangle(area);
		gc.setBackground(fill);
		gc.fillRoundRectangle(0, 0, area.width, area.height, 10, 10);
		gc.setForeground(isFocusControl() ? palette.get(Role.ACCENT) : border);
		gc.drawRoundRectangle(0, 0, area.width - 1, area.height - 1, 10, 10);
		gc.setFont(getFont());
		gc.setForeground(ink);
		int room = area.width - 8 - (icon.isEmpty() ? 0 : ICON + GAP);
		String shown = Texture.fit(gc, text, room);
		Point extent = gc.textExtent(shown);
		int content = (text.isEmpty() ? 0 : extent.x) + (icon.isEmpty() ? 0 : ICON + (text.isEmpty() ? 0 : GAP));
		int x = Math.max(4, (area.width - content) / 2);
		if (!icon.isEmpty()) {
			Image image = Icons.of(this).get(icon, ICON, ink);
			gc.drawImage(image, x, (area.height - ICON) / 2);
			x += ICON + GAP;
		}
		gc.drawText(shown, x, (area.height - extent.y) / 2, true);
	}
}
