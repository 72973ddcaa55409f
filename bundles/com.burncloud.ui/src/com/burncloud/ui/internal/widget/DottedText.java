package com.burncloud.ui.internal.widget;

import java.util.function.Function;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A cell with a coloured dot and a text. */
record DottedText<T>(Function<T, Role> dot, Function<T, String> text, Function<T, Role> ink) implements Column.CellPainter<T> {

	@Override
	public void paint(GC gc, Rectangle cell, T item) {
		Palette palette = Palette.of(Display.getCurrent());
		Dot.paint(gc, palette.get(dot.apply(item)), cell.x, cell.y + (cell.height - 8) / 2);
		gc.setForeground(palette.get(ink.apply(item)));
		String fitting = Texture.fit(gc, text.apply(item), cell.width - 14);
		gc.drawText(fitting, cell.x + 14, cell.y + (cell.height - gc.textExtent(fitting).y) / 2, true);
	}
}
