package com.burncloud.ui.internal.widget;

import java.util.List;
import java.util.Set;

import com.burncloud.ui.internal.Preferences;

/**
 * How wide the columns of a table are: as the person has made them, as long as there is room. Where there is too little, those with words get narrower, and if that
 * is not enough some columns go.
 */
final class Widths<T> {
	/** Columns of words of this width and more can get narrower, down to a share of it: gently first. */
	private static final int SHRINKS_FROM = 90;
	private static final double GENTLE = 0.8;
	private static final double LEAST = 0.45;

	private final Preferences preferences;
	private final String prefix;
	private final List<Column<T>> columns;
	private final Set<String> dropped;

	/** @param dropped ids of the columns that can be done without */
	Widths(Preferences preferences, String prefix, List<Column<T>> columns, Set<String> dropped) {
		this.preferences = preferences;
		this.prefix = prefix;
		this.columns = columns;
		this.dropped = Set.copyOf(dropped);
	}

	int preferred(Column<T> column) {
		return column == columns.getLast() ? column.width() : preferences.get(prefix + column.id() + ".width", column.width());
	}

	/** The last column has what is left, whatever the person does. */
	void remember(Column<T> column, int width) {
		if (column != columns.getLast() && width > 0) {
			preferences.set(prefix + column.id() + ".width", width);
		}
	}

	/** One for each column; 0: it is not shown. */
	int[] in(int room) {
		int words = columns.stream().filter(this::shrinks).mapToInt(this::preferred).sum();
		int all = columns.stream().mapToInt(this::preferred).sum();
		boolean narrow = all - room > words * (1 - GENTLE);
		int kept = narrow ? columns.stream().filter(column -> !dropped.contains(column.id())).mapToInt(this::preferred).sum() : all;
		double scale = words == 0 ? 1 : Math.clamp((double) (words - (kept - room)) / words, LEAST, 1);
		int[] widths = new int[columns.size()];
		int used = 0;
		for (int i = 0; i < widths.length; i++) {
			Column<T> column = columns.get(i);
			int width = narrow && dropped.contains(column.id()) ? 0 : shrinks(column) ? (int) (preferred(column) * scale) : preferred(column);
			widths[i] = i == widths.length - 1 ? Math.max(width, room - used) : width;
			used += widths[i];
		}
		return widths;
	}

	/** Words can be cut, figures and times cannot. */
	private boolean shrinks(Column<T> column) {
		return !column.right() && column.width() >= SHRINKS_FROM && column != columns.getFirst();
	}
}
