package com.burncloud.ui.internal.models;

import java.util.Optional;
import java.util.concurrent.Callable;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;

import com.burncloud.api.model.ModelReport;

/** Asks for a fit a little after the last change, and forgets the answers to what is not asked any more. UI thread. */
final class Inquiry {
	private static final int PAUSE_MILLIS = 350;

	private final ModelActions actions;
	private final Words words;
	private final Control owner;
	private final FitBox box;
	private final Runnable begin = this::begin;
	private Optional<Callable<ModelReport>> question = Optional.empty();
	private Optional<Job> asking = Optional.empty();
	private boolean answered;

	Inquiry(ModelActions actions, Words words, Control owner, FitBox box) {
		this.actions = actions;
		this.words = words;
		this.owner = owner;
		this.box = box;
	}

	/** @param next run by a job */
	void ask(Callable<ModelReport> next) {
		asking.ifPresent(Job::cancel);
		asking = Optional.empty();
		question = Optional.of(next);
		if (!answered) {
			box.asking();
		}
		owner.getDisplay().timerExec(PAUSE_MILLIS, begin);
	}

	/** What was to be asked cannot be. */
	void fail(String why) {
		asking.ifPresent(Job::cancel);
		question = Optional.empty();
		answered = false;
		box.failed(why);
	}

	private void begin() {
		if (owner.isDisposed() || question.isEmpty()) {
			return;
		}
		Callable<ModelReport> asked = question.get();
		question = Optional.empty();
		asking = Optional.of(actions.workbench().work().run(words.get("job.inspect"), owner, asked, report -> {
			answered = true;
			box.show(report);
		}, failure -> {
			answered = false;
			box.failed(actions.sentence(failure));
		}));
	}

	void close() {
		asking.ifPresent(Job::cancel);
		question = Optional.empty();
	}
}
