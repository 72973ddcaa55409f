package com.burncloud.ui.internal.style;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/**
 * The colours of the theme in force, for what is painted by hand; the style sheets set them all by the one property {@code bc-palette}. UI thread. Painting asks
 * each time, so a change of theme needs no more than a redraw.
 */
public final class Palette {
	private static final String KEY = Palette.class.getName();

	/** In the order of the style sheets. */
	public enum Role {
		/** Behind everything. */
		CANVAS,
		/** Cards, tables, the navigation. */
		PANEL,
		/** What stands out on a panel: every second row, boxes in the details. */
		RAISED,
		/** Quiet lines and borders. */
		LINE, TEXT,
		/** Labels, hints, what is less important. */
		MUTED,
		/** The selected page and the main action, nothing else. */
		ACCENT, ACCENT_SOFT, ON_ACCENT, GOOD, WARN, BAD,
		/** Behind code and addresses. */
		CODE
	}

	private final Color[] colors = new Color[Role.values().length];
	private final List<Runnable> listeners = new ArrayList<>();

	private Palette() {
		java.util.Arrays.fill(colors, new Color(128, 128, 128));
	}

	/** The one of a display. */
	public static Palette of(Display display) {
		if (display.getData(KEY) instanceof Palette palette) {
			return palette;
		}
		Palette made = new Palette();
		display.setData(KEY, made);
		return made;
	}

	public static Palette of(Control control) {
		return of(control.getDisplay());
	}

	public Color get(Role role) {
		return colors[role.ordinal()];
	}

	/** Whether text is lighter than what is behind it. */
	public boolean isDark() {
		return brightness(get(Role.TEXT)) > brightness(get(Role.CANVAS));
	}

	private static int brightness(Color color) {
		return color.getRed() + color.getGreen() + color.getBlue();
	}

	/** Between two colours: 0 is the first, 1 the second. */
	public Color mix(Role from, Role to, double share) {
		RGB a = get(from).getRGB();
		RGB b = get(to).getRGB();
		return new Color((int) (a.red + (b.red - a.red) * share), (int) (a.green + (b.green - a.green) * share), (int) (a.blue + (b.blue - a.blue) * share));
	}

	void set(List<RGB> values) {
		boolean changed = false;
		for (int i = 0; i < colors.length && i < values.size(); i++) {
			if (!colors[i].getRGB().equals(values.get(i))) {
				colors[i] = new Color(values.get(i));
				changed = true;
			}
		}
		if (changed) {
			List.copyOf(listeners).forEach(Runnable::run);
		}
	}

	/** Called after each change of theme, until the control is disposed; and once now. */
	public void follow(Control control, Runnable listener) {
		listeners.add(listener);
		control.addDisposeListener(event -> listeners.remove(listener));
		listener.run();
	}

	/** What one types into: it stands out from a panel, in the dark too, where its native border is hardly seen. */
	public Color field() {
		return get(isDark() ? Role.RAISED : Role.PANEL);
	}

	/** Gives a field its colours, now and after each change of theme. */
	public void paintField(Control control) {
		follow(control, () -> {
			control.setBackground(field());
			control.setForeground(get(Role.TEXT));
		});
	}

	/** Gives a control its colours, now and after each change of theme. */
	public void paint(Control control, Role background, Role foreground) {
		follow(control, () -> {
			control.setBackground(get(background));
			control.setForeground(get(foreground));
		});
	}
}
