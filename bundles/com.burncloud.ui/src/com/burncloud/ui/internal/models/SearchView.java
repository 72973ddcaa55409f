package com.burncloud.ui.internal.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubProblem.Kind;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Choice;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.PageHeader;
import com.burncloud.ui.internal.widget.ScrolledColumn;
import com.burncloud.ui.internal.widget.SearchField;
import com.burncloud.ui.internal.widget.Texture;

/** 添加模型: a search on the hubs, what it found, and beside it the files of what was chosen. UI thread. */
final class SearchView {
	private static final int TYPING_MILLIS = 700;
	private static final String EXAMPLE = "Qwen/Qwen2.5-7B-Instruct-GGUF";
	private static final int FEW = 30;
	private static final int MANY = 100;
	private static final int AT_ONCE = 8;

	private final Words words;
	private final ModelActions actions;
	private final VariantsPane.Deeds deeds;
	private final Composite root;
	private final PageHeader header;
	private final SearchField field;
	private final Choice<String> hub;
	private final Choice<HubQuery.Order> order;
	private final ScrolledColumn column;
	private final Side side;
	private final Seeker<List<HubModel>> seeker;
	/** One object, so that the timer can be set anew. */
	private final Runnable typed = () -> search(FEW);
	private final List<ResultCard> cards = new ArrayList<>();
	private Optional<String> asked = Optional.empty();
	private Optional<Notice> patience = Optional.empty();
	private List<HubInfo> hubs = List.of();
	private Stock stock = Stock.NONE;
	private Optional<House> house = Optional.empty();

	SearchView(Composite parent, Words words, ModelActions actions, VariantsPane.Deeds deeds, Runnable back, Runnable adopt) {
		this.words = words;
		this.actions = actions;
		this.deeds = deeds;
		root = Texture.group(parent, Role.CANVAS);
		root.setLayout(Texture.grid(1, 0, 12));
		header = new PageHeader(root, words.get("search.title"));
		header.back(words.get("back"), back);
		header.button(FlatButton.Kind.PLAIN, words.get("adopt"), "folder", adopt);
		Composite bar = Texture.group(root, Role.CANVAS);
		bar.setLayout(Texture.grid(4, 0, 8));
		bar.setLayoutData(Texture.wide());
		field = new SearchField(bar, words.get("search.field", EXAMPLE), text -> root.getDisplay().timerExec(TYPING_MILLIS, typed));
		GridData wide = Texture.wide();
		wide.heightHint = 34;
		field.setLayoutData(wide);
		field.onEnter(() -> {
			asked = Optional.empty();
			search(FEW);
		});
		hub = new Choice<>(bar, words.get("hub"), Role.CANVAS, chosen -> search(FEW));
		order = new Choice<>(bar, "", Role.CANVAS, chosen -> search(FEW));
		order.set(List.of(new Choice.Option<>(HubQuery.Order.DOWNLOADS, words.get("order.downloads")), new Choice.Option<>(HubQuery.Order.LIKES, words.get("order.likes")),
				new Choice.Option<>(HubQuery.Order.UPDATED, words.get("order.updated"))), HubQuery.Order.DOWNLOADS);
		hubs();
		new FlatButton(bar, FlatButton.Kind.PLAIN, words.get("search"), "search", Role.CANVAS, () -> {
			asked = Optional.empty();
			search(FEW);
		});
		Split split = new Split(root);
		split.setLayoutData(Texture.fill());
		column = new ScrolledColumn(split, 1_400, 0, false);
		((GridLayout) column.column().getLayout()).verticalSpacing = 8;
		side = new Side(split, words, this::select);
		seeker = new Seeker<>(actions, root, words.get("job.search"), this::told);
	}

	Control control() {
		return root;
	}

	private void hubs() {
		List<Choice.Option<String>> options = new ArrayList<>(List.of(new Choice.Option<>("", words.get("hub.auto"))));
		hubs.forEach(each -> options.add(new Choice.Option<>(each.id(), each.name(words.language()))));
		hub.set(options, hub.chosen().orElse(""));
	}

	/** It is on top now. */
	void shown() {
		field.setFocus();
		search(FEW);
	}

	void search(String text) {
		field.setText(text);
		asked = Optional.empty();
		search(FEW);
	}

	void focus() {
		field.setFocus();
	}

	/** Asks, unless the same was asked already. */
	private void search(int limit) {
		root.getDisplay().timerExec(-1, typed);
		Optional<Server> server = actions.online();
		if (server.isEmpty() || !root.isVisible()) {
			return;
		}
		String chosen = hub.chosen().orElse("");
		HubQuery query = new HubQuery(field.getText(), limit, order.value());
		String question = chosen + " " + query;
		if (!asked.equals(Optional.of(question))) {
			asked = Optional.of(question);
			seeker.ask(() -> server.get().hubs().search(chosen, query));
		}
	}

