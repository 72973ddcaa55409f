package com.burncloud.ui.internal.widget;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

import com.burncloud.ui.internal.Preferences;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/**
 * A {@link DataTable}'s sister for a log: a native virtual table over rows that somebody else keeps, newest on top. It neither filters nor sorts nor copies, so that
 * a batch of new rows costs the same whether there are ten others or a hundred thousand. UI thread.
 */
public final class LiveTable<T> extends Composite {
	private static final int ROW_HEIGHT = 32;
	private static final int INSET = 6;
	/** So many rows before the end more are asked for. */
	private static final int AHEAD = 60;
	private static final int MORE = 4_000;
	private static final int FEWER = 1_500;
	private static final int COUNT_MILLIS = 30;
	private final Table table;
	private final SpokenRows spoken;
	private final List<Column<T>> columns;
	private final Rows<T> rows;
	private final Widths<T> widths;
	private final Fittings fittings = new Fittings();
	private boolean counting;
	private boolean fitting;
	private int selectedIndex = -1;
	private Optional<T> selected = Optional.empty();
	private Consumer<Optional<T>> onSelect = row -> {
	};
	private Function<T, Optional<Role>> tint = row -> Optional.empty();
	private Runnable onEnd = () -> {
	};

	/**
	 * @param name by which the columns' widths are remembered
	 * @param dropped columns that can be done without where the table is narrow
	 */
	public LiveTable(Composite parent, Preferences preferences, String name, List<Column<T>> columns, Set<String> dropped, Rows<T> rows) {
		super(parent, SWT.NONE);
		this.columns = List.copyOf(columns);
		this.rows = rows;
		widths = new Widths<>(preferences, "table." + name + ".", this.columns, dropped);
		setLayout(new FillLayout());
		Card card = new Card(this, Role.CANVAS);
		FillLayout inset = new FillLayout();
		inset.marginWidth = 1;
		inset.marginHeight = 4;
		card.setLayout(inset);
		table = new Table(card, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.SINGLE);
		table.setHeaderVisible(true);
		table.setFont(Fonts.of(this).plain());
		Palette.of(this).follow(table, this::dress);
		this.columns.forEach(this::addColumn);
		spoken = new SpokenRows(table);
		table.addListener(SWT.SetData, this::fill);
		table.addListener(SWT.MeasureItem, event -> event.height = ROW_HEIGHT);
		table.addListener(SWT.EraseItem, this::draw);
		table.addListener(SWT.Selection, event -> {
			selectedIndex = table.getSelectionIndex() < rows.size() ? table.getSelectionIndex() : -1;
			selected = selectedIndex >= 0 ? Optional.of(rows.get(selectedIndex)) : Optional.empty();
			table.redraw();
			onSelect.accept(selected);
		});
		table.addListener(SWT.Resize, event -> fit());
	}

	private void dress() {
		Palette palette = Palette.of(this);
		table.setBackground(palette.get(Role.PANEL));
		table.setForeground(palette.get(Role.TEXT));
		table.setHeaderBackground(palette.get(Role.PANEL));
		table.setHeaderForeground(palette.get(Role.MUTED));
		table.redraw();
	}

	private void addColumn(Column<T> column) {
		TableColumn head = new TableColumn(table, column.right() ? SWT.RIGHT : SWT.LEFT);
		head.setText(column.title());
		head.setWidth(widths.preferred(column));
		head.addListener(SWT.Resize, event -> {
			if (!fitting) {
				widths.remember(column, head.getWidth());
			}
		});
	}

	/** The last column takes what is left. */
	private void fit() {
		fitting = true;
		int[] now = widths.in(table.getClientArea().width);
		for (int i = 0; i < now.length; i++) {
			if (table.getColumn(i).getWidth() != now[i]) {
				table.getColumn(i).setWidth(now[i]);
			}
		}
		fitting = false;
	}

	/** So many rows are new at the top; the oldest may have gone. What is looked at stays where it is, unless it is the top. */
	public void prepended(int count) {
		if (count == 0) {
			return;
		}
		int top = table.getTopIndex();
		count();
		if (top > 0) {
			table.setTopIndex(Math.min(top + count, table.getItemCount() - 1));
		}
		boolean lost = selectedIndex >= 0 && selectedIndex + count >= rows.size();
		if (selectedIndex >= 0) {
			mark(lost ? -1 : selectedIndex + count);
		}
		table.clearAll();
		table.redraw();
		if (lost) {
			onSelect.accept(selected);
		}
	}

	/** There are more rows at the end; the others are as they were. */
	public void appended() {
		count();
	}

