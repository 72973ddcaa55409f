package com.burncloud.ui.internal.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubProblem.Kind;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.Variant;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** The {@code .gguf} files of a repository, to choose one of: its size, and whether this machine can run it in the way that is asked for. UI thread. */
final class VariantsPane implements Pane {
	private static final String USUAL = "Q4_K_M";

	/** What is done with a variant beside the download. */
	interface Deeds {
		void deploy(LocalModel model);

		/** Shows the downloads. */
		void look();
	}

	private final HubModel model;
	private final Words words;
	private final ModelActions actions;
	private final Deeds deeds;
	private final String hub;
	private final List<VariantRow> rows = new ArrayList<>();
	private Optional<HubListing> listing = Optional.empty();
	private Optional<Notice> patience = Optional.empty();
	private Side side;
	private Composite list;
	private Fields fields;
	private Text context;
	private Text layers;
	private Seeker<HubListing> seeker;
	private Stock stock = Stock.NONE;

	/** @param hub as people call it */
	VariantsPane(HubModel model, Words words, ModelActions actions, Deeds deeds, String hub) {
		this.model = model;
		this.words = words;
		this.actions = actions;
		this.deeds = deeds;
		this.hub = hub;
	}

	HubModel model() {
		return model;
	}

	@Override
	public String title() {
		return model.repository();
	}

	@Override
	public String subtitle() {
		return Words.joined(List.of(hub, model.license().orElse(""), model.gated() ? words.get("gated") : ""));
	}

	@Override
	public void create(Composite body, Side owner) {
		side = owner;
		fields = new Fields(body, side, words);
		context = fields.text("contextSize", String.valueOf(FitQuestion.DEFAULT.contextTokens()), "4096");
		layers = fields.text("gpuLayers", String.valueOf(FitQuestion.DEFAULT.gpuLayers()), "-1");
		context.addListener(SWT.Modify, event -> reckon());
		layers.addListener(SWT.Modify, event -> reckon());
		list = Texture.group(body, Role.PANEL);
		list.setLayout(Texture.grid(1, 0, 8));
		list.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
		seeker = new Seeker<>(actions, list, words.get("job.files"), this::told);
		ask();
	}

	private void ask() {
		actions.online().ifPresentOrElse(server -> seeker.ask(() -> server.hubs().files(model.hub(), model.repository())), () -> notice(words.get("away"), Role.WARN));
	}

	private Notice notice(String sentence, Role ink) {
		for (Control child : list.getChildren()) {
			child.dispose();
		}
		rows.clear();
		patience = Optional.empty();
		return new Notice(list, Role.PANEL, sentence, ink);
	}

	private void told(Seeker.State<HubListing> state) {
		switch (state) {
		case Seeker.State.Asking<HubListing> asking -> notice(words.get("variants.asking"), Role.MUTED);
		case Seeker.State.Patient<HubListing> patient -> {
			String sentence = words.get("search.patience", words.time(patient.left()), patient.why());
			patience.ifPresentOrElse(each -> each.say(sentence), () -> patience = Optional.of(notice(sentence, Role.WARN)));
		}
		case Seeker.State.Failed<HubListing> failed -> refused(failed.kind(), failed.sentence());
		case Seeker.State.Found<HubListing> found -> show(found.answer());
		}
		side.relayout();
	}

	private void refused(Optional<Kind> kind, String sentence) {
		Notice notice = notice(sentence, Role.BAD).button(words.get("retry"), "refresh", this::ask);
		if (kind.filter(each -> each == Kind.GATED || each == Kind.TOKEN_REFUSED).isPresent()) {
			PlainWords.address(sentence).ifPresent(address -> notice.button(words.get("gated.page"), "link", () -> actions.browse(address)));
			notice.button(words.get("token.set"), "settings", actions::settings);
		}
	}

	private void show(HubListing found) {
		listing = Optional.of(found);
		for (Control child : list.getChildren()) {
			child.dispose();
		}
		rows.clear();
		if (model.gated()) {
			new Notice(list, Role.PANEL, words.get("gated.text"), Role.WARN).button(words.get("gated.page"), "link", () -> actions.browse(found.page().toString()))
					.button(words.get("token.set"), "settings", actions::settings);
		}
		if (found.variants().isEmpty()) {
			new Notice(list, Role.PANEL, words.get("variants.none"), Role.MUTED);
		}
		part(found, Variant.Kind.MODEL, "variants.models");
		part(found, Variant.Kind.PROJECTOR, "variants.projectors");
		FlatButton page = new FlatButton(list, FlatButton.Kind.QUIET, words.get("variants.page"), "link", Role.PANEL, () -> actions.browse(found.page().toString()));
		page.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
		rows.forEach(row -> row.stock(stock));
		rows.stream().filter(row -> row.variant().quantization().equalsIgnoreCase(USUAL)).findFirst().or(() -> rows.stream().filter(VariantRow::runs).findFirst()).ifPresent(VariantRow::ask);
	}

	private void part(HubListing found, Variant.Kind kind, String heading) {
		List<Variant> variants = found.variants().stream().filter(each -> each.kind() == kind).toList();
		if (!variants.isEmpty()) {
			Texture.label(list, words.get(heading, String.valueOf(variants.size())), Fonts.of(list).bold(), Role.PANEL, Role.MUTED);
			variants.forEach(variant -> rows.add(new VariantRow(list, words, actions, deeds, found, variant, this)));
		}
	}

	/** How the model would be run. @throws InvalidFieldException when what was typed is not understood */
	FitQuestion question() {
		return new FitQuestion(fields.number("contextSize", context, 0), fields.number("gpuLayers", layers, -1));
	}

	Optional<Server> server() {
		return actions.online();
	}

	private void reckon() {
		rows.forEach(VariantRow::again);
	}

	void relayout() {
		side.relayout();
	}

	@Override
	public void stock(Stock now, Optional<House> house) {
		stock = now;
		boolean moved = false;
		for (VariantRow row : rows) {
			moved |= row.stock(now);
		}
		if (moved) {
			side.relayout();
		}
	}

	@Override
	public void closed() {
		seeker.stop();
		rows.forEach(VariantRow::closed);
	}
}
