package com.burncloud.ui.internal.widget;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/**
 * Lets assistive technology hear what stands in a virtual table. GTK passes a cell's text on when it changes, but not while it draws, and that is when a virtual row
 * gets its texts. So each new row is touched once more afterwards. UI thread.
 */
final class SpokenRows {
	private static final boolean NEEDED = SWT.getPlatform().equals("gtk");

	private final Table table;
	private final Set<TableItem> fresh = new LinkedHashSet<>();

	SpokenRows(Table table) {
		this.table = table;
	}

	/** A row has its texts. */
	void filled(TableItem row) {
		if (NEEDED) {
			if (fresh.isEmpty()) {
				table.getDisplay().asyncExec(this::touch);
			}
			fresh.add(row);
		}
	}

	private void touch() {
		List<TableItem> rows = List.copyOf(fresh);
		fresh.clear();
		for (TableItem row : rows) {
			if (!row.isDisposed()) {
				String text = row.getText(0);
				row.setText(0, text.isEmpty() ? " " : "");
				row.setText(0, text);
			}
		}
	}
}
