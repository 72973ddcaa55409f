package com.burncloud.ui.internal.widget;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;

import com.burncloud.ui.internal.style.Palette.Role;

/**
 * A column of a {@link DataTable}.
 *
 * @param id by which its width is remembered
 * @param right whether it is aligned to the right, as numbers are
 * @param text what it says, for the eye, for search and for assistive technology
 * @param order how a click on its head sorts
 * @param ink colour of the text
 * @param painter draws something else in place of the text
 */
public record Column<T>(String id, String title, int width, boolean right, Function<T, String> text, Optional<Comparator<T>> order, Function<T, Role> ink,
		Optional<CellPainter<T>> painter) {

	/** Draws the inside of a cell, whose background is there already. */
	@FunctionalInterface
	public interface CellPainter<T> {
		void paint(GC gc, Rectangle cell, T item);
	}

	/** Text at the left, sorted by it. */
	public static <T> Column<T> text(String id, String title, int width, Function<T, String> text) {
		return new Column<>(id, title, width, false, text, Optional.of(Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER)), item -> Role.TEXT, Optional.empty());
	}

	/** A figure at the right, sorted by its value. */
	public static <T, N extends Comparable<N>> Column<T> figure(String id, String title, int width, Function<T, N> value, Function<T, String> text) {
		return new Column<>(id, title, width, true, text, Optional.of(Comparator.comparing(value)), item -> Role.TEXT, Optional.empty());
	}

	public Column<T> muted() {
		return ink(item -> Role.MUTED);
	}

	public Column<T> ink(Function<T, Role> newInk) {
		return new Column<>(id, title, width, right, text, order, newInk, painter);
	}

	public Column<T> painted(CellPainter<T> newPainter) {
		return new Column<>(id, title, width, right, text, order, ink, Optional.of(newPainter));
	}

	public Column<T> sorted(Comparator<T> newOrder) {
		return new Column<>(id, title, width, right, text, Optional.of(newOrder), ink, painter);
	}

	/** The state's dot before the text. */
	public Column<T> dotted(Function<T, Role> dot) {
		return new Column<>(id, title, width, right, text, order, ink, Optional.of(new DottedText<>(dot, text, ink)));
	}
}
