package com.burncloud.ui.internal.models;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.ModelFacts;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** 详情: what a model of this machine is, where it lies, how it is called, and whether it fits. Values can be selected and copied. UI thread. */
final class FactsPane implements Pane {
	private final LocalModel model;
	private final Words words;
	private final ModelActions actions;
	private final Optional<House> house;
	private final Runnable find;
	private Optional<Inquiry> inquiry = Optional.empty();

	/** @param find looks for other quantizations of the same repository */
	FactsPane(LocalModel model, Words words, ModelActions actions, Optional<House> house, Runnable find) {
		this.model = model;
		this.words = words;
		this.actions = actions;
		this.house = house;
		this.find = find;
	}

	@Override
	public String title() {
		return model.title();
	}

	@Override
	public String subtitle() {
		return words.facts(model);
	}

	@Override
	public Optional<String> modelId() {
		return Optional.of(model.id());
	}

	@Override
	public void create(Composite body, Side side) {
		Composite rows = Texture.group(body, Role.PANEL);
		rows.setLayout(Texture.grid(2, 0, 8));
		rows.setLayoutData(Texture.wide());
		code(rows, "gateway", model.gatewayModel());
		model.facts().ifPresent(facts -> facts(rows, facts));
		row(rows, "facts.size", Words.size(model.sizeBytes()));
		code(rows, "facts.file", model.file());
		if (!model.origin().isEmpty()) {
			row(rows, "facts.origin", origin());
		}
		if (!model.sha256().isEmpty()) {
			code(rows, "facts.sha256", model.sha256());
		}
		if (!model.projectors().isEmpty()) {
			row(rows, "facts.projectors", String.join("\n", model.projectors().stream().map(Words::name).toList()));
		}
		row(rows, "facts.added", Figures.full(model.addedAt()).substring(0, 16));
		if (model.adopted()) {
			row(rows, "facts.place", words.get("facts.adopted"));
		}
		Composite place = Texture.group(body, Role.PANEL);
		place.setLayout(Texture.grid(1, 0, 0));
		place.setLayoutData(Texture.wide());
		Optional<Server> server = actions.online();
		if (server.isPresent() && model.error().isEmpty()) {
			Inquiry asked = new Inquiry(actions, words, place, new FitBox(place, words, side::relayout));
			asked.ask(() -> server.get().models().inspect(model.id(), new FitQuestion(model.options().contextTokens(), model.options().gpuLayers())));
			inquiry = Optional.of(asked);
		}
		Composite buttons = Texture.group(body, Role.PANEL);
		buttons.setLayout(Texture.grid(2, 0, 6));
		new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get("gateway.copy"), "copy", Role.PANEL, () -> actions.copy(model.gatewayModel()));
		if (model.origin().contains(":")) {
			new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get("facts.others"), "search", Role.PANEL, find);
		}
	}

	private String origin() {
		int colon = model.origin().indexOf(':');
		String hub = colon < 0 ? "" : model.origin().substring(0, colon);
		return Words.joined(java.util.List.of(house.map(each -> each.hub(hub, words.language())).orElse(hub), model.origin().substring(colon + 1)));
	}

	private void facts(Composite rows, ModelFacts facts) {
		row(rows, "facts.architecture", facts.architecture());
		facts.parameters().ifPresent(count -> row(rows, "facts.parameters", Words.parameters(count)));
		if (!model.quantization().isEmpty()) {
			row(rows, "facts.quantization", model.quantization());
		}
		facts.contextLength().ifPresent(length -> row(rows, "facts.context", words.get("facts.tokens", String.valueOf(length))));
		facts.layers().ifPresent(layers -> row(rows, "facts.layers", String.valueOf(layers)));
		row(rows, "facts.template", words.get(facts.chatTemplate().isPresent() ? "facts.template.there" : "facts.template.missing"));
		facts.license().ifPresent(license -> row(rows, "facts.license", license));
		if (facts.shards() > 1) {
			row(rows, "facts.shards", String.valueOf(facts.shards()));
		}
	}

	private void row(Composite rows, String key, String value) {
		row(rows, words.get(key), value, Fonts.of(rows).plain());
	}

	private void code(Composite rows, String key, String value) {
		row(rows, words.get(key), value, Fonts.of(rows).mono());
	}

	private static void row(Composite rows, String name, String value, Font font) {
		Label label = Texture.label(rows, SWT.WRAP, name, Fonts.of(rows).plain(), Role.PANEL, Role.MUTED);
		GridData left = new GridData(SWT.BEGINNING, SWT.BEGINNING, false, false);
		left.widthHint = 88;
		label.setLayoutData(left);
		Text text = new Text(rows, SWT.WRAP | SWT.READ_ONLY | SWT.MULTI);
		text.setText(value);
		text.setFont(font);
		Form.named(text, name);
		Palette.of(text).paint(text, Role.PANEL, Role.TEXT);
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
		data.widthHint = 120;
		text.setLayoutData(data);
	}

	@Override
	public void closed() {
		inquiry.ifPresent(Inquiry::close);
	}
}
