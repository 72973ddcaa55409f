package com.burncloud.ui.internal.channels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.widgets.Control;

import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.Workbench;

/**
 * Channels that are deleted and can still be had back. A channel's key cannot be read, so a deleted one could not be made again as it was: it is only hidden while
 * the toast offers to undo, and deleted when that time is over or the window closes. UI thread.
 */
final class Deletions {
	/** A little longer than the toast is there. */
	private static final int MILLIS = 10_500;
	private static final long LAST_WAIT_MILLIS = 2_000;

	private record Pending(Server server, String name) {
	}

	private final Workbench workbench;
	private final Words words;
	private final Control owner;
	private final Runnable changed;
	private final Map<String, Pending> pending = new LinkedHashMap<>();

	/** @param changed called when channels are hidden or shown again */
	Deletions(Workbench workbench, Words words, Control owner, Runnable changed) {
		this.workbench = workbench;
		this.words = words;
		this.owner = owner;
		this.changed = changed;
		owner.addDisposeListener(event -> last());
	}

	boolean hides(String id) {
		return pending.containsKey(id);
	}

	void delete(Server server, List<ChannelRow> rows) {
		List<String> ids = rows.stream().map(ChannelRow::id).toList();
		rows.forEach(row -> pending.put(row.id(), new Pending(server, row.name())));
		changed.run();
		String text = rows.size() == 1 ? words.get("deleted.one", rows.getFirst().name()) : words.get("deleted.many", rows.size());
		workbench.toast(text, words.get("undo"), () -> {
			ids.forEach(pending::remove);
			changed.run();
		});
		owner.getDisplay().timerExec(MILLIS, () -> {
			if (!owner.isDisposed()) {
				ids.forEach(this::carryOut);
			}
		});
	}

	private void carryOut(String id) {
		Pending channel = pending.get(id);
		if (channel == null) {
			return;
		}
		workbench.work().run(words.get("job.delete", channel.name()), owner, () -> {
			remove(channel, id);
			return id;
		}, done -> {
			pending.remove(id);
			changed.run();
		}, failure -> {
			pending.remove(id);
			changed.run();
			workbench.toast(words.get("delete.failed", channel.name(), workbench.work().sentence(failure)));
		});
	}

	private static void remove(Pending channel, String id) {
		try {
			channel.server().channels().delete(id);
		} catch (UnknownIdException goneAlready) {
			// somebody else was faster
		}
	}

	/** The window is going, and the gateway with it soon: this is the one moment to wait, though not for long. */
	private void last() {
		if (pending.isEmpty()) {
			return;
		}
		Map<String, Pending> rest = Map.copyOf(pending);
		Thread thread = Thread.ofPlatform().name("burncloud-last-deletions").start(() -> rest.forEach((id, channel) -> remove(channel, id)));
		try {
			thread.join(LAST_WAIT_MILLIS);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
