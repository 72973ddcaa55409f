package com.burncloud.ui.internal.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.server.Server;
import com.burncloud.api.token.Token;
import com.burncloud.api.usage.SentRequest;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Choice;
import com.burncloud.ui.internal.widget.Choice.Option;
import com.burncloud.ui.internal.widget.EmptyState;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/**
 * The window that sends a request of the log once more: to the channel that it went to, or to another, or to two at once, whose answers then stand side by side.
 * The answer of the first time is not kept anywhere, so with one channel the request stands beside the answer. UI thread.
 */
final class SendAgain {
	/** Not a channel's id. */
	private static final String ANY = "*";
	private static final String NONE = "";

	private final Workbench workbench;
	private final Server server;
	private final UsageRecord row;
	private final Texts texts = Texts.of(SendAgain.class);
	private final Shell shell;
	private final List<Job> running = new ArrayList<>();
	private Choice<String> token;
	private Choice<String> first;
	private Choice<String> second;
	private FlatButton send;
	private AnswerPane left;
	private AnswerPane right;

	private record Material(Optional<SentRequest> sent, List<Channel> channels, List<Token> tokens) {
	}

	SendAgain(Workbench workbench, Server server, UsageRecord row) {
		this.workbench = workbench;
		this.server = server;
		this.row = row;
		shell = new Shell(workbench.shell(), SWT.SHELL_TRIM);
		shell.setText(texts.get("again.title"));
		shell.setLayout(Texture.grid(1, 16, 12));
		shell.setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(shell).paint(shell, Role.CANVAS, Role.TEXT);
		shell.addListener(SWT.Traverse, event -> {
			if (event.detail == SWT.TRAVERSE_ESCAPE) {
				event.doit = false;
				shell.close();
			}
		});
		shell.addListener(SWT.Dispose, event -> running.forEach(Job::cancel));
	}

	void open() {
		Rectangle parent = workbench.shell().getBounds();
		shell.setSize(Math.min(960, parent.width - 60), Math.min(640, parent.height - 60));
		shell.setLocation(parent.x + (parent.width - shell.getSize().x) / 2, parent.y + (parent.height - shell.getSize().y) / 3);
		workbench.work().run(texts.get("again.title"), shell,
				() -> new Material(server.sentRequests().find(row.requestId()), server.channels().list(), server.tokens().list()), this::fill, failure -> {
					shell.close();
					workbench.toast(workbench.work().sentence(failure));
				});
		shell.open();
	}

	private void fill(Material material) {
		if (material.sent.isEmpty()) {
			EmptyState gone = new EmptyState(shell, Role.CANVAS, "send", texts.get("again.gone.title"), texts.get("again.gone.text"), texts.get("again.gone.action"), () -> {
				shell.close();
				workbench.open(Pages.PLAYGROUND, row.model().isEmpty() ? Optional.empty() : Optional.of("model:" + row.model()));
			});
			gone.setLayoutData(Texture.fill());
		} else if (material.tokens.isEmpty()) {
			new EmptyState(shell, Role.CANVAS, "tokens", texts.get("again.tokenless.title"), texts.get("again.tokenless.text"), "", () -> {
			}).setLayoutData(Texture.fill());
		} else {
			fill(material.sent.get(), material);
		}
		shell.layout(true, true);
	}

	private void fill(SentRequest sent, Material material) {
		Composite bar = Texture.group(shell, Role.CANVAS);
		bar.setLayout(Texture.grid(4, 0, 8));
		bar.setLayoutData(Texture.wide());
		token = new Choice<>(bar, texts.get("again.token"), Role.CANVAS, value -> {
		});
		first = new Choice<>(bar, texts.get("again.first"), Role.CANVAS, value -> {
		});
		second = new Choice<>(bar, texts.get("again.second"), Role.CANVAS, value -> arrange(sent));
		send = new FlatButton(bar, FlatButton.Kind.PRIMARY, texts.get("again.send"), "send", Role.CANVAS, () -> send(sent));
		send.setLayoutData(new GridData(SWT.END, SWT.FILL, true, false));
		choices(material);
		Control hint = Texture.label(shell, SWT.WRAP, texts.get("again.hint"), Fonts.of(shell).small(), Role.CANVAS, Role.MUTED);
		hint.setLayoutData(Texture.wide());
		Composite sides = Texture.group(shell, Role.CANVAS);
		org.eclipse.swt.layout.GridLayout two = Texture.grid(2, 0, 12);
		two.makeColumnsEqualWidth = true;
		sides.setLayout(two);
		sides.setLayoutData(Texture.fill());
		left = new AnswerPane(sides, texts.get("again.request"));
		left.setLayoutData(Texture.fill());
		right = new AnswerPane(sides, texts.get("again.answer"));
		right.setLayoutData(Texture.fill());
		arrange(sent);
		send.setFocus();
	}

	private void choices(Material material) {
		List<Option<String>> tokens = material.tokens.stream().map(each -> new Option<>(each.id(), each.name())).toList();
		token.set(tokens, tokens.stream().map(Option::value).filter(row.tokenId()::equals).findFirst().orElse(tokens.getFirst().value()));
		List<Option<String>> channels = new ArrayList<>();
		boolean there = material.channels.stream().anyMatch(each -> each.id().equals(row.channelId()));
		if (there) {
			channels.add(new Option<>(row.channelId(), texts.get("again.same", row.channel())));
		}
		channels.add(new Option<>(ANY, texts.get("again.any")));
		material.channels.stream().filter(each -> !each.id().equals(row.channelId())).forEach(each -> channels.add(new Option<>(each.id(), each.name())));
		first.set(channels, channels.getFirst().value());
		List<Option<String>> others = new ArrayList<>(channels);
		others.addFirst(new Option<>(NONE, texts.get("again.none")));
		second.set(others, NONE);
	}

	/** With one channel the request stands at the left. */
	private void arrange(SentRequest sent) {
		if (second.value().equals(NONE)) {
			String type = sent.contentType();
			left.request(type.contains("json") || type.startsWith("text/") ? new String(sent.body(), StandardCharsets.UTF_8) : texts.get("again.binary", type, sent.body().length),
					"POST " + sent.path());
		}
	}

	private void send(SentRequest sent) {
		if (!running.isEmpty()) {
			running.forEach(Job::cancel);
			running.clear();
			left.stopped();
			right.stopped();
			arrange(sent);
			idle();
			return;
		}
		arrange(sent);
		send.setText(texts.get("again.stop"));
		send.setIcon("stop");
		if (second.value().equals(NONE)) {
			send(sent, first, right);
		} else {
			send(sent, first, left);
			send(sent, second, right);
		}
	}

	private void send(SentRequest sent, Choice<String> to, AnswerPane pane) {
		String tokenId = token.value();
		String name = to.text();
		Optional<String> channelId = to.value().equals(ANY) ? Optional.empty() : Optional.of(to.value());
		pane.waiting(name);
		Job[] self = new Job[1];
		self[0] = workbench.work().run(texts.get("again.title"), shell, () -> new Courier(server).send(sent, tokenId, channelId, name), answer -> {
			pane.answer(answer);
			finished(self[0]);
		}, failure -> {
			pane.failed(name, workbench.work().sentence(failure));
			finished(self[0]);
		});
		running.add(self[0]);
	}

	private void finished(Job job) {
		running.remove(job);
		if (running.isEmpty()) {
			idle();
		}
	}

	private void idle() {
		send.setText(texts.get("again.send"));
		send.setIcon("send");
	}
}
