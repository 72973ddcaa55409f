package com.burncloud.ui.internal.channels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.eclipse.swt.widgets.Control;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.Deletions;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Workbench;

/** What can be done with channels from the table, its menu, the keyboard and the details. UI thread; the work itself is done by jobs. */
final class ChannelActions {
	private final Workbench workbench;
	private final Words words;
	private final Control owner;
	private final Runnable reload;
	private final Consumer<ChannelForm.Start> form;
	private final Supplier<Snapshot> snapshot;
	private final Trials trials;
	private final Deletions deletions;

	/**
	 * @param changed something that the page shows has changed without the server
	 * @param reload the server has to be asked again
	 */
	ChannelActions(Workbench workbench, Words words, Control owner, Supplier<Snapshot> snapshot, Runnable changed, Runnable reload, Consumer<ChannelForm.Start> form) {
		this.workbench = workbench;
		this.words = words;
		this.owner = owner;
		this.reload = reload;
		this.form = form;
		this.snapshot = snapshot;
		trials = new Trials(workbench, words, owner, changed, reload);
		deletions = new Deletions(workbench, owner, () -> {
			changed.run();
			reload.run();
		});
	}

	Trials trials() {
		return trials;
	}

	Deletions deletions() {
		return deletions;
	}

	void test(List<ChannelRow> rows, Optional<String> model) {
		testChannels(rows.stream().map(ChannelRow::channel).toList(), model);
	}

	void testChannels(List<Channel> channels, Optional<String> model) {
		workbench.server().ifPresent(server -> trials.run(server, channels, model));
	}

	void edit(ChannelRow row) {
		if (row.offered()) {
			model(row);
			return;
		}
		form.accept(new ChannelForm.Start(Optional.of(row.channel()), false));
	}

	/** A channel of a local model is changed where the model is deployed. */
	void model(ChannelRow row) {
		workbench.open(Pages.MODELS, Optional.of(row.id().substring(Math.min(row.id().length(), OfferedChannel.ID_PREFIX.length()))));
	}

	void duplicate(ChannelRow row) {
		if (row.offered()) {
			model(row);
			return;
		}
		form.accept(new ChannelForm.Start(Optional.of(row.channel()), true));
	}

	void delete(List<ChannelRow> rows) {
		List<ChannelRow> own = rows.stream().filter(row -> !row.offered()).toList();
		if (own.isEmpty() && !rows.isEmpty()) {
			workbench.toast(words.get("offered.fixed"), words.get("offered.open"), () -> model(rows.getFirst()));
		} else if (!own.isEmpty()) {
			String told = own.size() == 1 ? words.get("deleted.one", own.getFirst().name()) : words.get("deleted.many", own.size());
			workbench.server().ifPresent(server -> deletions.delete(
					own.stream().map(row -> new Deletions.Doomed(row.id(), words.get("job.delete", row.name()), () -> server.channels().delete(row.id()))).toList(), told,
					words.get("undo"), () -> {
					}, failure -> workbench.toast(words.get("delete.failed", workbench.work().sentence(failure)))));
		}
	}

	/** Disables what is enabled, or enables all when none is. */
	void toggle(List<ChannelRow> rows) {
		enable(rows, rows.stream().noneMatch(row -> row.channel().enabled()));
	}

	void enable(List<ChannelRow> rows, boolean enabled) {
		List<ChannelRow> concerned = rows.stream().filter(row -> !row.offered() && row.channel().enabled() != enabled).toList();
		if (concerned.isEmpty()) {
			return;
		}
		Set<String> ids = concerned.stream().map(ChannelRow::id).collect(Collectors.toSet());
		String name = concerned.size() == 1 ? concerned.getFirst().name() : "";
		String done = concerned.size() == 1 ? words.get(enabled ? "enabled.one" : "disabled.one", name) : words.get(enabled ? "enabled.many" : "disabled.many", concerned.size());
		change(ids, draft -> enabled(draft, enabled), () -> workbench.toast(done, words.get("undo"), () -> change(ids, draft -> enabled(draft, !enabled), () -> {
		})));
	}

	/** Gives the channels the place that they were moved to, and says which priorities that took. */
	void move(Set<String> ids, String target, Reorder.Place place) {
		Map<String, Channel> channels = new LinkedHashMap<>();
		snapshot.get().rows().forEach(row -> channels.put(row.id(), row.channel()));
		if (ids.contains(target) || !channels.containsKey(target) || !channels.keySet().containsAll(ids)) {
			return;
		}
		Map<String, Integer> wanted = Reorder.moved(List.copyOf(channels.keySet()), id -> channels.get(id).priority(), ids, target, place);
		if (wanted.isEmpty()) {
			return;
		}
		if (wanted.keySet().stream().anyMatch(id -> channels.get(id).offered())) {
			workbench.toast(words.get("offered.priority"));
			return;
		}
		Map<String, Integer> former = wanted.keySet().stream().collect(Collectors.toMap(id -> id, id -> channels.get(id).priority()));
		String changes = wanted.entrySet().stream().limit(3).map(entry -> words.get("moved.each", channels.get(entry.getKey()).name(), String.valueOf(former.get(entry.getKey())),
				String.valueOf(entry.getValue()))).collect(Collectors.joining(words.get("and"))) + (wanted.size() > 3 ? words.get("moved.more", wanted.size()) : "");
		prioritize(wanted, () -> workbench.toast(words.get(place == Reorder.Place.ON ? "moved.same" : "moved", changes), words.get("undo"), () -> prioritize(former, () -> {
		})));
	}

	private void prioritize(Map<String, Integer> priorities, Runnable done) {
		change(priorities.keySet(), Optional.of(priorities), UnaryOperator.identity(), done);
	}

	private void change(Set<String> ids, UnaryOperator<ChannelDraft> edit, Runnable done) {
		change(ids, Optional.empty(), edit, done);
	}

	/** Reads each channel anew before it is changed, so that nothing that somebody else did meanwhile is undone. */
	private void change(Set<String> ids, Optional<Map<String, Integer>> priorities, UnaryOperator<ChannelDraft> edit, Runnable done) {
		Optional<Server> server = workbench.server();
		if (server.isEmpty()) {
			return;
		}
		workbench.work().run(words.get("job.change"), owner, () -> {
			for (String id : ids) {
				Optional<Channel> channel = server.get().channels().find(id);
				if (channel.isPresent()) {
					ChannelDraft draft = edit.apply(ChannelDraft.of(channel.get()));
					server.get().channels().update(id, priorities.isPresent() ? priority(draft, priorities.get().get(id)) : draft);
				}
			}
			return ids;
		}, changed -> {
			reload.run();
			done.run();
		}, failure -> {
			reload.run();
			workbench.toast(workbench.work().sentence(failure));
		});
	}

	private static ChannelDraft enabled(ChannelDraft d, boolean enabled) {
		return new ChannelDraft(d.name(), d.type(), d.baseUrl(), d.apiKey(), d.models(), d.modelMapping(), d.groups(), d.priority(), d.weight(), enabled, d.headers(), d.options(),
				d.timeouts());
	}

	private static ChannelDraft priority(ChannelDraft d, int priority) {
		return new ChannelDraft(d.name(), d.type(), d.baseUrl(), d.apiKey(), d.models(), d.modelMapping(), d.groups(), priority, d.weight(), d.enabled(), d.headers(), d.options(),
				d.timeouts());
	}
}
