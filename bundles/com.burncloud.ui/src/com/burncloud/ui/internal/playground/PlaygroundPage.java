package com.burncloud.ui.internal.playground;

import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.ui.internal.Page;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Banner;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.PageHeader;
import com.burncloud.ui.internal.widget.Texture;

/** 演练场: talks to a model through the gateway as a token does, or to two at once. The conversation stays while the program runs. */
public final class PlaygroundPage implements Page {
	private static final String OTHER = "model.other";

	private final Workbench workbench;
	private final Texts texts = Texts.of(PlaygroundPage.class);
	private Callables callables;
	private PageHeader header;
	private Banner banner;
	private Chooser token;
	private Chooser model;
	private Optional<Chooser> other = Optional.empty();
	private FlatButton compare;
	private FlatButton clear;
	private Composite lanes;
	private Lane first;
	private Optional<Lane> second = Optional.empty();
	private Composer composer;

	public PlaygroundPage(Workbench workbench) {
		this.workbench = workbench;
	}

	@Override
	public String id() {
		return Pages.PLAYGROUND;
	}

	@Override
	public void create(Composite parent) {
		parent.setLayout(Texture.grid(1, 20, 12));
		header = new PageHeader(parent, texts.get("title"));
		token = new Chooser(header.actions(), texts.get("token"), texts.get("token.none"), texts.get("token.find"), 120, choice -> callables.token(choice.id()));
		header.added();
		model = modelChooser("model");
		model.control().moveBelow(token.control());
		compare = header.button(FlatButton.Kind.PLAIN, texts.get("compare"), "", this::compare);
		clear = header.button(FlatButton.Kind.PLAIN, texts.get("clear"), "", this::clear);
		banner = new Banner(parent, "warning", Role.WARN);
		lanes = Texture.group(parent, Role.CANVAS);
		GridLayout columns = Texture.grid(1, 0, 12);
		columns.makeColumnsEqualWidth = true;
		lanes.setLayout(columns);
		lanes.setLayoutData(Texture.fill());
		first = lane();
		composer = new Composer(parent, workbench, texts, () -> send(composer.prompt()), this::stop);
		callables = new Callables(workbench, texts, parent, this::listed);
		parent.addDisposeListener(event -> callables.close());
		listed();
	}

	private Chooser modelChooser(String title) {
		Chooser chooser = new Chooser(header.actions(), texts.get(title), texts.get("model.none"), texts.get("model.find"), 170, choice -> {
			workbench.preferences().set("playground." + title, choice.id());
			listed();
		});
		header.added();
		return chooser;
	}

	private Lane lane() {
		return new Lane(lanes, texts, workbench.work(), this::answering, this::send);
	}

	@Override
	public void shown(Optional<String> argument) {
		argument.filter(each -> each.startsWith("model:")).ifPresent(each -> workbench.preferences().set("playground.model", each.substring(6)));
		argument.filter(each -> each.startsWith("model:")).ifPresent(each -> model.choose(Optional.empty()));
		argument.filter(each -> each.startsWith("token:")).ifPresent(each -> callables.token(each.substring(6)));
		callables.shown(true);
		composer.setFocus();
	}

	@Override
	public void hidden() {
		callables.shown(false);
	}

	@Override
	public void server(Optional<Server> server) {
		callables.server(server.filter(each -> each.place().online()));
		if (server.isEmpty()) {
			banner.say(texts.get("server.starting"));
		} else if (!server.get().place().online()) {
			banner.say(server.get().place().error());
		} else {
			banner.hide();
		}
	}

	@Override
	public void news(ServerEvent event) {
		callables.news(event);
	}

	@Override
	public void find() {
		composer.setFocus();
	}

	@Override
	public void refresh() {
		callables.reload();
	}

	/** Other tokens, other models, or another choice among them. */
	private void listed() {
		token.choices(callables.tokens());
		token.choose(callables.token());
		choose(model, "model", 0);
		other.ifPresent(chooser -> choose(chooser, OTHER, 1));
		first.title(model.choice().map(Chooser.Choice::name).orElse(""));
		second.ifPresent(lane -> lane.title(other.flatMap(Chooser::choice).map(Chooser.Choice::name).orElse("")));
		if (first.empty()) {
			first.welcome(this::welcome);
		}
		second.filter(Lane::empty).ifPresent(lane -> lane.welcome(place -> {
		}));
		answering();
		header.layout(true, true);
		header.getParent().layout(true);
	}

