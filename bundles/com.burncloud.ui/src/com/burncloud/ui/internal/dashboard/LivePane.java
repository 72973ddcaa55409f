package com.burncloud.ui.internal.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.server.Server;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.exchange.ExchangeColumns;
import com.burncloud.ui.internal.exchange.ExchangeDetails;
import com.burncloud.ui.internal.exchange.Wording;
import com.burncloud.ui.internal.exchange.Words;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.EmptyState;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.LiveTable;
import com.burncloud.ui.internal.widget.SearchField;
import com.burncloud.ui.internal.widget.Tail;
import com.burncloud.ui.internal.widget.Texture;

/** The exchanges as they end, newest first, and the details of the one that is chosen. */
final class LivePane extends Composite {
	private static final int MOST = 100_000;
	private static final int WITH_TITLE = 420;

	private final Texts texts = Texts.of(LivePane.class);
	private final Workbench workbench;
	private final Tail<UsageRecord> tail = new Tail<>(MOST);
	private final Feed feed;
	private final FlatButton all;
	private final FlatButton errors;
	private final FlatButton pause;
	private final SearchField search;
	private final Composite stack;
	private final LiveTable<UsageRecord> table;
	private final FirstRequest first;
	private final EmptyState nothingFound;
	private final EmptyState away;
	private final ExchangeDetails details;
	private List<UsageRecord> held = new ArrayList<>();
	private Optional<Server> followed = Optional.empty();
	private boolean paused;
	private boolean following;

	LivePane(Composite parent, Workbench workbench) {
		super(parent, SWT.NONE);
		this.workbench = workbench;
		setLayout(Texture.grid(2, 0, 0));
		Palette.of(this).paint(this, Role.CANVAS, Role.TEXT);
		Composite main = Texture.group(this, Role.CANVAS);
		main.setLayout(Texture.grid(1, 0, 8));
		main.setLayoutData(Texture.fill());
		Composite head = Texture.group(main, Role.CANVAS);
		head.setLayout(Texture.grid(5, 0, 8));
		head.setLayoutData(Texture.wide());
		Label title = Texture.label(head, texts.get("live.title"), Fonts.of(this).heading(), Role.CANVAS, Role.TEXT);
		GridData heading = new GridData();
		title.setLayoutData(heading);
		// In a narrow window with details beside the log there is room for the field or for the title.
		head.addListener(SWT.Resize, event -> {
			heading.exclude = head.getSize().x < WITH_TITLE;
			title.setVisible(!heading.exclude);
		});
		all = new FlatButton(head, FlatButton.Kind.PLAIN, texts.get("live.all"), Role.CANVAS, () -> onlyErrors(false));
		errors = new FlatButton(head, FlatButton.Kind.PLAIN, texts.get("live.errors"), Role.CANVAS, () -> onlyErrors(true));
		all.setSelected(true);
		search = new SearchField(head, texts.get("live.search"), words -> filter());
		GridData right = new GridData(SWT.END, SWT.FILL, true, false);
		right.widthHint = 210;
		search.setLayoutData(right);
		pause = new FlatButton(head, FlatButton.Kind.PLAIN, texts.get("live.pause"), "pause", Role.CANVAS, this::pause);
		stack = Texture.group(main, Role.CANVAS);
		stack.setLayout(new StackLayout());
		stack.setLayoutData(Texture.fill());
		table = new LiveTable<>(stack, workbench.preferences(), "live", new ExchangeColumns().all(Figures::clock, 110), ExchangeColumns.LESS, tail);
		table.tint(row -> Wording.failed(row) ? Optional.of(Role.BAD) : Wording.failedOver(row) ? Optional.of(Role.WARN) : Optional.empty());
		table.onSelect(this::selected);
		table.table().addListener(SWT.KeyDown, event -> {
			if (event.keyCode == SWT.ESC) {
				table.deselect();
			}
		});
		com.burncloud.ui.internal.widget.Form.named(table.table(), texts.get("live.title"));
		first = new FirstRequest(stack, workbench);
		nothingFound = new EmptyState(stack, Role.CANVAS, "filter", texts.get("live.nothing.title"), texts.get("live.nothing.text"), texts.get("live.nothing.action"), this::unfilter);
		away = new EmptyState(stack, Role.CANVAS, "plug", texts.get("away.title"), texts.get("away.text"), "", () -> {
		});
		details = new ExchangeDetails(this, workbench, table::deselect);
		GridData pane = new GridData(SWT.FILL, SWT.FILL, false, true);
		pane.widthHint = ExchangeDetails.WIDTH;
		pane.horizontalIndent = 10;
		pane.exclude = true;
		details.setLayoutData(pane);
		details.setVisible(false);
		feed = new Feed(this, workbench.work(), MOST, this::arrived);
		arrange();
	}

	/** A server that is there, or is not. */
	void server(Optional<Server> server) {
		if (!followed.equals(server)) {
			// The rows of one server are not those of another.
			feed.stop();
			followed = server;
			following = false;
			tail.clear();
			held.clear();
			table.replaced();
			arrange();
		}
		if (server.isEmpty()) {
			return;
		}
		feed.follow(server.get(), texts.get("live.title"), () -> {
			following = true;
			arrange();
		});
		workbench.work().run(texts.get("live.title"), this, () -> server.get().tokens().demoEnabled() && server.get().place().local(),
				demo -> first.show(server.get().place().baseUrl(), demo), failure -> first.show(server.get().place().baseUrl(), false));
	}

	private void arrived(List<UsageRecord> batch) {
		if (paused) {
			held.addAll(batch);
			if (held.size() > MOST) {
				held = new ArrayList<>(held.subList(held.size() - MOST, held.size()));
			}
			pause.setText(texts.get("live.resume.held", Figures.count(held.size())));
			return;
		}
		add(batch);
	}

	private void add(List<UsageRecord> batch) {
		boolean empty = tail.size() == 0;
		table.prepended(tail.add(batch));
		if (empty) {
			arrange();
		}
	}

	private void pause() {
		paused = !paused;
		pause.setIcon(paused ? "play" : "pause");
		pause.setText(texts.get(paused ? "live.resume" : "live.pause"));
		if (!paused) {
			List<UsageRecord> batch = held;
			held = new ArrayList<>();
			add(batch);
		}
	}

	private void onlyErrors(boolean only) {
		all.setSelected(!only);
		errors.setSelected(only);
		filter();
	}

	private void unfilter() {
		// Else the focus goes to the table, which then chooses its first row.
		search.setFocus();
		search.setText("");
		onlyErrors(false);
	}

	private void filter() {
		Predicate<UsageRecord> wanted = search.getText().isEmpty() ? row -> true : new Words(search.getText());
		boolean only = errors.isSelected();
		tail.filter(row -> (!only || Wording.failed(row)) && wanted.test(row));
		table.replaced();
		arrange();
	}

	/** What is shown: the rows, or why there are none. */
	private void arrange() {
		boolean known = following || tail.total() > 0;
		Control wanted = tail.size() > 0 ? table : tail.total() > 0 ? nothingFound : known ? first : workbench.server().isPresent() ? table : away;
		StackLayout layout = (StackLayout) stack.getLayout();
		if (layout.topControl != wanted) {
			layout.topControl = wanted;
			stack.layout();
		}
	}

	private void selected(Optional<UsageRecord> row) {
		row.ifPresent(details::show);
		GridData data = (GridData) details.getLayoutData();
		if (data.exclude == row.isPresent()) {
			data.exclude = row.isEmpty();
			details.setVisible(row.isPresent());
			layout(true, true);
		}
	}

	void find() {
		search.setFocus();
	}
}
