package com.burncloud.ui.internal.models;

import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Bar;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.StateTag;
import com.burncloud.ui.internal.widget.Texture;

/** What a model's llama-server says, as it says it, and how it stands. It is asked every second while this is open. UI thread. */
final class LogPane implements Pane {
	private static final int PAUSE_MILLIS = 1_000;

	private final Words words;
	private final ModelActions actions;
	private LocalModel model;
	private Composite body;
	private StateTag state;
	private Label sentence;
	private Bar loading;
	private FlatButton tryIt;
	private Text text;
	private List<String> lines = List.of();
	private boolean open = true;

	LogPane(LocalModel model, Words words, ModelActions actions) {
		this.model = model;
		this.words = words;
		this.actions = actions;
	}

	@Override
	public String title() {
		return words.get("log.title", model.title());
	}

	@Override
	public Optional<String> modelId() {
		return Optional.of(model.id());
	}

	@Override
	public boolean fills() {
		return true;
	}

	@Override
	public void create(Composite parent, Side side) {
		body = parent;
		GridLayout layout = Texture.grid(1, 0, 8);
		layout.marginWidth = 12;
		layout.marginBottom = 12;
		body.setLayout(layout);
		Composite head = Texture.group(body, Role.PANEL);
		head.setLayout(Texture.grid(2, 0, 8));
		head.setLayoutData(Texture.wide());
		state = new StateTag(head, Role.PANEL);
		sentence = Texture.label(head, SWT.WRAP, "", Fonts.of(body).plain(), Role.PANEL, Role.TEXT);
		GridData wide = Texture.wide();
		wide.widthHint = 120;
		sentence.setLayoutData(wide);
		loading = new Bar(body, words.get("loading"), Role.PANEL);
		loading.setLayoutData(Texture.wide());
		text = new Text(body, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
		text.setFont(Fonts.of(body).mono());
		Palette.of(text).paint(text, Role.CODE, Role.TEXT);
		Form.named(text, words.get("log.name"));
		GridData all = Texture.fill();
		all.widthHint = 100;
		text.setLayoutData(all);
		Composite buttons = Texture.group(body, Role.PANEL);
		RowLayout row = new RowLayout();
		row.marginLeft = 0;
		row.marginTop = 0;
		row.marginBottom = 0;
		row.spacing = 6;
		buttons.setLayout(row);
		GridData low = Texture.wide();
		low.widthHint = 100;
		buttons.setLayoutData(low);
		new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get("log.copy"), "copy", Role.PANEL, () -> actions.copy(String.join("\n", lines), words.get("log.copied")));
		new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get("gateway.copy"), "copy", Role.PANEL, () -> actions.copy(model.gatewayModel()));
		tryIt = new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get("log.try"), "playground", Role.PANEL, () -> actions.workbench().open(Pages.PLAYGROUND, Optional.of("model:" + model.gatewayModel())));
		model(model);
		read();
	}

	@Override
	public void model(LocalModel now) {
		model = now;
		Deployment deployment = now.deployment();
		state.set(words.state(deployment.state()), words.spokenState(deployment.state()), Words.role(deployment.state()));
		String said = switch (deployment.state()) {
		case RUNNING -> deployment.notice().map(PlainWords::of).map(notice -> words.running(now) + "\n" + notice).orElse(words.running(now));
		case STARTING -> deployment.loadProgress().isPresent() ? words.get("state.loading", String.valueOf(Math.round(deployment.loadProgress().getAsDouble() * 100))) : words.get("log.starting");
		case QUEUED -> words.get("log.queued");
		case ASLEEP -> words.get("log.asleep");
		case FAILED -> deployment.error().map(PlainWords::of).orElse("");
		case STOPPED -> deployment.notice().map(PlainWords::of).orElse(words.get("log.stopped"));
		};
		sentence.setText(Texture.escape(said));
		sentence.setForeground(Palette.of(sentence).get(deployment.state() == Deployment.State.FAILED ? Role.BAD : Role.TEXT));
		boolean starting = deployment.state() == Deployment.State.STARTING;
		loading.set(deployment.loadProgress().orElse(0), Role.ACCENT);
		loading.setVisible(starting);
		((GridData) loading.getLayoutData()).exclude = !starting;
		tryIt.setEnabled(deployment.state() == Deployment.State.RUNNING || deployment.state() == Deployment.State.ASLEEP);
		body.layout(true, true);
	}

	private void read() {
		Optional<Server> server = actions.online();
		if (server.isEmpty()) {
			later();
			return;
		}
		String id = model.id();
		actions.workbench().work().run(words.get("job.log"), body, () -> server.get().models().output(id), answer -> {
			show(answer);
			later();
		}, failure -> later());
	}

	private void later() {
		body.getDisplay().timerExec(PAUSE_MILLIS, () -> {
			if (open && !body.isDisposed()) {
				read();
			}
		});
	}

	/** Stays at the end, unless somebody has scrolled up to read. */
	private void show(List<String> answer) {
		if (answer.equals(lines) && !answer.isEmpty()) {
			return;
		}
		boolean atEnd = lines.isEmpty() || text.getVerticalBar() == null || text.getVerticalBar().getSelection() + text.getVerticalBar().getThumb() >= text.getVerticalBar().getMaximum() - 4;
		int top = text.getTopIndex();
		lines = answer;
		text.setText(answer.isEmpty() ? words.get("log.none") : String.join("\n", answer));
		if (atEnd) {
			text.getDisplay().asyncExec(this::end); // it knows how high it is only after it was laid out
		} else {
			text.setTopIndex(top);
		}
	}

	private void end() {
		if (!text.isDisposed()) {
			text.setTopIndex(text.getLineCount());
		}
	}

	@Override
	public void closed() {
		open = false;
	}
}
