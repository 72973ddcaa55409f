package com.burncloud.ui.internal.tokens;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenService;
import com.burncloud.ui.internal.Preferences;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Details;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** The pane about one token. It is built anew when the token changes; figures that merely move are put into what is there, so that nothing jumps. */
final class TokenDetails {

	/** What can be done to the token that is shown. */
	interface Actions {
		void rotate(Token token);

		void edit(Token token);

		void enable(Token token, boolean enabled);

		void delete(Token token);
	}

	private static final int MODELS_SHOWN = 5;

	private final Details pane;
	private final Texts texts;
	private final TokenTexts words;
	private final Preferences preferences;
	private final Actions actions;
	private Optional<Token> shown = Optional.empty();
	private TokenState state = TokenState.ENABLED;
	private String address = "";
	private String model = "";
	private TodayUse today = TodayUse.NONE;
	private Text settled;
	private Text reserved;
	private Text left;
	private Composite todayPlace;

	TokenDetails(Composite parent, Texts texts, Preferences preferences, Actions actions) {
		this.texts = texts;
		this.preferences = preferences;
		this.actions = actions;
		words = new TokenTexts(texts);
		pane = new Details(parent);
	}

	Control control() {
		return pane;
	}

	/** Which token is shown; empty: none. */
	Optional<Token> token() {
		return shown;
	}

	/** @param newModel one that the token may ask for, for the snippets */
	void show(Token token, String newAddress, String newModel) {
		TokenState newState = TokenState.of(token, Instant.now());
		boolean same = shown.filter(former -> still(former).equals(still(token))).isPresent() && address.equals(newAddress) && model.equals(newModel) && newState == state;
		if (shown.filter(former -> former.id().equals(token.id())).isEmpty()) {
			today = TodayUse.NONE;
		}
		shown = Optional.of(token);
		address = newAddress;
		model = newModel;
		state = newState;
		if (!same) {
			build(token);
		}
		put(settled, words.spent(token, token.used()));
		put(reserved, words.spent(token, token.reserved()));
		put(left, words.left(token));
	}

	/** A token without what moves. */
	private static Token still(Token token) {
		var nothing = new com.burncloud.api.token.Spent(0, 0);
		return new Token(token.id(), token.name(), token.prefix(), token.quota(), nothing, nothing, token.groups(), token.models(), token.allowedAddresses(), token.expiresAt(),
				token.limits(), token.enabled(), token.createdAt());
	}

	private static void put(Text text, String value) {
		if (!text.getText().equals(value)) {
			text.setText(value);
		}
	}

	void clear() {
		shown = Optional.empty();
		today = TodayUse.NONE;
		pane.clear();
		Control hint = pane.sentence(pane.body(), texts.get("details.none"), Role.PANEL, Role.MUTED);
		hint.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, true));
		pane.done();
	}

	private void build(Token token) {
		pane.clear();
		pane.title(token.name(), texts.get("details.under", words.state(state), TokenTexts.minute(token.createdAt())), state.role());
		if (TokenTexts.demo(token)) {
			pane.sentence(pane.body(), texts.get("details.demo"), Role.PANEL, Role.MUTED);
		}
		pane.row(texts.get("column.quota"), words.quota(token));
		settled = figure(texts.get("details.settled"));
		reserved = figure(texts.get("details.reserved"));
		left = figure(texts.get("details.left"));
		pane.row(texts.get("details.limits"), words.limits(token.limits()));
		pane.tags(texts.get("column.groups"), token.groups().stream().sorted().toList());
		if (token.models().isEmpty()) {
			pane.row(texts.get("details.models"), texts.get("details.models.all"));
		} else {
			pane.tags(texts.get("details.models"), token.models());
		}
		if (token.allowedAddresses().isEmpty()) {
			pane.row(texts.get("details.addresses"), texts.get(TokenTexts.demo(token) ? "details.addresses.loopback" : "details.addresses.all"));
		} else {
			pane.code(texts.get("details.addresses"), String.join("\n", token.allowedAddresses()));
		}
		pane.row(texts.get("column.expiry"), token.expiresAt().map(TokenTexts::minute).orElse(texts.get("expiry.never")));
		todayPlace = pane.line(texts.get("details.today"));
		fillToday();
		Composite buttons = pane.buttons();
		button(buttons, FlatButton.Kind.PLAIN, "rotate", () -> actions.rotate(token));
		button(buttons, FlatButton.Kind.PLAIN, "edit", () -> actions.edit(token));
		button(buttons, FlatButton.Kind.PLAIN, token.enabled() ? "disable" : "enable", () -> actions.enable(token, !token.enabled()));
		button(buttons, FlatButton.Kind.DANGER, "delete", () -> actions.delete(token));
		Composite box = pane.box(texts.get("access"));
		boolean known = TokenTexts.demo(token);
		Snippets snippets = new Snippets(texts, address, known ? TokenService.DEMO_SECRET : words.prefix(token), model);
		new SnippetBox(box, Role.RAISED, preferences, snippets, () -> {
		}, pane::done).setLayoutData(Texture.wide());
		if (!known) {
			Control hint = pane.sentence(box, texts.get("access.unknown"), Role.RAISED, Role.MUTED);
			hint.setFont(Fonts.of(hint).small());
		}
		pane.done();
	}

	private void button(Composite row, FlatButton.Kind kind, String key, Runnable action) {
		new FlatButton(row, kind, texts.get("action." + key), Role.PANEL, action);
	}

	private Text figure(String name) {
		Text text = new Text(pane.line(name), SWT.WRAP | SWT.READ_ONLY);
		Palette.of(text).paint(text, Role.PANEL, Role.TEXT);
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
		data.widthHint = 120;
		text.setLayoutData(data);
		Form.named(text, name);
		return text;
	}

	void today(TodayUse use) {
		if (!use.equals(today) && shown.isPresent()) {
			today = use;
			fillToday();
			pane.done();
		}
	}

	private void fillToday() {
		Control[] children = todayPlace.getChildren();
		for (int i = 1; i < children.length; i++) {
			children[i].dispose();
		}
		Composite list = Texture.group(todayPlace, Role.PANEL);
		list.setLayout(Texture.grid(1, 0, 2));
		list.setLayoutData(Texture.wide());
		if (today.models().isEmpty()) {
			Texture.label(list, texts.get("details.today.none"), Fonts.of(list).plain(), Role.PANEL, Role.MUTED);
			return;
		}
		List<TodayUse.OfModel> models = today.models();
		for (TodayUse.OfModel use : models.subList(0, Math.min(MODELS_SHOWN, models.size()))) {
			Texture.label(list, use.model(), Fonts.of(list).plain(), Role.PANEL, Role.TEXT).setLayoutData(Texture.wide());
			Texture.label(list, texts.get("details.today.use", Figures.count(use.requests()), Figures.count(use.tokens()), Figures.moneyShort(use.costNanos())),
					Fonts.of(list).small(), Role.PANEL, Role.MUTED).setLayoutData(Texture.wide());
		}
		if (models.size() > MODELS_SHOWN) {
			Texture.label(list, texts.get("details.today.more", models.size() - MODELS_SHOWN), Fonts.of(list).small(), Role.PANEL, Role.MUTED);
		}
		if (!today.whole()) {
			Texture.label(list, texts.get("details.today.newest"), Fonts.of(list).small(), Role.PANEL, Role.MUTED);
		}
	}
}
