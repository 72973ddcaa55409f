package com.burncloud.ui.internal;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;

/** Asks one thing at a time: while a question is out, the latest of the further ones waits for it. So a burst of events costs two answers. UI thread. */
public final class Reader<T> {
	private final Work work;
	private final Control owner;
	private final String title;
	private final Consumer<T> done;
	private final Consumer<Exception> failed;
	private Optional<Callable<T>> next = Optional.empty();
	private boolean asking;
	private int forgotten;

	/** @param title of the job, for people */
	public Reader(Work work, Control owner, String title, Consumer<T> done, Consumer<Exception> failed) {
		this.work = work;
		this.owner = owner;
		this.title = title;
		this.done = done;
		this.failed = failed;
	}

	public void ask(Callable<T> question) {
		if (asking) {
			next = Optional.of(question);
			return;
		}
		asking = true;
		int before = forgotten;
		work.run(title, owner, question, answer -> {
			followed();
			if (before == forgotten) {
				done.accept(answer);
			}
		}, failure -> {
			followed();
			if (before == forgotten) {
				failed.accept(failure);
			}
		});
	}

	/** Nobody wants to know any more what has been asked so far: its server was left. */
	public void forget() {
		forgotten++;
		next = Optional.empty();
	}

	private void followed() {
		asking = false;
		Optional<Callable<T>> following = next;
		next = Optional.empty();
		following.ifPresent(this::ask);
	}
}
