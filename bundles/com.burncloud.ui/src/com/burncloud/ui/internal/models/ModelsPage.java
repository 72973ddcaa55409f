package com.burncloud.ui.internal.models;

import java.util.Optional;

import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.model.LocalModel;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.ui.internal.Page;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.PageHeader;
import com.burncloud.ui.internal.widget.SearchField;
import com.burncloud.ui.internal.widget.Texture;

/** 模型管理: the models of the gateway's machine, those on their way, and a search for more. What is told about one of them stands beside the list. */
public final class ModelsPage implements Page, ModelCard.Deeds, VariantsPane.Deeds {
	/** Opened with this argument, the page begins with a search for a model; any other is the id of a model. */
	public static final String NEW = "new";

	private static final int NARROW = 760;

	private final Workbench workbench;
	private final Words words = Words.here();
	private Composite root;
	private Composite views;
	private Composite home;
	private PageHeader header;
	private SearchField filter;
	private FlatButton add;
	private Composite stack;
	private Split split;
	private Library library;
	private Side side;
	/** Made when it is first wanted. */
	private Optional<SearchView> search = Optional.empty();
	private ModelActions actions;
	private Feed feed;
	private Instead instead;
	private Optional<Server> server = Optional.empty();
	private Optional<String> trouble = Optional.empty();

	public ModelsPage(Workbench workbench) {
		this.workbench = workbench;
	}

	@Override
	public String id() {
		return Pages.MODELS;
	}

	@Override
	public void create(Composite parent) {
		root = parent;
		parent.setLayout(Texture.grid(1, 20, 0));
		actions = new ModelActions(workbench, words, root, () -> feed.reload());
		views = Texture.group(parent, Role.CANVAS);
		views.setLayout(new StackLayout());
		views.setLayoutData(Texture.fill());
		home = Texture.group(views, Role.CANVAS);
		home.setLayout(Texture.grid(1, 0, 12));
		header = new PageHeader(home, words.get("title"));
		filter = header.search(words.get("filter"), text -> {
			library.filter(text);
			show();
		});
		((GridData) filter.getLayoutData()).widthHint = 170;
		header.button(FlatButton.Kind.PLAIN, words.get("adopt"), "folder", this::adopt);
		add = header.button(FlatButton.Kind.PRIMARY, words.get("add"), "plus", this::add);
		add.setAccessibleName(words.get("add.name"));
		add.setToolTipText(null);
		split = new Split(home);
		split.setLayoutData(Texture.fill());
		stack = Texture.group(split, Role.CANVAS);
		stack.setLayout(new StackLayout());
		instead = new Instead(stack, this::add);
		library = new Library(stack, words, this, () -> feed.reload());
		side = new Side(split, words, () -> library.select(side.pane().flatMap(Pane::modelId)));
		home.addListener(org.eclipse.swt.SWT.Resize, event -> show());
		Instead.top(views, home);
		feed = new Feed(workbench.work(), words, root, () -> {
			trouble = Optional.empty();
			show();
		}, failure -> {
			trouble = Optional.of(actions.sentence(failure));
			show();
		});
	}

	@Override
	public void server(Optional<Server> next) {
		boolean other = !next.equals(server);
		server = next;
		trouble = Optional.empty();
		if (other) {
			side.close();
			search.ifPresent(SearchView::forget);
			Instead.top(views, home);
		}
		feed.server(next.filter(each -> each.place().online()), other);
		show();
	}

	@Override
	public void news(ServerEvent event) {
		feed.news(event);
	}

	@Override
	public void shown(Optional<String> argument) {
		feed.shown(true);
		argument.filter(NEW::equals).ifPresent(what -> add());
		argument.filter(what -> !what.equals(NEW)).flatMap(id -> feed.stock().flatMap(stock -> stock.model(id))).ifPresent(this::details);
	}

	@Override
	public void hidden() {
		feed.shown(false);
	}

	@Override
	public void refresh() {
		feed.reload();
	}

	@Override
	public void find() {
		if (home.isVisible()) {
			filter.setFocus();
		} else {
			search.ifPresent(SearchView::focus);
		}
	}

	@Override
	public void add() {
		if (actions.online().isPresent()) {
			Instead.top(views, search().control());
			search().shown();
		}
	}

	private SearchView search() {
		if (search.isEmpty()) {
			SearchView made = new SearchView(views, words, actions, this, this::back, () -> {
				back();
				adopt();
			});
			search = Optional.of(made);
			feed.stock().ifPresent(stock -> made.stock(stock, feed.house()));
		}
		return search.get();
	}

	private void back() {
		Instead.top(views, home);
		show();
	}

	private void adopt() {
		side.open(new AdoptPane(words, actions, () -> feed.reload()));
	}

	/** Puts what is known on the screen. */
	private void show() {
		if (feed == null) {
			return; // it is being made
		}
		boolean online = server.filter(each -> each.place().online()).isPresent();
		add.setEnabled(online);
		Optional<Stock> stock = feed.stock();
		if (stock.isEmpty()) {
			header.subtitle("");
			if (server.isEmpty()) {
				instead.say("server", words.get("starting.title"), words.get("starting.text"), "");
			} else if (!online) {
				instead.say("warning", words.get("away.title"), server.get().place().error(), "");
			} else {
				trouble.ifPresentOrElse(why -> instead.say("warning", words.get("failed.title"), why, ""), () -> instead.say("models", words.get("loading.title"), "", ""));
			}
			return;
		}
		library.show(stock.get(), feed.house());
		side.stock(stock.get(), feed.house());
		search.ifPresent(view -> view.stock(stock.get(), feed.house()));
		workbench.badge(id(), stock.get().models().size());
		header.subtitle(trouble.orElseGet(() -> subtitle(stock.get())));
		if (!online) {
			header.subtitle(words.get("away.stale"));
		}
		if (library.empty()) {
			boolean nothing = stock.get().empty();
			instead.say("models", words.get(nothing ? "empty.title" : "filter.none"), words.get(nothing ? "empty.text" : "filter.none.text"), nothing ? words.get("empty.action") : "");
		} else {
			Instead.top(stack, library.control());
		}
	}

	private String subtitle(Stock stock) {
		if (stock.models().isEmpty()) {
			return "";
		}
		String count = words.get("count", stock.models().size(), Words.size(stock.models().stream().mapToLong(LocalModel::sizeBytes).sum()));
		return home.getSize().x < NARROW ? words.get("count.short", stock.models().size()) : feed.house().map(house -> count + words.get("count.memory", Words.memory(house.machine().ramFreeBytes()))).orElse(count);
	}

	@Override
	public ModelActions actions() {
		return actions;
	}

	private void open(Pane pane) {
		side.open(pane);
		feed.stock().ifPresent(stock -> side.stock(stock, feed.house()));
	}

	@Override
	public void details(LocalModel model) {
		open(new FactsPane(model, words, actions, feed.house(), () -> {
			add();
			search().search(model.origin().substring(model.origin().indexOf(':') + 1));
		}));
	}

	@Override
	public void log(LocalModel model) {
		open(new LogPane(model, words, actions));
	}

	@Override
	public void deploy(LocalModel model) {
		back();
		open(new DeployPane(model, words, actions, feed.house(), started -> {
			feed.load();
			log(started);
		}));
	}

	@Override
	public void look() {
		back();
	}
}
