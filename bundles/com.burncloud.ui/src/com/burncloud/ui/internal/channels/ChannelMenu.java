package com.burncloud.ui.internal.channels;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

import com.burncloud.api.channel.Channel;
import com.burncloud.ui.internal.widget.DataTable;

/** The context menu of the table and the keys that do the same. */
final class ChannelMenu {
	private static final int MODELS_AT_MOST = 40;

	private final Words words;
	private final ChannelActions actions;
	private final Supplier<List<ChannelRow>> chosen;

	ChannelMenu(DataTable<ChannelRow> table, Words words, ChannelActions actions) {
		this.words = words;
		this.actions = actions;
		chosen = table::selection;
		Menu menu = new Menu(table.table());
		menu.addListener(SWT.Show, event -> fill(menu));
		table.table().setMenu(menu);
		table.table().addListener(SWT.KeyDown, this::key);
	}

	private void key(Event event) {
		List<ChannelRow> rows = chosen.get();
		boolean control = (event.stateMask & SWT.MODIFIER_MASK) == SWT.MOD1;
		boolean plain = (event.stateMask & SWT.MODIFIER_MASK) == 0;
		if (rows.isEmpty()) {
			return;
		}
		if (plain && event.keyCode == SWT.DEL) {
			actions.delete(rows);
		} else if (plain && event.keyCode == SWT.SPACE) {
			actions.toggle(rows);
			event.doit = false;
		} else if (control && event.keyCode == 't') {
			actions.test(rows, Optional.empty());
		} else if (control && event.keyCode == 'd' && rows.size() == 1) {
			actions.duplicate(rows.getFirst());
		}
	}

	private void fill(Menu menu) {
		for (MenuItem item : menu.getItems()) {
			item.dispose();
		}
		List<ChannelRow> rows = chosen.get();
		if (rows.isEmpty()) {
			return;
		}
		item(menu, words.get("test") + "\tCtrl+T", () -> actions.test(rows, Optional.empty()));
		if (rows.size() == 1) {
			Channel channel = rows.getFirst().channel();
			models(menu, rows, channel);
			if (rows.getFirst().offered()) {
				item(menu, words.get("offered.open"), () -> actions.model(rows.getFirst()));
				return;
			}
			item(menu, words.get("edit") + "…\tEnter", () -> actions.edit(rows.getFirst()));
			item(menu, words.get("duplicate") + "…\tCtrl+D", () -> actions.duplicate(rows.getFirst()));
		}
		new MenuItem(menu, SWT.SEPARATOR);
		item(menu, words.get("enable"), () -> actions.enable(rows, true)).setEnabled(rows.stream().anyMatch(row -> !row.channel().enabled()));
		item(menu, words.get("disable"), () -> actions.enable(rows, false)).setEnabled(rows.stream().anyMatch(row -> row.channel().enabled()));
		new MenuItem(menu, SWT.SEPARATOR);
		item(menu, words.get("delete") + "\tDel", () -> actions.delete(rows));
	}

	/** One model of the channel alone; a pattern is no model. */
	private void models(Menu menu, List<ChannelRow> rows, Channel channel) {
		List<String> models = channel.models().stream().filter(model -> !model.endsWith("*")).limit(MODELS_AT_MOST).toList();
		if (models.size() > 1) {
			MenuItem cascade = new MenuItem(menu, SWT.CASCADE);
			cascade.setText(words.get("test.model"));
			Menu inner = new Menu(menu);
			cascade.setMenu(inner);
			models.forEach(model -> item(inner, model, () -> actions.test(rows, Optional.of(model))));
		}
	}

	private static MenuItem item(Menu menu, String text, Runnable action) {
		MenuItem item = new MenuItem(menu, SWT.PUSH);
		item.setText(text);
		item.addListener(SWT.Selection, event -> action.run());
		return item;
	}
}
