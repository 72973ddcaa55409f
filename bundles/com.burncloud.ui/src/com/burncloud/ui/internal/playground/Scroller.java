package com.burncloud.ui.internal.playground;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.ScrollBar;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/**
 * Controls below each other, all as wide as there is room, of which only those in sight are shown: together they may be taller than the 32,767 points that a
 * widget can have. A control is measured when it comes into sight and again when it was said to have changed, for a text that wraps is dear to measure.
 */
final class Scroller extends Composite {
	private static final int MARGIN = 10;
	private static final int STEP = 48;
	private static final int MOST_PASSES = 4;

	private record Item(Control control, int gap) {
	}

	private final List<Item> items = new ArrayList<>();
	private final Set<Control> absent = new HashSet<>();
	/** By control: the width it was measured for, and its height then. */
	private final Map<Control, Point> measured = new HashMap<>();
	private int origin;
	private int total;
	private boolean placing;

	Scroller(Composite parent) {
		super(parent, SWT.V_SCROLL);
		setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(this).paint(this, Role.PANEL, Role.TEXT);
		addListener(SWT.Resize, event -> place(atBottom()));
		getVerticalBar().addListener(SWT.Selection, event -> {
			origin = getVerticalBar().getSelection();
			place(false);
		});
	}

	/** Puts a child at the end. */
	void add(Control control, int gap) {
		items.add(new Item(control, gap));
		passWheel(control);
	}

	/** Puts a child before another one. */
	void insert(Control control, int gap, Control before) {
		int index = 0;
		while (index < items.size() && items.get(index).control() != before) {
			index++;
		}
		items.add(index, new Item(control, gap));
		passWheel(control);
	}

	/** Whether a child takes part; it does until it is said not to. */
	void present(Control control, boolean now) {
		if (now) {
			absent.remove(control);
		} else {
			absent.add(control);
		}
	}

	/** A child may have another size now. */
	void changed(Control control) {
		measured.remove(control);
	}

	/** Disposes all children. */
	void clear() {
		items.forEach(item -> item.control().dispose());
		items.clear();
		absent.clear();
		measured.clear();
		origin = 0;
		place(false);
	}

	boolean atBottom() {
		return origin + getClientArea().height >= total - STEP;
	}

	/**
	 * Shows what has changed.
	 *
	 * @param bottom scroll to the end
	 */
	void place(boolean bottom) {
		Rectangle area = getClientArea();
		if (placing || area.width <= 2 * MARGIN || area.height <= 0) {
			return;
		}
		// Showing the scroll bar changes the width, which comes back here.
		placing = true;
		int before = -1;
		for (int pass = 0; pass < MOST_PASSES && before != origin; pass++) {
			before = origin;
			total = measure(area);
			origin = Math.clamp(bottom ? total : origin, 0, Math.max(0, total - area.height));
		}
		int y = MARGIN - origin;
		for (Item item : items) {
			if (absent.contains(item.control())) {
				item.control().setVisible(false);
				continue;
			}
			int height = measured.get(item.control()).y;
			y += item.gap();
			boolean inSight = y + height > 0 && y < area.height;
			if (inSight) {
				item.control().setBounds(area.x + MARGIN, area.y + y, area.width - 2 * MARGIN, height);
			}
			item.control().setVisible(inSight);
			y += height;
		}
		ScrollBar bar = getVerticalBar();
		bar.setValues(origin, 0, Math.max(total, area.height), area.height, STEP, Math.max(STEP, area.height - STEP));
		bar.setVisible(total > area.height);
		placing = false;
	}

	/** @return the height of all; what is out of sight keeps the height that it had at another width */
	private int measure(Rectangle area) {
		int width = area.width - 2 * MARGIN;
		int y = MARGIN;
		for (Item item : items) {
			if (!absent.contains(item.control())) {
				y += item.gap();
				Point size = measured.get(item.control());
				boolean inSight = size != null && y + size.y > origin && y < origin + area.height;
				if (size == null || inSight && size.x != width) {
					size = new Point(width, item.control().computeSize(width, SWT.DEFAULT).y);
					measured.put(item.control(), size);
				}
				y += size.y;
			}
		}
		return y + MARGIN;
	}

	private void passWheel(Control control) {
		control.addListener(SWT.MouseVerticalWheel, this::wheel);
		if (control instanceof Composite composite) {
			for (Control child : composite.getChildren()) {
				passWheel(child);
			}
		}
	}

	private void wheel(Event event) {
		event.doit = false;
		origin -= event.count * STEP / 3;
		place(false);
	}
}
