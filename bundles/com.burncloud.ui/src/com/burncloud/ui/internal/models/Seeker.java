package com.burncloud.ui.internal.models;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;

import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubProblem;

/**
 * Asks a hub one thing at a time, the latest; where the hub asks for patience it waits, tells how long with each second, and asks again by itself. UI thread.
 */
final class Seeker<T> {
	private static final int SECOND_MILLIS = 1_000;

	/** How a question goes on. */
	sealed interface State<T> {
		record Asking<T>() implements State<T> {
		}

		/** @param left until it is asked again */
		record Patient<T>(Duration left, String why) implements State<T> {
		}

		record Found<T>(T answer) implements State<T> {
		}

		/** @param kind empty: it was no hub that failed */
		record Failed<T>(Optional<HubProblem.Kind> kind, String sentence) implements State<T> {
		}
	}

	private final ModelActions actions;
	private final Control owner;
	private final String title;
	private final Consumer<State<T>> told;
	private Optional<Job> asking = Optional.empty();
	private int turn;

	Seeker(ModelActions actions, Control owner, String title, Consumer<State<T>> told) {
		this.actions = actions;
		this.owner = owner;
		this.title = title;
		this.told = told;
	}

	void ask(Callable<T> question) {
		stop();
		int mine = turn;
		told.accept(new State.Asking<>());
		asking = Optional.of(actions.workbench().work().run(title, owner, question, answer -> {
			if (mine == turn) {
				told.accept(new State.Found<>(answer));
			}
		}, failure -> {
			if (mine == turn) {
				failed(question, failure);
			}
		}));
	}

	private void failed(Callable<T> question, Exception failure) {
		String sentence = actions.sentence(failure);
		Optional<HubProblem> problem = failure instanceof HubException hub ? Optional.of(hub.problem()) : Optional.empty();
		Optional<Duration> patience = problem.filter(each -> each.kind() == HubProblem.Kind.RATE_LIMITED).flatMap(HubProblem::retryAfter);
		if (patience.isPresent()) {
			await(question, Instant.now().plus(patience.get()), sentence, turn);
		} else {
			told.accept(new State.Failed<>(problem.map(HubProblem::kind), sentence));
		}
	}

	private void await(Callable<T> question, Instant until, String why, int mine) {
		if (mine != turn || owner.isDisposed()) {
			return;
		}
		Duration left = Duration.between(Instant.now(), until);
		if (left.isNegative() || left.isZero()) {
			ask(question);
			return;
		}
		told.accept(new State.Patient<>(left.plusMillis(999), why));
		owner.getDisplay().timerExec(SECOND_MILLIS, () -> await(question, until, why, mine));
	}

	/** Forgets what was asked. */
	void stop() {
		turn++;
		asking.ifPresent(Job::cancel);
		asking = Optional.empty();
	}
}
