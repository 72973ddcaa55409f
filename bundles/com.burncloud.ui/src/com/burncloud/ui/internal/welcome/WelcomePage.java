package com.burncloud.ui.internal.welcome;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.server.Place;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.api.token.TokenService;
import com.burncloud.ui.internal.Page;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.models.ModelsPage;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Icons;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.ScrolledColumn;
import com.burncloud.ui.internal.widget.Texture;
import com.burncloud.ui.internal.widget.Tile;

/** What a person sees first: that the gateway runs, what a program needs to call it, a request that really works, and where to go from here. */
public final class WelcomePage implements Page {
	private static final int WIDEST = 860;

	private final Workbench workbench;
	private final Texts texts = Texts.of(WelcomePage.class);
	private Composite parent;
	private ScrolledColumn page;
	private Label state;
	private CopyCard address;
	private CopyCard token;
	private TrialCard trial;
	private Optional<Server> server = Optional.empty();
	private boolean demo;

	public WelcomePage(Workbench workbench) {
		this.workbench = workbench;
	}

	@Override
	public String id() {
		return Pages.WELCOME;
	}

	@Override
	public void create(Composite place) {
		parent = place;
		parent.setLayout(Texture.grid(1, 0, 0));
		page = new ScrolledColumn(parent, WIDEST, 24, true);
		page.setLayoutData(Texture.fill());
		Composite column = page.column();
		GridLayout layout = (GridLayout) column.getLayout();
		layout.marginTop = 28;
		layout.verticalSpacing = 16;
		hero(column);
		Composite pair = row(column, 2);
		address = new CopyCard(pair, texts.get("address"), texts.get("copy"), () -> copy(address.value()));
		token = new CopyCard(pair, texts.get("token"), texts.get("copy"), this::token);
		trial = new TrialCard(page, workbench, this::copy);
		Label next = Texture.label(column, texts.get("next"), Fonts.of(column).heading(), Role.CANVAS, Role.TEXT);
		GridData space = new GridData();
		space.verticalIndent = 4;
		next.setLayoutData(space);
		Composite steps = row(column, 4);
		tile(steps, "channels", "channel", () -> workbench.open(Pages.CHANNELS, Optional.empty()));
		tile(steps, "download", "model", () -> workbench.open(Pages.MODELS, Optional.of(ModelsPage.NEW)));
		tile(steps, "tokens", "issue", () -> workbench.open(Pages.TOKENS, Optional.empty()));
		tile(steps, "code", "app", () -> {
			page.top();
			trial.python();
		});
	}

	private void hero(Composite column) {
		Composite hero = Texture.group(column, Role.CANVAS);
		hero.setLayout(Texture.grid(3, 0, 18));
		hero.setLayoutData(Texture.wide());
		Label logo = new Label(hero, SWT.NONE);
		logo.setImage(Icons.of(hero).get("app", 60, Palette.of(hero).get(Role.ACCENT)));
		Palette.of(logo).paint(logo, Role.CANVAS, Role.TEXT);
		Composite words = Texture.group(hero, Role.CANVAS);
		words.setLayout(Texture.grid(1, 0, 4));
		words.setLayoutData(Texture.wide());
		Texture.label(words, texts.get("title"), Fonts.of(hero).figure(), Role.CANVAS, Role.TEXT);
		state = Texture.label(words, SWT.WRAP, "", Fonts.of(hero).plain(), Role.CANVAS, Role.MUTED);
		GridData wide = Texture.wide();
		wide.widthHint = 200;
		state.setLayoutData(wide);
		FlatButton begin = new FlatButton(hero, FlatButton.Kind.PRIMARY, texts.get("begin"), Role.CANVAS, this::begin);
		begin.setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
	}

	private static Composite row(Composite column, int columns) {
		Composite row = Texture.group(column, Role.CANVAS);
		GridLayout layout = Texture.grid(columns, 0, 12);
		layout.makeColumnsEqualWidth = true;
		row.setLayout(layout);
		row.setLayoutData(Texture.wide());
		return row;
	}

	private void tile(Composite row, String icon, String step, Runnable open) {
		Tile tile = new Tile(row, Role.CANVAS, icon, texts.get("step." + step), texts.get("step." + step + ".text"), open);
		tile.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
	}

	@Override
	public void server(Optional<Server> now) {
		server = now;
		refresh();
	}

	@Override
	public void shown(Optional<String> argument) {
		refresh();
	}

	@Override
	public void news(ServerEvent event) {
		if (event.topic().startsWith("com/burncloud/token/")) {
			refresh();
		}
	}

	@Override
	public void refresh() {
		Optional<Place> place = server.map(Server::place);
		if (place.filter(Place::online).isEmpty()) {
			state.setText(Texture.escape(texts.get(place.isEmpty() ? "state.starting" : "state.away")));
			show(place.map(Place::baseUrl).orElse(""), false);
			return;
		}
		state.setText(Texture.escape(place.get().local() ? texts.get("state.running") : texts.get("state.far", place.get().address().getAuthority())));
		Server asked = server.get();
		workbench.work().run(texts.get("work.ask"), parent, () -> asked.tokens().demoEnabled(), enabled -> {
			if (server.filter(each -> each == asked).isPresent()) {
				show(asked.place().baseUrl(), enabled && asked.place().local()); // the demo token is accepted from its own machine only
			}
		});
	}

	private void show(String baseUrl, boolean demoWorks) {
		demo = demoWorks;
		boolean online = server.filter(each -> each.place().online()).isPresent();
		address.show(baseUrl.isEmpty() ? "…" : baseUrl, texts.get("address.hint"), baseUrl.isEmpty() ? "" : texts.get("copy"), "copy");
		token.show(demo ? TokenService.DEMO_SECRET : "…", demo ? texts.get("token.hint") : online ? texts.get("token.none") : "",
				demo ? texts.get("copy") : online ? texts.get("step.issue") : "", demo ? "copy" : "tokens");
		trial.show(baseUrl, demo ? TokenService.DEMO_SECRET : "sk-burncloud-xxx", demo);
		page.relayout();
	}

	private void token() {
		if (demo) {
			copy(token.value());
		} else {
			workbench.open(Pages.TOKENS, Optional.empty());
		}
	}

	private void copy(String text) {
		Clipboard clipboard = new Clipboard(parent.getDisplay());
		clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
		clipboard.dispose();
		workbench.toast(texts.get("copied"));
	}

	private void begin() {
		workbench.preferences().set("welcomed", true);
		workbench.open(Pages.DASHBOARD, Optional.empty());
	}
}
