package com.burncloud.ui.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Monitor;
import org.eclipse.swt.widgets.Shell;

/** Where the window stood and how large it was, and whether it filled the screen. UI thread. */
final class Placement {
	private static final String KEY = "window";
	private static final int WIDTH = 1200;
	private static final int HEIGHT = 800;

	private final Shell shell;
	private final Preferences preferences;
	/** While it fills the screen it keeps the place to go back to. */
	private Rectangle normal;

	Placement(Shell shell, Preferences preferences) {
		this.shell = shell;
		this.preferences = preferences;
		restore();
		normal = shell.getBounds();
		shell.addListener(SWT.Resize, event -> track());
		shell.addListener(SWT.Move, event -> track());
	}

	private void track() {
		if (!shell.getMaximized() && !shell.getMinimized() && !shell.getFullScreen()) {
			normal = shell.getBounds();
		}
	}

	private void restore() {
		String stored = preferences.get(KEY, "");
		if (stored.matches("(-?\\d{1,5},){4}(true|false)")) {
			String[] parts = stored.split(",");
			int[] n = Arrays.stream(parts).limit(4).mapToInt(Integer::parseInt).toArray();
			Rectangle bounds = new Rectangle(n[0], n[1], n[2], n[3]);
			Optional<Rectangle> screen = Arrays.stream(shell.getDisplay().getMonitors()).map(Monitor::getClientArea).filter(bounds::intersects)
					.max(Comparator.comparingInt(each -> area(each.intersection(bounds))));
			if (screen.isPresent()) {
				shell.setBounds(within(bounds, screen.get()));
				shell.setMaximized(Boolean.parseBoolean(parts[4]));
				return;
			}
		}
		Rectangle area = shell.getMonitor().getClientArea();
		int width = Math.min(WIDTH, area.width);
		int height = Math.min(HEIGHT, area.height);
		shell.setBounds(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height);
	}

	private static int area(Rectangle rectangle) {
		return rectangle.width * rectangle.height;
	}

	/** All of it in sight: the screen may have become smaller, or its zoom larger. */
	private static Rectangle within(Rectangle bounds, Rectangle screen) {
		int width = Math.min(bounds.width, screen.width);
		int height = Math.min(bounds.height, screen.height);
		return new Rectangle(Math.clamp(bounds.x, screen.x, screen.x + screen.width - width), Math.clamp(bounds.y, screen.y, screen.y + screen.height - height), width, height);
	}

	/** Writes it down, while the window is still there. */
	void remember() {
		track();
		String numbers = IntStream.of(normal.x, normal.y, normal.width, normal.height).mapToObj(Integer::toString).collect(Collectors.joining(","));
		preferences.set(KEY, numbers + "," + shell.getMaximized());
	}
}
