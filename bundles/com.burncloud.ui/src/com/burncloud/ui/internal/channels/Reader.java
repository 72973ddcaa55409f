package com.burncloud.ui.internal.channels;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;

import com.burncloud.ui.internal.Workbench;

/** Asks one thing at a time: while a question is out, the latest of the further ones waits for it. So a burst of events costs two answers. UI thread. */
final class Reader<T> {
	private final Workbench workbench;
	private final Control owner;
	private final String title;
	private final Consumer<T> done;
	private final Consumer<Exception> failed;
	private Optional<Callable<T>> next = Optional.empty();
	private boolean asking;

	Reader(Workbench workbench, Control owner, String title, Consumer<T> done, Consumer<Exception> failed) {
		this.workbench = workbench;
		this.owner = owner;
		this.title = title;
		this.done = done;
		this.failed = failed;
	}

	void ask(Callable<T> question) {
		if (asking) {
			next = Optional.of(question);
			return;
		}
		asking = true;
		workbench.work().run(title, owner, question, answer -> {
			followed();
			done.accept(answer);
		}, failure -> {
			followed();
			failed.accept(failure);
		});
	}

	private void followed() {
		asking = false;
		Optional<Callable<T>> following = next;
		next = Optional.empty();
		following.ifPresent(this::ask);
	}
}
