package com.burncloud.ui.internal.channels;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.channel.Health;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.Reader;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.channels.Trials.Trial;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.DataTable;
import com.burncloud.ui.internal.widget.Texture;

/** The table of channels and, beside it, the details of what is selected. UI thread. */
final class ChannelList {
	private static final int PANE_WIDTH = 284;

	private final Workbench workbench;
	private final Words words;
	private final ChannelActions actions;
	private final Composite content;
	private final DataTable<ChannelRow> table;
	private final ChannelPane pane;
	private final Reader<Facts> reader;
	private Optional<Server> server = Optional.empty();
	private Snapshot snapshot = Snapshot.EMPTY;
	private List<ChannelRow> shown = List.of();
	private Optional<Facts> facts = Optional.empty();
	private Optional<String> toSelect = Optional.empty();

	ChannelList(Composite parent, Workbench workbench, Words words, ChannelActions actions) {
		this.workbench = workbench;
		this.words = words;
		this.actions = actions;
		content = Texture.group(parent, Role.CANVAS);
		content.setLayout(Texture.grid(2, 0, 12));
		table = new DataTable<>(content, SWT.MULTI, workbench.preferences(), "channels", ChannelRow::id, ChannelColumns.of(words));
		table.setLayoutData(Texture.fill());
		table.stretch("models");
		table.onSelect(row -> {
			showDetails();
			readFacts();
		});
		table.onOpen(actions::edit);
		new ChannelMenu(table, words, actions);
		new Dragging(table, this::inOrder, actions::move);
		pane = new ChannelPane(content, words, actions);
		GridData right = new GridData(SWT.FILL, SWT.FILL, false, true);
		right.widthHint = PANE_WIDTH;
		pane.control().setLayoutData(right);
		reader = new Reader<>(workbench.work(), content, words.get("job.read"), read -> {
			facts = Optional.of(read);
			showDetails();
		}, failure -> { // the page itself says that the gateway does not answer
		});
		showDetails();
	}

	Composite control() {
		return content;
	}

	void focus() {
		table.setFocus();
	}

	/** Words that any column has, or any model of the channel. */
	void filter(String text) {
		String wanted = text.toLowerCase(Locale.ROOT);
		table.setFilter(text.isEmpty() ? row -> true
				: table.matching(text).or(row -> row.channel().models().stream().anyMatch(model -> model.toLowerCase(Locale.ROOT).contains(wanted))));
		showDetails();
	}

	/** Selects a channel now, or as soon as it is there. */
	void select(String id) {
		toSelect = Optional.of(id);
		selectWanted();
	}

	private void selectWanted() {
		toSelect.filter(id -> shown.stream().anyMatch(row -> row.id().equals(id))).ifPresent(id -> {
			toSelect = Optional.empty();
			table.select(id);
		});
	}

	/** @param rows those of the snapshot that are to be seen */
	void show(Optional<Server> from, Snapshot read, List<ChannelRow> rows) {
		server = from;
		snapshot = read;
		if (!rows.equals(shown) || rows.stream().anyMatch(row -> row.health().state() == Health.State.COOLING)) {
			shown = rows;
			table.setItems(rows);
		}
		selectWanted();
		showDetails();
	}

	/** Whether the rows stand as they are tried; else it says how they would. */
	private boolean inOrder() {
		boolean inOrder = table.sorted().isEmpty() || table.sorted().equals(ChannelColumns.PRIORITY + "-");
		if (!inOrder) {
			workbench.toast(words.get("order.other"), words.get("order.sort"), () -> table.sort(ChannelColumns.PRIORITY, true));
		}
		return inOrder;
	}

	private void showDetails() {
		List<ChannelRow> rows = table.selection();
		Map<String, Trial> trials = new HashMap<>();
		rows.forEach(row -> actions.trials().of(row.id()).ifPresent(trial -> trials.put(row.id(), trial)));
		Optional<Facts> ofIt = facts.filter(each -> selectedId().equals(Optional.of(each.channelId())));
		String address = rows.size() != 1 ? "" : snapshot.type(rows.getFirst().channel().type()).map(ProviderInfo::defaultBaseUrl).map(URI::toString).orElse("");
		pane.show(new ChannelPane.View(rows, rows.stream().map(words::state).toList(), ofIt, trials, address));
	}

	private Optional<String> selectedId() {
		List<ChannelRow> rows = table.selection();
		return rows.size() == 1 ? Optional.of(rows.getFirst().id()) : Optional.empty();
	}

	/** Asks for what only the details show. */
	void readFacts() {
		selectedId().ifPresent(id -> server.filter(each -> each.place().online()).ifPresent(each -> reader.ask(() -> Facts.of(each, id))));
	}
}
