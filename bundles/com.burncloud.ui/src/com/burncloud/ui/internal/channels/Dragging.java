package com.burncloud.ui.internal.channels;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEffect;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.DataTable;

/** Rows are dragged between others to get another priority, or onto one to share its priority; Alt with an arrow key does the same by one row. */
final class Dragging {

	/** What to do when rows were dropped. */
	interface Dropped {
		void at(Set<String> ids, String target, Reorder.Place place);
	}

	private final DataTable<ChannelRow> rows;
	private final Table table;
	private final BooleanSupplier possible;
	private final Dropped dropped;

	/** @param possible whether the order on the screen is that of the priorities; asked when a drag begins */
	Dragging(DataTable<ChannelRow> rows, BooleanSupplier possible, Dropped dropped) {
		this.rows = rows;
		this.possible = possible;
		this.dropped = dropped;
		table = rows.table();
		source();
		target();
		table.addListener(SWT.KeyDown, event -> {
			if (event.stateMask == SWT.MOD3 && (event.keyCode == SWT.ARROW_UP || event.keyCode == SWT.ARROW_DOWN)) {
				event.doit = false;
				step(event.keyCode == SWT.ARROW_UP);
			}
		});
	}

	private Set<String> selected() {
		return rows.selection().stream().map(ChannelRow::id).collect(Collectors.toSet());
	}

	private void source() {
		DragSource source = new DragSource(table, DND.DROP_MOVE);
		source.setDragSourceEffect(new DragSourceEffect(table)); // the table's own picture has rows of the wrong height
		source.setTransfer(LocalSelectionTransfer.getTransfer());
		source.addDragListener(new DragSourceAdapter() {
			private Image picture;

			@Override
			public void dragStart(DragSourceEvent event) {
				event.doit = !rows.selection().isEmpty() && possible.getAsBoolean();
				LocalSelectionTransfer.getTransfer().setSelection(new StructuredSelection(rows.selection()));
				if (event.doit) {
					picture = picture();
					event.image = picture;
					event.offsetX = 8;
					event.offsetY = 14;
				}
			}

			@Override
			public void dragSetData(DragSourceEvent event) {
				event.data = LocalSelectionTransfer.getTransfer().getSelection();
			}

			@Override
			public void dragFinished(DragSourceEvent event) {
				LocalSelectionTransfer.getTransfer().setSelection(null);
				if (picture != null) {
					picture.dispose();
					picture = null;
				}
			}
		});
	}

	/** The names of what is dragged, on a small panel. */
	private Image picture() {
		String names = rows.selection().stream().map(ChannelRow::name).collect(Collectors.joining("\n"));
		Palette palette = Palette.of(table);
		Image measure = new Image(table.getDisplay(), 1, 1);
		GC gc = new GC(measure);
		gc.setFont(table.getFont());
		Point size = gc.textExtent(names);
		gc.dispose();
		measure.dispose();
		Image picture = new Image(table.getDisplay(), size.x + 24, size.y + 12);
		gc = new GC(picture);
		gc.setFont(table.getFont());
		gc.setBackground(palette.get(Role.ACCENT_SOFT));
		gc.setForeground(palette.get(Role.TEXT));
		gc.fillRectangle(picture.getBounds());
		gc.drawText(names, 12, 6);
		gc.dispose();
		return picture;
	}

	private void target() {
		DropTarget target = new DropTarget(table, DND.DROP_MOVE);
		target.setTransfer(new Transfer[] { LocalSelectionTransfer.getTransfer() });
		target.addDropListener(new DropTargetAdapter() {
			@Override
			public void dragOver(DropTargetEvent event) {
				event.feedback = DND.FEEDBACK_SCROLL;
				if (event.item instanceof TableItem) {
					event.feedback |= switch (place(event)) {
					case BEFORE -> DND.FEEDBACK_INSERT_BEFORE;
					case ON -> DND.FEEDBACK_SELECT;
					case AFTER -> DND.FEEDBACK_INSERT_AFTER;
					};
				}
			}

			@Override
			public void drop(DropTargetEvent event) {
				Set<String> ids = selected();
				row(event).or(() -> rows.shown().isEmpty() ? Optional.empty() : Optional.of(rows.shown().getLast()))
						.ifPresent(row -> dropped.at(ids, row.id(), event.item == null ? Reorder.Place.AFTER : place(event)));
			}
		});
	}

	private Optional<ChannelRow> row(DropTargetEvent event) {
		return event.item instanceof TableItem item && table.indexOf(item) < rows.shown().size() ? Optional.of(rows.shown().get(table.indexOf(item))) : Optional.empty();
	}

	/** The middle of a row means the row itself, its edges the gaps. */
	private Reorder.Place place(DropTargetEvent event) {
		Rectangle bounds = ((TableItem) event.item).getBounds();
		int y = table.toControl(event.x, event.y).y - bounds.y;
		return y < bounds.height / 3 ? Reorder.Place.BEFORE : y > bounds.height * 2 / 3 ? Reorder.Place.AFTER : Reorder.Place.ON;
	}

	private void step(boolean up) {
		int[] chosen = table.getSelectionIndices();
		if (chosen.length == 0 || !possible.getAsBoolean()) {
			return;
		}
		int neighbour = up ? java.util.Arrays.stream(chosen).min().getAsInt() - 1 : java.util.Arrays.stream(chosen).max().getAsInt() + 1;
		if (neighbour >= 0 && neighbour < rows.shown().size()) {
			dropped.at(selected(), rows.shown().get(neighbour).id(), up ? Reorder.Place.BEFORE : Reorder.Place.AFTER);
		}
	}
}