	/** Everything may be another; what was selected stays so if it is still there, else {@link #onSelect} is told. */
	public void replaced() {
		Optional<T> former = selected;
		count();
		mark(former.map(this::indexOf).orElse(-1));
		table.clearAll();
		table.redraw();
		if (former.isPresent() && selected.isEmpty()) {
			onSelect.accept(selected);
		}
	}

	/** Selects a row, if it is there, and tells {@link #onSelect}. */
	public void select(T row) {
		mark(indexOf(row));
		table.showSelection();
		table.redraw();
		onSelect.accept(selected);
	}

	private int indexOf(T row) {
		for (int i = 0; i < rows.size(); i++) {
			if (rows.get(i).equals(row)) {
				return i;
			}
		}
		return -1;
	}

	/** The native table takes ten thousand rows at once ill, so its count follows in steps; rows that are not there any more are drawn empty till then. */
	private void count() {
		int step = Math.clamp(rows.size() - table.getItemCount(), -FEWER, MORE);
		if (step != 0) {
			boolean bar = table.getVerticalBar().isVisible();
			table.setItemCount(table.getItemCount() + step);
			if (bar != table.getVerticalBar().isVisible()) {
				fit();
			}
		}
		if (table.getItemCount() != rows.size() && !counting) {
			counting = true;
			getDisplay().timerExec(COUNT_MILLIS, () -> {
				counting = false;
				if (!table.isDisposed()) {
					count();
				}
			});
		}
	}

	private void mark(int index) {
		selectedIndex = index;
		selected = index >= 0 ? Optional.of(rows.get(index)) : Optional.empty();
		table.deselectAll();
		if (index >= 0) {
			table.select(index);
		}
	}

	private void fill(Event event) {
		TableItem item = (TableItem) event.item;
		int index = event.index;
		if (index >= 0 && index < rows.size()) {
			T row = rows.get(index);
			for (int i = 0; i < columns.size(); i++) {
				item.setText(i, columns.get(i).text().apply(row));
			}
			spoken.filled(item);
			if (index + AHEAD > rows.size()) {
				onEnd.run();
			}
		}
	}

	/** Draws the whole cell, text included: one GC a cell instead of two, and nothing is measured twice. */
	private void draw(Event event) {
		event.detail &= ~(SWT.SELECTED | SWT.HOT | SWT.BACKGROUND | SWT.FOREGROUND | SWT.FOCUSED);
		Palette palette = Palette.of(this);
		GC gc = event.gc;
		int index = table.indexOf((TableItem) event.item);
		boolean known = index >= 0 && index < rows.size();
		boolean chosen = known && index == selectedIndex;
		Optional<Role> own = known ? tint.apply(rows.get(index)) : Optional.empty();
		gc.setBackground(chosen ? palette.get(Role.ACCENT_SOFT) : own.map(role -> palette.mix(Role.PANEL, role, 0.10)).orElse(palette.get(Role.PANEL)));
		gc.fillRectangle(event.x, event.y, event.width, event.height);
		if (chosen && event.index == 0) {
			gc.setBackground(palette.get(Role.ACCENT));
			gc.fillRectangle(event.x, event.y, 3, event.height);
		}
		if (known) {
			gc.setForeground(palette.get(Role.LINE));
			gc.drawLine(event.x, event.y + event.height - 1, event.x + event.width, event.y + event.height - 1);
			draw(gc, columns.get(event.index), rows.get(index), new Rectangle(event.x + INSET, event.y, Math.max(0, event.width - 2 * INSET), event.height));
		}
	}

	private void draw(GC gc, Column<T> column, T row, Rectangle cell) {
		if (column.painter().isPresent()) {
			column.painter().get().paint(gc, cell, row);
			return;
		}
		String text = column.text().apply(row);
		if (text.isEmpty()) {
			return;
		}
		gc.setForeground(Palette.of(this).get(column.ink().apply(row)));
		Fittings.Fitting fitting = fittings.of(gc, text, cell.width);
		gc.drawText(fitting.text(), column.right() ? cell.x + cell.width - fitting.width() : cell.x, cell.y + (cell.height - fitting.height()) / 2, true);
	}

	public Optional<T> selected() {
		return selected;
	}

	/** Nothing is selected any more; tells {@link #onSelect}. */
	public void deselect() {
		mark(-1);
		table.redraw();
		onSelect.accept(selected);
	}

	public void onSelect(Consumer<Optional<T>> listener) {
		onSelect = listener;
	}

	/** A touch of colour behind rows that need attention. */
	public void tint(Function<T, Optional<Role>> newTint) {
		tint = newTint;
	}

	/** Called, often, while rows near the end are in sight: the time to get more. */
	public void onEnd(Runnable listener) {
		onEnd = listener;
	}

	/** The native table, for menus and tests. */
	public Table table() {
		return table;
	}

	@Override
	public boolean setFocus() {
		return !table.isDisposed() && table.setFocus();
	}
}
