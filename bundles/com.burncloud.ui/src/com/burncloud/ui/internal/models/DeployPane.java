package com.burncloud.ui.internal.models;

import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** 部署: how a model is to be run, and whether it fits. The fit follows what is typed. UI thread. */
final class DeployPane implements Pane {
	private final LocalModel model;
	private final Words words;
	private final ModelActions actions;
	private final Consumer<LocalModel> begun;
	private Optional<House> house;
	private Side side;
	private Fields fields;
	private Text port;
	private Text context;
	private Text layers;
	private Advanced advanced;
	private Inquiry inquiry;
	private FlatButton start;
	private Label problem;

	/** @param begun its llama-server is being started */
	DeployPane(LocalModel model, Words words, ModelActions actions, Optional<House> house, Consumer<LocalModel> begun) {
		this.model = model;
		this.words = words;
		this.actions = actions;
		this.house = house;
		this.begun = begun;
	}

	@Override
	public String title() {
		return words.get("deploy.title", model.title());
	}

	@Override
	public String subtitle() {
		return house.map(each -> each.canRun() ? Words.joined(java.util.List.of("llama-server " + each.version(), model.quantization())) : words.get("deploy.noLlama"))
				.orElse(model.quantization());
	}

	@Override
	public Optional<String> modelId() {
		return Optional.of(model.id());
	}

	@Override
	public void create(Composite body, Side owner) {
		side = owner;
		DeployOptions options = model.options();
		fields = new Fields(body, side, words);
		port = fields.text("port", String.valueOf(options.port()), "8080");
		context = fields.text("contextSize", String.valueOf(options.contextTokens()), "4096");
		model.facts().ifPresent(facts -> facts.contextLength().ifPresent(length -> fields.hint(words.get("contextSize.hint", String.valueOf(length)))));
		layers = fields.text("gpuLayers", String.valueOf(options.gpuLayers()), "-1");
		fields.hint(words.get("gpuLayers.hint"));
		Composite place = Texture.group(body, Role.PANEL);
		place.setLayout(Texture.grid(1, 0, 0));
		place.setLayoutData(Texture.wide());
		FitBox fit = new FitBox(place, words, side::relayout);
		inquiry = new Inquiry(actions, words, place, fit);
		gatewayName(body);
		advanced = new Advanced(body, side, fields, words, model);
		problem = Texture.label(body, SWT.WRAP, "", Fonts.of(body).plain(), Role.PANEL, Role.BAD);
		GridData data = Texture.wide();
		data.widthHint = 120;
		data.exclude = true;
		problem.setLayoutData(data);
		start = new FlatButton(body, FlatButton.Kind.PRIMARY, words.get("deploy.start"), Role.PANEL, this::start);
		context.addListener(SWT.Modify, event -> reckon());
		layers.addListener(SWT.Modify, event -> reckon());
		for (Text text : new Text[] { port, context, layers }) {
			text.addListener(SWT.DefaultSelection, event -> start());
		}
		reckon();
	}

	private void gatewayName(Composite body) {
		Composite line = Texture.group(body, Role.PANEL);
		line.setLayout(Texture.grid(2, 0, 8));
		line.setLayoutData(Texture.wide());
		Texture.label(line, words.get("gateway"), Fonts.of(body).plain(), Role.PANEL, Role.MUTED).setLayoutData(Texture.width(104));
		Label name = Texture.label(line, SWT.WRAP, model.gatewayModel(), Fonts.of(body).mono(), Role.PANEL, Role.TEXT);
		GridData data = Texture.wide();
		data.widthHint = 100;
		name.setLayoutData(data);
	}

	@Override
	public void focus() {
		port.setFocus();
		port.selectAll();
	}

	private void reckon() {
		Optional<Server> server = actions.online();
		if (server.isEmpty()) {
			inquiry.fail(words.get("away"));
			return;
		}
		try {
			FitQuestion question = new FitQuestion(fields.number("contextSize", context, 0), fields.number("gpuLayers", layers, -1));
			inquiry.ask(() -> server.get().models().inspect(model.id(), question));
		} catch (InvalidFieldException invalid) {
			inquiry.fail(invalid.getMessage());
		}
	}

	@Override
	public void stock(Stock stock, Optional<House> newHouse) {
		house = newHouse;
		side.subtitle(subtitle());
	}

	private void say(String sentence) {
		problem.setText(Texture.escape(sentence));
		((GridData) problem.getLayoutData()).exclude = sentence.isEmpty();
		problem.setVisible(!sentence.isEmpty());
		side.relayout();
		if (!sentence.isEmpty()) {
			side.reveal(problem);
		}
	}

	private void start() {
		fields.clear();
		say("");
		Optional<Server> server = actions.online();
		if (server.isEmpty()) {
			say(words.get("away"));
			return;
		}
		DeployOptions options;
		try {
			options = advanced.options(fields.number("port", port, 8_080), fields.number("contextSize", context, 0), fields.number("gpuLayers", layers, -1));
		} catch (InvalidFieldException invalid) {
			refused(invalid);
			return;
		}
		start.setEnabled(false);
		actions.workbench().work().run(words.get("job.deploy", model.title()), start, () -> server.get().models().deploy(model.id(), options), begun::accept, failure -> {
			start.setEnabled(true);
			refused(failure);
		});
	}

	private void refused(Exception failure) {
		String sentence = actions.sentence(failure);
		String field = failure instanceof InvalidFieldException invalid ? invalid.field() : "";
		advanced.reveal(field);
		if (!fields.error(field, sentence)) {
			say(sentence);
		}
	}

	@Override
	public void closed() {
		inquiry.close();
	}
}
