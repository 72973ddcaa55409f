package com.burncloud.ui.internal.channels;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.ui.internal.Page;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Reader;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.EmptyState;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.PageHeader;
import com.burncloud.ui.internal.widget.SearchField;
import com.burncloud.ui.internal.widget.Texture;

/**
 * 渠道管理: the channels in a table, with the details of the selected one beside it. The server is asked again after each of its events, and every few seconds while
 * the page is in sight, for latencies and today's use have no events.
 */
public final class ChannelsPage implements Page {
	/** Opened with this argument, the page begins a new channel; any other is the id of the channel to select. */
	public static final String NEW = "new";
	private static final int PULSE_MILLIS = 5_000;

	private final Workbench workbench;
	private final Words words = Words.here();
	/** One object, so that the timer can be set anew. */
	private final Runnable pulse = this::pulse;
	private Composite root;
	private PageHeader header;
	private SearchField search;
	private Banner away;
	private Banner hint;
	private Composite stack;
	private Control waiting;
	private Control empty;
	private ChannelList list;
	private ChannelActions actions;
	private Reader<Map.Entry<Server, Snapshot>> reader;
	private Optional<Server> server = Optional.empty();
	private Optional<Snapshot> snapshot = Optional.empty();
	private Optional<ChannelForm> form = Optional.empty();
	private boolean inSight;

	public ChannelsPage(Workbench workbench) {
		this.workbench = workbench;
	}

	@Override
	public String id() {
		return Pages.CHANNELS;
	}

	@Override
	public void create(Composite parent) {
		root = parent;
		parent.setLayout(Texture.grid(1, 20, 12));
		actions = new ChannelActions(workbench, words, root, () -> snapshot.orElse(Snapshot.EMPTY), this::show, this::refresh, this::form);
		reader = new Reader<>(workbench.work(), root, words.get("job.read"), this::read,
				failure -> away.say(words.get("unreadable", workbench.work().sentence(failure))));
		header = new PageHeader(parent, words.get("title"));
		search = header.search(words.get("search"), text -> list.filter(text));
		header.button(FlatButton.Kind.PLAIN, words.get("providers"), "", () -> workbench.open(Pages.PROVIDERS, Optional.empty()));
		FlatButton add = header.button(FlatButton.Kind.PRIMARY, words.get("add"), "plus", this::add);
		add.setAccessibleName(words.get("add.name"));
		add.setToolTipText(null);
		away = new Banner(parent, "warning", Role.WARN, "", () -> {
		});
		hint = new Banner(parent, "info", Role.MUTED, words.get("hint.add"), this::add);
		stack = Texture.group(parent, Role.CANVAS);
		stack.setLayout(new StackLayout());
		stack.setLayoutData(Texture.fill());
		waiting = new EmptyState(stack, Role.CANVAS, "server", words.get("waiting.title"), words.get("waiting.text"), "", () -> {
		});
		empty = new EmptyState(stack, Role.CANVAS, "channels", words.get("empty.title"), words.get("empty.text"), words.get("hint.add"), this::add);
		list = new ChannelList(stack, workbench, words, actions);
		show();
	}

	@Override
	public void server(Optional<Server> newServer) {
		if (!newServer.equals(server)) {
			snapshot = Optional.empty();
		}
		server = newServer;
		refresh();
		show();
	}

	@Override
	public void news(ServerEvent event) {
		if (event.topic().startsWith("com/burncloud/channel/") || event.topic().startsWith("com/burncloud/provider/")) {
			refresh();
		}
	}

	@Override
	public void refresh() {
		server.filter(each -> each.place().online()).ifPresent(each -> reader.ask(() -> Map.entry(each, Snapshot.of(each, words.language()))));
	}

	private void pulse() {
		if (inSight && !root.isDisposed()) {
			refresh();
			root.getDisplay().timerExec(PULSE_MILLIS, pulse);
		}
	}

	@Override
	public void shown(Optional<String> argument) {
		inSight = true;
		pulse();
		list.focus();
		argument.ifPresent(what -> {
			if (what.equals(NEW)) {
				add();
			} else {
				list.select(what);
			}
		});
	}

	@Override
	public void hidden() {
		inSight = false;
	}

	@Override
	public void find() {
		search.setFocus();
	}

	@Override
	public void add() {
		form(ChannelForm.Start.NEW);
	}

	private void form(ChannelForm.Start start) {
		if (form.isEmpty()) {
			ChannelForm opened = new ChannelForm(workbench, words, start, this::saved);
			form = Optional.of(opened);
			opened.onClose(() -> form = Optional.empty());
			opened.installed(snapshot.orElse(Snapshot.EMPTY).types());
			opened.open();
		}
	}

	private void saved(Channel channel, boolean test) {
		search.setText("");
		list.select(channel.id());
		actions.trials().forget(channel.id());
		workbench.toast(words.get("saved", channel.name()));
		refresh();
		if (test) {
			actions.testChannels(List.of(channel), Optional.empty());
		}
	}

	private void read(Map.Entry<Server, Snapshot> answer) {
		if (!server.equals(Optional.of(answer.getKey()))) {
			return;
		}
		boolean sameTypes = snapshot.orElse(Snapshot.EMPTY).types().equals(answer.getValue().types());
		snapshot = Optional.of(answer.getValue());
		if (!sameTypes) {
			form.ifPresent(each -> each.installed(answer.getValue().types()));
		}
		away.say("");
		show();
		list.readFacts();
	}

	/** Puts what is known on the screen. */
	private void show() {
		Snapshot known = snapshot.orElse(Snapshot.EMPTY);
		List<ChannelRow> rows = known.rows().stream().filter(row -> !actions.deletions().hides(row.id())).toList();
		server.filter(each -> !each.place().online()).ifPresent(each -> away.say(words.get(snapshot.isEmpty() ? "away.first" : "away.because", each.place().error())));
		((StackLayout) stack.getLayout()).topControl = snapshot.isEmpty() ? waiting : rows.isEmpty() ? empty : list.control();
		stack.layout();
		header.subtitle(snapshot.isEmpty() ? "" : words.get("count", rows.size(), rows.stream().filter(ChannelRow::available).count()));
		workbench.badge(Pages.CHANNELS, snapshot.isEmpty() ? -1 : rows.size());
		hint.say(known.untouched() && !rows.isEmpty() ? words.get("hint") : "");
		list.show(server, known, rows);
	}
}
