package com.burncloud.ui.internal.logs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

import com.burncloud.api.server.Place;
import com.burncloud.api.server.Server;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.Page;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.exchange.ExchangeColumns;
import com.burncloud.ui.internal.exchange.ExchangeDetails;
import com.burncloud.ui.internal.exchange.Wording;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.EmptyState;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.LiveTable;
import com.burncloud.ui.internal.widget.PageHeader;
import com.burncloud.ui.internal.widget.SearchField;
import com.burncloud.ui.internal.widget.Texture;

/** 日志: what happened, as far back as the database goes; older pages come as one scrolls. */
public final class LogsPage implements Page {
	private final Workbench workbench;
	private final Texts texts = Texts.of(LogsPage.class);
	private History history;
	private FilterBar filters;
	private SearchField search;
	private FlatButton export;
	private ExportBar exportBar;
	private LiveTable<UsageRecord> table;
	private Composite stack;
	private EmptyState empty;
	private EmptyState nothing;
	private EmptyState away;
	private ExchangeDetails details;
	private Label foot;
	private FlatButton searchOn;
	private Composite content;
	private Optional<Server> server = Optional.empty();

	public LogsPage(Workbench workbench) {
		this.workbench = workbench;
	}

	@Override
	public String id() {
		return Pages.LOGS;
	}

	@Override
	public void create(Composite parent) {
		GridLayout layout = Texture.grid(1, 20, 12);
		layout.marginHeight = 16;
		parent.setLayout(layout);
		PageHeader header = new PageHeader(parent, texts.get("title"));
		search = header.search(texts.get("search"), words -> history.search(words));
		header.button(FlatButton.Kind.PLAIN, "", "refresh", this::refresh).setAccessibleName(texts.get("refresh"));
		export = header.button(FlatButton.Kind.PLAIN, texts.get("export"), "export", this::exportMenu);
		filters = new FilterBar(parent, workbench, this::reload);
		filters.setLayoutData(Texture.wide());
		content = Texture.group(parent, Role.CANVAS);
		content.setLayout(Texture.grid(2, 0, 0));
		content.setLayoutData(Texture.fill());
		history = new History(workbench.work(), content, texts.get("job"), filters::query, new Listener());
		stack = Texture.group(content, Role.CANVAS);
		stack.setLayout(new StackLayout());
		stack.setLayoutData(Texture.fill());
		table = new LiveTable<>(stack, workbench.preferences(), "logs", new ExchangeColumns().all(Figures::recent, 122), ExchangeColumns.LESS, history.rows());
		table.tint(row -> Wording.failed(row) ? Optional.of(Role.BAD) : Wording.failedOver(row) ? Optional.of(Role.WARN) : Optional.empty());
		table.onSelect(this::selected);
		table.onEnd(history::more);
		Form.named(table.table(), texts.get("title"));
		table.table().addListener(SWT.KeyDown, event -> {
			if (event.keyCode == SWT.ESC) {
				table.deselect();
			}
		});
		empty = new EmptyState(stack, Role.CANVAS, "logs", texts.get("empty.title"), texts.get("empty.text"), texts.get("empty.action"),
				() -> workbench.open(Pages.DASHBOARD, Optional.empty()));
		nothing = new EmptyState(stack, Role.CANVAS, "filter", texts.get("nothing.title"), texts.get("nothing.text"), texts.get("nothing.action"), this::showAll);
		away = new EmptyState(stack, Role.CANVAS, "plug", texts.get("away.title"), texts.get("away.text"), "", () -> {
		});
		details = new ExchangeDetails(content, workbench, table::deselect);
		GridData pane = new GridData(SWT.FILL, SWT.FILL, false, true);
		pane.widthHint = ExchangeDetails.WIDTH;
		pane.horizontalIndent = 10;
		pane.exclude = true;
		details.setLayoutData(pane);
		details.setVisible(false);
		foot(parent);
		exportBar = new ExportBar(parent, workbench);
		arrange();
	}

