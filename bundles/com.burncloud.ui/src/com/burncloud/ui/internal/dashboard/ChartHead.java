package com.burncloud.ui.internal.dashboard;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Texture;

/** The title of a chart, and which line is which where there are more than one. */
final class ChartHead extends Canvas {
	private final String title;
	private final List<MinuteChart.Line> lines;

	ChartHead(Composite parent, String title, List<MinuteChart.Line> lines) {
		super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
		this.title = title;
		this.lines = lines.size() > 1 ? lines : List.of();
		Palette.of(this).follow(this, () -> {
			setBackground(Palette.of(this).get(Role.PANEL));
			redraw();
		});
		addListener(SWT.Paint, event -> paint(event.gc));
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		return new Point(widthHint == SWT.DEFAULT ? 100 : widthHint, 24);
	}

	private void paint(GC gc) {
		Palette palette = Palette.of(this);
		Point size = getSize();
		gc.setAntialias(SWT.ON);
		gc.setFont(Fonts.of(this).bold());
		gc.setForeground(palette.get(Role.MUTED));
		String fitting = Texture.fit(gc, title, size.x - 2);
		Point room = gc.textExtent(fitting);
		gc.drawText(fitting, 2, (size.y - room.y) / 2, true);
		gc.setFont(Fonts.of(this).small());
		int legend = lines.stream().mapToInt(line -> gc.textExtent(line.name()).x + 28).sum();
		if (legend + room.x + 8 <= size.x) {
			legend(gc, palette, size);
		}
	}

	/** From right to left. */
	private void legend(GC gc, Palette palette, Point size) {
		int x = size.x;
		for (MinuteChart.Line line : lines.reversed()) {
			Point extent = gc.textExtent(line.name());
			x -= extent.x + 4;
			gc.setForeground(palette.get(Role.MUTED));
			gc.drawText(line.name(), x, (size.y - extent.y) / 2, true);
			x -= 14;
			gc.setBackground(palette.get(line.ink()));
			gc.fillRoundRectangle(x, size.y / 2 - 1, 10, 3, 3, 3);
			x -= 10;
		}
	}
}