	private void told(Seeker.State<List<HubModel>> state) {
		switch (state) {
		case Seeker.State.Asking<List<HubModel>> asking -> {
			header.subtitle(words.get("search.asking"));
			if (cards.isEmpty()) {
				notice(words.get("search.asking"), Role.MUTED);
			}
		}
		case Seeker.State.Patient<List<HubModel>> patient -> {
			header.subtitle("");
			String sentence = words.get("search.patience", words.time(patient.left()), patient.why());
			patience.ifPresentOrElse(each -> each.say(sentence), () -> patience = Optional.of(notice(sentence, Role.WARN).button(words.get("other.hub"), "", this::otherHub)));
			column.relayout();
		}
		case Seeker.State.Failed<List<HubModel>> failed -> {
			header.subtitle("");
			asked = Optional.empty();
			Notice notice = notice(failed.sentence(), Role.BAD).button(words.get("retry"), "refresh", () -> search(FEW));
			if (failed.kind().filter(kind -> kind == Kind.TOKEN_REFUSED || kind == Kind.GATED).isPresent()) {
				notice.button(words.get("token.set"), "settings", actions::settings);
			} else if (failed.kind().isPresent()) {
				notice.button(words.get("other.hub"), "", this::otherHub);
			}
			column.relayout();
		}
		case Seeker.State.Found<List<HubModel>> found -> found(found.answer());
		}
	}

	/** The next one of the list. */
	private void otherHub() {
		if (!hubs.isEmpty()) {
			int index = 0;
			for (int i = 0; i < hubs.size(); i++) {
				index = hubs.get(i).id().equals(hub.chosen().orElse("")) ? i + 1 : index;
			}
			HubInfo next = hubs.get(hub.chosen().orElse("").isEmpty() ? Math.min(1, hubs.size() - 1) : index % hubs.size());
			hub.show(next.id(), next.name(words.language()));
			search(FEW);
		}
	}

	private Notice notice(String sentence, Role ink) {
		empty();
		Notice notice = new Notice(column.column(), Role.CANVAS, sentence, ink);
		column.relayout();
		return notice;
	}

	private void empty() {
		patience = Optional.empty();
		cards.clear();
		for (Control child : column.column().getChildren()) {
			child.dispose();
		}
	}

	private void found(List<HubModel> models) {
		String text = field.getText();
		header.subtitle(models.isEmpty() ? "" : text.isEmpty() ? words.get("search.popular") : words.get("search.found", String.valueOf(models.size())));
		if (models.isEmpty()) {
			notice(words.get("search.nothing", text), Role.MUTED).button(words.get("other.hub"), "", this::otherHub);
			return;
		}
		empty();
		column.top();
		fill(models, 0, asked);
	}

	/** A few at once, so that the window is not held. */
	private void fill(List<HubModel> models, int from, Optional<String> question) {
		if (root.isDisposed() || !question.equals(asked)) {
			return;
		}
		int to = Math.min(models.size(), from + AT_ONCE);
		models.subList(from, to).forEach(model -> cards.add(new ResultCard(column.column(), words, model, this::open)));
		if (to < models.size()) {
			root.getDisplay().asyncExec(() -> fill(models, to, question));
		} else if (models.size() == FEW) {
			FlatButton more = new FlatButton(column.column(), FlatButton.Kind.QUIET, words.get("search.more"), "chevron-down", Role.CANVAS, () -> search(MANY));
			more.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, false));
		}
		select();
		column.relayout();
	}

	private void open(HubModel model) {
		VariantsPane pane = new VariantsPane(model, words, actions, deeds, house.map(each -> each.hub(model.hub(), words.language())).orElse(model.hub()));
		side.open(pane);
		side.stock(stock, house);
	}

	private void select() {
		Optional<HubModel> shown = side.pane().map(pane -> ((VariantsPane) pane).model());
		cards.forEach(card -> card.control().setSelected(shown.equals(Optional.of(card.model()))));
	}

	void stock(Stock now, Optional<House> newHouse) {
		stock = now;
		house = newHouse;
		newHouse.filter(each -> !each.hubs().equals(hubs)).ifPresent(each -> {
			hubs = each.hubs();
			hubs();
		});
		side.stock(now, newHouse);
	}

	/** Another server: what was found there may not be known here. */
	void forget() {
		seeker.stop();
		asked = Optional.empty();
		side.close();
		empty();
	}
}
