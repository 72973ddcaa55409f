package com.burncloud.ui.internal.widget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

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
 * A native virtual table in the workbench's dress: columns that sort and remember their width, rows that are filtered and found again by their key after each
 * change. UI thread. A hundred thousand rows are as good as ten, since only what is in sight is ever asked for.
 */
public final class DataTable<T> extends Composite {
	private static final int ROW_HEIGHT = 32;
	private static final int INSET = 5;

	private final Table table;
	private final SpokenRows spoken;
	private final List<Column<T>> columns;
	private final Function<T, String> key;
	private final Preferences preferences;
	private final String name;
	private int stretching;
	private List<T> items = List.of();
	private List<T> shown = List.of();
	private Predicate<T> filter = item -> true;
	private Optional<Comparator<T>> order = Optional.empty();
	private Consumer<Optional<T>> onSelect = item -> {
	};
	private Consumer<T> onOpen = item -> {
	};
	private Function<T, Optional<Role>> rowColor = item -> Optional.empty();

	/**
	 * @param name by which its widths and its order are remembered
	 * @param key what makes an item the same after a change
	 * @param style such as {@code SWT.MULTI}
	 */
	public DataTable(Composite parent, int style, Preferences preferences, String name, Function<T, String> key, List<Column<T>> columns) {
		super(parent, SWT.NONE);
		this.preferences = preferences;
		this.name = name;
		this.key = key;
		this.columns = List.copyOf(columns);
		setLayout(new FillLayout());
		Card card = new Card(this, Role.CANVAS);
		FillLayout inset = new FillLayout();
		inset.marginWidth = 1;
		inset.marginHeight = 4;
		card.setLayout(inset);
		table = new Table(card, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.V_SCROLL | style);
		table.setHeaderVisible(true);
		table.setFont(Fonts.of(this).plain());
		Palette.of(this).follow(table, this::dress);
		for (int i = 0; i < this.columns.size(); i++) {
			addColumn(this.columns.get(i), i);
		}
		spoken = new SpokenRows(table);
		table.addListener(SWT.SetData, event -> fill((TableItem) event.item));
		table.addListener(SWT.MeasureItem, event -> event.height = ROW_HEIGHT);
		table.addListener(SWT.EraseItem, this::erase);
		table.addListener(SWT.PaintItem, this::paint);
		table.addListener(SWT.Selection, event -> onSelect.accept(selected()));
		table.addListener(SWT.DefaultSelection, event -> selected().ifPresent(onOpen));
		table.addListener(SWT.Resize, event -> stretch());
		stretching = this.columns.size() - 1;
		restoreOrder();
	}

	private void dress() {
		Palette palette = Palette.of(this);
		table.setBackground(palette.get(Role.PANEL));
		table.setForeground(palette.get(Role.TEXT));
		table.setHeaderBackground(palette.get(Role.PANEL));
		table.setHeaderForeground(palette.get(Role.MUTED));
		table.redraw();
	}

	private void addColumn(Column<T> column, int index) {
		TableColumn native1 = new TableColumn(table, column.right() ? SWT.RIGHT : SWT.LEFT);
		native1.setText(column.title());
		native1.setMoveable(false);
		native1.setWidth(preferences.get("table." + name + "." + column.id() + ".width", column.width()));
		native1.addListener(SWT.Resize, event -> {
			if (!table.isDisposed() && index != stretching && index != columns.size() - 1) {
				preferences.set("table." + name + "." + column.id() + ".width", native1.getWidth());
			}
		});
		if (column.order().isPresent()) {
			native1.addListener(SWT.Selection, event -> {
				boolean again = table.getSortColumn() == native1;
				sort(index, again && table.getSortDirection() == SWT.UP ? SWT.DOWN : SWT.UP);
			});
		}
	}

	/** Which column takes what is left; the last one, unless another is named. */
	public void stretch(String columnId) {
		for (int i = 0; i < columns.size(); i++) {
			stretching = columns.get(i).id().equals(columnId) ? i : stretching;
		}
		stretch();
	}

	/** GTK widens the last column by itself to the table's edge, so its width is not asked for but known. */
	private void stretch() {
		int used = 0;
		for (int i = 0; i < columns.size(); i++) {
			used += i == stretching ? 0 : i == columns.size() - 1 ? columns.get(i).width() : table.getColumn(i).getWidth();
		}
		TableColumn column = table.getColumn(stretching);
		int wanted = Math.max(table.getClientArea().width - used, columns.get(stretching).width());
		if (column.getWidth() != wanted) {
			column.setWidth(wanted);
		}
	}

	private void sort(int index, int direction) {
		table.setSortColumn(table.getColumn(index));
		table.setSortDirection(direction);
		Comparator<T> comparator = columns.get(index).order().orElseThrow();
		order = Optional.of(direction == SWT.UP ? comparator : comparator.reversed());
		preferences.set("table." + name + ".sort", columns.get(index).id() + (direction == SWT.UP ? "" : "-"));
		show();
	}

	/** Sorts as a click on a column's head does. */
	public void sort(String columnId, boolean descending) {
		for (int i = 0; i < columns.size(); i++) {
			if (columns.get(i).id().equals(columnId) && columns.get(i).order().isPresent()) {
				sort(i, descending ? SWT.DOWN : SWT.UP);
			}
		}
	}

	/** The id of the column that it is sorted by, with {@code -} behind it when descending; empty: the order of the items themselves. */
	public String sorted() {
		return order.isEmpty() ? "" : preferences.get("table." + name + ".sort", "");
	}

