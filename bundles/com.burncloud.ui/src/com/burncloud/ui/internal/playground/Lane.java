package com.burncloud.ui.internal.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Work;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.Texture;

/** One model's side of the conversation. */
final class Lane extends Composite {
	/** Ten looks a second; fewer where drawing one takes long. */
	private static final int LOOK_MILLIS = 100;
	private static final int LOOK_SHARE = 8;

	private final Texts texts;
	private final Work work;
	private final Runnable changed;
	private final Consumer<Prompt> again;
	private final Label title;
	private final Composite stack;
	private final Scroller body;
	private final List<Turn> turns = new ArrayList<>();
	private Optional<Composite> welcome = Optional.empty();
	private Optional<Exchange> running = Optional.empty();
	private Optional<Job> job = Optional.empty();
	private boolean used;

	/**
	 * @param changed called when an answer begins or ends
	 * @param again asks something once more
	 */
	Lane(Composite parent, Texts texts, Work work, Runnable changed, Consumer<Prompt> again) {
		super(parent, SWT.NONE);
		this.texts = texts;
		this.work = work;
		this.changed = changed;
		this.again = again;
		setLayout(Texture.grid(1, 0, 0));
		setLayoutData(Texture.fill());
		Card card = new Card(this, Role.CANVAS);
		card.setLayout(Texture.grid(1, 6, 4));
		card.setLayoutData(Texture.fill());
		title = Texture.label(card, "", Fonts.of(this).heading(), Role.PANEL, Role.TEXT);
		GridData head = Texture.wide();
		head.horizontalIndent = 10;
		head.verticalIndent = 6;
		title.setLayoutData(head);
		stack = Texture.group(card, Role.PANEL);
		stack.setLayout(new StackLayout());
		stack.setLayoutData(Texture.fill());
		body = new Scroller(stack);
		addDisposeListener(event -> clear());
	}

	void title(String model) {
		title.setText(Texture.escape(model));
	}

	/** What is shown while nothing was said. */
	void welcome(Consumer<Composite> build) {
		if (!used) {
			Composite place = Texture.group(stack, Role.PANEL);
			build.accept(place);
			show(place);
			welcome.ifPresent(Composite::dispose);
			welcome = Optional.of(place);
		}
	}

	private void show(Composite top) {
		((StackLayout) stack.getLayout()).topControl = top;
		stack.layout(true, true);
	}

	boolean busy() {
		return running.isPresent();
	}

	/** Whether nothing was said since the start or the last {@link #clear}. */
	boolean empty() {
		return !used;
	}

	List<Turn> turns() {
		return turns;
	}

	void ask(Exchange exchange) {
		used = true;
		show(body);
		welcome.ifPresent(Composite::dispose);
		welcome = Optional.empty();
		Prompt prompt = exchange.call().prompt();
		TurnView view = new TurnView(body, texts, prompt, () -> again.accept(prompt));
		running = Optional.of(exchange);
		body.place(true);
		changed.run();
		job = Optional.of(work.run(texts.get("job.ask", exchange.call().model()), this, () -> {
			exchange.run();
			return exchange;
		}, done -> {
			look(view, exchange, -1);
			over(exchange);
		}, failure -> {
			exchange.progress().failed("", work.sentence(failure));
			look(view, exchange, -1);
			over(exchange);
		}));
		lookLater(view, exchange, -1, LOOK_MILLIS);
	}

	private void lookLater(TurnView view, Exchange exchange, int seen, int millis) {
		getDisplay().timerExec(millis, () -> {
			if (!isDisposed() && !view.isDisposed()) {
				long before = System.nanoTime();
				int now = look(view, exchange, seen);
				if (exchange.progress().answer().over()) {
					over(exchange);
				} else {
					lookLater(view, exchange, now, (int) Math.max(LOOK_MILLIS, (System.nanoTime() - before) / 1_000_000 * LOOK_SHARE));
				}
			}
		});
	}

	/** @return what was seen now */
	private int look(TurnView view, Exchange exchange, int seen) {
		int now = exchange.progress().version();
		if (now != seen && !view.isDisposed()) {
			boolean stick = body.atBottom();
			view.show(exchange.progress().answer());
			body.place(stick);
		}
		return now;
	}

	/** The answer is whole, or there will be none; what it cost may still be on its way. */
	private void over(Exchange exchange) {
		if (running.filter(each -> each == exchange).isPresent()) {
			running = Optional.empty();
			Answer answer = exchange.progress().answer();
			if (!answer.text().isEmpty()) {
				turns.add(new Turn(exchange.call().prompt(), answer.text()));
			}
			changed.run();
		}
	}

	void stop() {
		running.ifPresent(Exchange::stop);
	}

	/** Forgets what was said. */
	void clear() {
		stop();
		job.ifPresent(Job::cancel);
		job = Optional.empty();
		running = Optional.empty();
		turns.clear();
		used = false;
		if (!isDisposed() && !body.isDisposed()) {
			body.clear();
		}
	}
}
