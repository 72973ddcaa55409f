package com.burncloud.ui.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;

import com.burncloud.api.error.UnknownIdException;

/**
 * What is deleted and can still be had back: it is only hidden while the toast offers to undo, and deleted when that time is over or the window closes, for neither
 * a channel's key nor a token's secret can be read to make it anew. UI thread.
 */
public final class Deletions {
	/** A little longer than the toast is there. */
	private static final int MILLIS = 10_500;
	private static final long LAST_WAIT_MILLIS = 2_000;

	/**
	 * One that is deleted.
	 *
	 * @param delete asks the server to, and waits for it
	 */
	public record Doomed(String id, String job, Runnable delete) {

		private void perish() {
			try {
				delete.run();
			} catch (UnknownIdException goneAlready) {
				// somebody else was faster
			}
		}
	}

	private final Workbench workbench;
	private final Control owner;
	private final Runnable changed;
	private final Map<String, Doomed> pending = new LinkedHashMap<>();

	/** @param changed called when something is hidden or shown again */
	public Deletions(Workbench workbench, Control owner, Runnable changed) {
		this.workbench = workbench;
		this.owner = owner;
		this.changed = changed;
		owner.addDisposeListener(event -> last());
	}

	public boolean hides(String id) {
		return pending.containsKey(id);
	}

	/**
	 * @param told what the toast says, and what its button does
	 * @param undone called when they are to be had back
	 * @param failed is told when the server refused
	 */
	public void delete(Collection<Doomed> doomed, String told, String undo, Runnable undone, Consumer<Exception> failed) {
		List<Doomed> all = List.copyOf(doomed);
		all.forEach(each -> pending.put(each.id(), each));
		changed.run();
		workbench.toast(told, undo, () -> {
			if (all.stream().map(each -> pending.remove(each.id(), each)).reduce(false, Boolean::logicalOr)) {
				changed.run();
				undone.run();
			}
		});
		owner.getDisplay().timerExec(MILLIS, () -> {
			if (!owner.isDisposed()) {
				all.stream().filter(each -> pending.containsValue(each)).forEach(each -> carryOut(each, failed));
			}
		});
	}

	private void carryOut(Doomed doomed, Consumer<Exception> failed) {
		workbench.work().run(doomed.job(), owner, () -> {
			doomed.perish();
			return doomed;
		}, this::over, failure -> {
			over(doomed);
			failed.accept(failure);
		});
	}

	private void over(Doomed doomed) {
		pending.remove(doomed.id(), doomed);
		changed.run();
	}

	/** The window is going, and the gateway with it soon: this is the one moment to wait, though not for long. */
	private void last() {
		if (pending.isEmpty()) {
			return;
		}
		List<Doomed> rest = List.copyOf(pending.values());
		Thread thread = Thread.ofPlatform().name("burncloud-last-deletions").start(() -> rest.forEach(Doomed::perish));
		try {
			thread.join(LAST_WAIT_MILLIS);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