	@Override
	public void server(Optional<Server> now) {
		boolean online = now.map(Server::place).filter(Place::online).isPresent();
		server = online ? now : Optional.empty();
		export.setEnabled(online);
		if (online) {
			filters.load(now.get());
		}
		reload();
	}

	@Override
	public void shown(Optional<String> argument) {
		argument.ifPresent(search::setText);
		if (table.table().getTopIndex() == 0 && table.selected().isEmpty()) {
			refresh();
		}
	}

	@Override
	public void refresh() {
		server.ifPresent(filters::load);
		reload();
	}

	@Override
	public void find() {
		search.setFocus();
	}

	private void reload() {
		history.reload(server);
	}

	private final class Listener implements History.Listener {

		@Override
		public void anew() {
			table.replaced();
			arrange();
		}

		@Override
		public void further() {
			table.appended();
			arrange();
		}

		@Override
		public void found(UsageRecord row) {
			table.replaced();
			arrange();
			table.select(row);
		}

		@Override
		public void failed(Exception failure) {
			foot.setText(Texture.escape(workbench.work().sentence(failure)));
		}
	}

	private void showAll() {
		// Else the focus goes to the table, which then chooses its first row.
		search.setFocus();
		search.setText("");
		filters.resetAll();
	}

	private void selected(Optional<UsageRecord> row) {
		row.ifPresent(details::show);
		GridData data = (GridData) details.getLayoutData();
		if (data.exclude == row.isPresent()) {
			data.exclude = row.isEmpty();
			details.setVisible(row.isPresent());
			content.layout(true, true);
		}
	}

	/** What is shown: the rows, or why there are none. */
	private void arrange() {
		boolean known = history.isLoaded() && !history.isLoading();
		Control wanted = server.isEmpty() ? away : history.rows().size() > 0 || !known ? table : history.isEmpty() ? empty : nothing;
		StackLayout layout = (StackLayout) stack.getLayout();
		if (layout.topControl != wanted) {
			layout.topControl = wanted;
			stack.layout();
		}
		boolean searching = !search.getText().isEmpty();
		String key = (searching ? "foot.found" : "foot.all") + (history.hasMore() ? ".more" : "");
		foot.setText(wanted != table || !history.isLoaded() ? "" : texts.get(key, Figures.count(history.rows().loaded()), Figures.count(history.rows().size())));
		searchOn.setVisible(searching && history.hasMore() && !history.isLoading());
	}

	private void foot(Composite parent) {
		Composite line = Texture.group(parent, Role.CANVAS);
		line.setLayout(Texture.grid(2, 0, 8));
		GridData data = Texture.wide();
		data.heightHint = 24;
		line.setLayoutData(data);
		foot = Texture.label(line, "", Fonts.of(parent).small(), Role.CANVAS, Role.MUTED);
		foot.setLayoutData(Texture.wide());
		searchOn = new FlatButton(line, FlatButton.Kind.QUIET, texts.get("foot.search.on"), Role.CANVAS, history::searchOn);
		GridData button = new GridData(SWT.END, SWT.CENTER, false, false);
		button.heightHint = 24;
		searchOn.setLayoutData(button);
	}

	private void exportMenu() {
		Menu menu = new Menu(export.getShell(), SWT.POP_UP);
		for (RowFormat format : List.of(RowFormat.values())) {
			MenuItem item = new MenuItem(menu, SWT.PUSH);
			item.setText(texts.get("export." + format.name()));
			item.addListener(SWT.Selection, event -> server.ifPresent(from -> {
				// Rows that come while it is written are not for this file.
				LogQuery query = filters.query(Export.PAGE, Optional.empty());
				Optional<Instant> until = query.to().or(() -> Optional.of(Instant.now()));
				exportBar.start(from, page -> new LogQuery(Export.PAGE, page, query.status(), query.channel(), query.token(), query.model(), query.from(), until), format);
			}));
		}
		menu.setLocation(export.toDisplay(0, export.getSize().y + 2));
		menu.addListener(SWT.Hide, event -> export.getDisplay().asyncExec(menu::dispose));
		menu.setVisible(true);
	}
}