	/** Keeps what is chosen while it can be called; else the last that was, else the one at an index. */
	private void choose(Chooser chooser, String title, int index) {
		List<Chooser.Choice> models = callables.models();
		chooser.choices(models);
		String last = workbench.preferences().get("playground." + title, "");
		Optional<Chooser.Choice> wanted = chooser.choice().filter(models::contains).or(() -> models.stream().filter(each -> each.id().equals(last)).findFirst());
		chooser.choose(wanted.or(() -> models.isEmpty() ? Optional.empty() : Optional.of(models.get(Math.min(index, models.size() - 1)))));
	}

	private void welcome(Composite place) {
		place.setLayout(Texture.grid(1, 10, 10));
		GridData centre = new GridData(SWT.CENTER, SWT.END, true, true);
		GridData below = new GridData(SWT.CENTER, SWT.BEGINNING, true, true);
		Texture.label(place, texts.get("welcome.title"), Fonts.of(place).title(), Role.PANEL, Role.TEXT).setLayoutData(centre);
		boolean noToken = callables.known() && callables.token().isEmpty();
		String missing = noToken ? "welcome.token" : "welcome.nothing";
		String text = callables.problem().orElse(texts.get(callables.models().isEmpty() && callables.known() ? missing : "welcome.text"));
		var words = Texture.label(place, SWT.WRAP | SWT.CENTER, text, Fonts.of(place).plain(), Role.PANEL, Role.MUTED);
		GridData middle = new GridData(SWT.CENTER, SWT.CENTER, true, false);
		middle.widthHint = 480;
		words.setLayoutData(middle);
		Composite examples = Texture.group(place, Role.PANEL);
		examples.setLayout(Texture.grid(1, 8, 8));
		examples.setLayoutData(below);
		if (callables.models().isEmpty()) {
			if (callables.known()) {
				new FlatButton(examples, FlatButton.Kind.PLAIN, texts.get(noToken ? "welcome.tokens" : "welcome.channels"), Role.PANEL,
						() -> workbench.open(noToken ? Pages.TOKENS : Pages.CHANNELS, Optional.empty()));
			}
			return;
		}
		for (int i = 1; i <= 4; i++) {
			String example = texts.get("example." + i);
			FlatButton button = new FlatButton(examples, FlatButton.Kind.PLAIN, example, Role.PANEL, () -> place.getDisplay().asyncExec(() -> send(new Prompt(example, List.of()))));
			button.setLayoutData(Texture.wide());
		}
	}

	private void compare() {
		if (second.isPresent()) {
			second.get().dispose();
			second = Optional.empty();
			other.ifPresent(chooser -> chooser.control().dispose());
			other = Optional.empty();
		} else {
			second = Optional.of(lane());
			other = Optional.of(modelChooser(OTHER));
			other.get().control().moveBelow(model.control());
		}
		compare.setText(texts.get(second.isPresent() ? "compare.end" : "compare"));
		((GridLayout) lanes.getLayout()).numColumns = second.isPresent() ? 2 : 1;
		header.added();
		listed();
		lanes.layout(true, true);
	}

	private void send(Prompt prompt) {
		if (prompt.text().isEmpty() && prompt.pictures().isEmpty() || busy() || !ready()) {
			return;
		}
		Optional<Parameters> parameters = composer.parameters().parameters();
		if (parameters.isEmpty()) {
			composer.mend();
			return;
		}
		if (prompt.equals(composer.prompt())) {
			composer.clear();
		}
		ask(first, model, prompt, parameters.get());
		second.ifPresent(lane -> ask(lane, other.orElseThrow(), prompt, parameters.get()));
		composer.setFocus();
	}

	private void ask(Lane lane, Chooser chooser, Prompt prompt, Parameters parameters) {
		chooser.choice().ifPresent(choice -> callables.ask(new Call(choice.id(), lane.turns(), prompt, parameters)).ifPresent(lane::ask));
	}

	private boolean ready() {
		return callables.online() && callables.token().isPresent() && model.choice().isPresent();
	}

	private boolean busy() {
		return first.busy() || second.filter(Lane::busy).isPresent();
	}

	private void stop() {
		first.stop();
		second.ifPresent(Lane::stop);
	}

	/** An answer has begun or ended. */
	private void answering() {
		composer.busy(busy());
		composer.ready(ready());
		clear.setEnabled(!first.empty());
	}

	private void clear() {
		first.clear();
		second.ifPresent(Lane::clear);
		listed();
		composer.setFocus();
	}
}