	private void restoreOrder() {
		String stored = preferences.get("table." + name + ".sort", "");
		for (int i = 0; i < columns.size(); i++) {
			if (columns.get(i).order().isPresent() && stored.replaceFirst("-$", "").equals(columns.get(i).id())) {
				sort(i, stored.endsWith("-") ? SWT.DOWN : SWT.UP);
			}
		}
	}

	/** Replaces all items; what was selected and where it was scrolled to stays where it is. The list is not copied and must not change. */
	public void setItems(List<T> newItems) {
		items = newItems;
		show();
	}

	public void setFilter(Predicate<T> newFilter) {
		filter = newFilter;
		show();
	}

	/** Whether any column's text has all the words. */
	public Predicate<T> matching(String words) {
		String[] wanted = words.toLowerCase(java.util.Locale.ROOT).split("\\s+");
		return item -> {
			StringBuilder all = new StringBuilder();
			columns.forEach(column -> all.append(column.text().apply(item)).append('\n'));
			String text = all.toString().toLowerCase(java.util.Locale.ROOT);
			for (String word : wanted) {
				if (!text.contains(word)) {
					return false;
				}
			}
			return true;
		};
	}

	private void show() {
		List<String> selectedKeys = selection().stream().map(key).toList();
		List<T> next = new ArrayList<>(items.size());
		for (T item : items) {
			if (filter.test(item)) {
				next.add(item);
			}
		}
		order.ifPresent(next::sort);
		shown = next;
		if (table.getItemCount() != next.size()) {
			table.setItemCount(next.size());
		}
		table.clearAll();
		table.deselectAll();
		if (!selectedKeys.isEmpty()) {
			for (int i = 0; i < next.size(); i++) {
				if (selectedKeys.contains(key.apply(next.get(i)))) {
					table.select(i);
				}
			}
		}
		stretch();
	}

	private void fill(TableItem item) {
		int index = table.indexOf(item);
		if (index >= 0 && index < shown.size()) {
			T value = shown.get(index);
			item.setData(value);
			for (int i = 0; i < columns.size(); i++) {
				item.setText(i, columns.get(i).text().apply(value));
			}
			spoken.filled(item);
		}
	}

	private void erase(Event event) {
		Palette palette = Palette.of(this);
		int index = table.indexOf((TableItem) event.item);
		boolean selected = (event.detail & SWT.SELECTED) != 0;
		Optional<Role> own = index >= 0 && index < shown.size() ? rowColor.apply(shown.get(index)) : Optional.empty();
		event.gc.setBackground(selected ? palette.get(Role.ACCENT_SOFT) : own.map(palette::get).orElse(palette.get(index % 2 == 1 ? Role.RAISED : Role.PANEL)));
		event.gc.fillRectangle(event.x, event.y, Math.max(event.width, table.getClientArea().width), event.height);
		event.gc.setForeground(palette.get(Role.LINE));
		event.gc.drawLine(event.x, event.y + event.height - 1, event.x + Math.max(event.width, table.getClientArea().width), event.y + event.height - 1);
		event.detail &= ~(SWT.SELECTED | SWT.HOT | SWT.BACKGROUND | SWT.FOREGROUND | SWT.FOCUSED);
	}

	private void paint(Event event) {
		int index = table.indexOf((TableItem) event.item);
		if (index < 0 || index >= shown.size()) {
			return;
		}
		T value = shown.get(index);
		Column<T> column = columns.get(event.index);
		Rectangle bounds = ((TableItem) event.item).getBounds(event.index);
		Rectangle cell = new Rectangle(bounds.x + INSET, event.y, Math.max(0, bounds.width - 2 * INSET), event.height);
		GC gc = event.gc;
		gc.setFont(table.getFont());
		if (column.painter().isPresent()) {
			column.painter().get().paint(gc, cell, value);
			return;
		}
		gc.setForeground(Palette.of(this).get(column.ink().apply(value)));
		String fitting = Texture.fit(gc, column.text().apply(value), cell.width);
		org.eclipse.swt.graphics.Point extent = gc.textExtent(fitting);
		gc.drawText(fitting, column.right() ? cell.x + cell.width - extent.x : cell.x, cell.y + (cell.height - extent.y) / 2, true);
	}

	public Optional<T> selected() {
		int index = table.getSelectionIndex();
		return index >= 0 && index < shown.size() ? Optional.of(shown.get(index)) : Optional.empty();
	}

	public List<T> selection() {
		List<T> selection = new ArrayList<>();
		for (int index : table.getSelectionIndices()) {
			if (index < shown.size()) {
				selection.add(shown.get(index));
			}
		}
		return selection;
	}

	/** Selects an item by its key and scrolls to it; tells {@link #onSelect}. */
	public void select(String wanted) {
		for (int i = 0; i < shown.size(); i++) {
			if (key.apply(shown.get(i)).equals(wanted)) {
				table.setSelection(i);
				table.showSelection();
				onSelect.accept(selected());
				return;
			}
		}
	}

	/** What is to be seen: filtered and in order. */
	public List<T> shown() {
		return shown;
	}

	public void onSelect(Consumer<Optional<T>> listener) {
		onSelect = listener;
	}

	/** Double click, or Enter. */
	public void onOpen(Consumer<T> listener) {
		onOpen = listener;
	}

	/** The background of whole rows, for those that need attention. */
	public void rowColor(Function<T, Optional<Role>> color) {
		rowColor = color;
	}

	/** The native table, for menus, drag and drop and tests. */
	public Table table() {
		return table;
	}

	@Override
	public boolean setFocus() {
		return !table.isDisposed() && table.setFocus();
	}
}
