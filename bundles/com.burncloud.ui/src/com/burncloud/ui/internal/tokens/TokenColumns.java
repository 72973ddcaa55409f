package com.burncloud.ui.internal.tokens;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;

import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Token;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Column;
import com.burncloud.ui.internal.widget.Tag;
import com.burncloud.ui.internal.widget.Texture;

/** The columns of the table of tokens. */
record TokenColumns(TokenTexts words) {
	private static final int BAR_HEIGHT = 6;
	private static final int MORE_WIDTH = 22;

	List<Column<Token>> all() {
		return List.of(name(), prefix(), quota(), used(), groups(), expiry());
	}

	/** The state is in the text too, for search and for those who cannot see its dot. */
	private Column<Token> name() {
		Column<Token> drawn = Column.text("name", title("name"), 104, Token::name).dotted(token -> state(token).role());
		return new Column<>(drawn.id(), drawn.title(), drawn.width(), false, token -> state(token) == TokenState.ENABLED ? token.name()
				: token.name() + " · " + words.state(state(token)), drawn.order(), drawn.ink(), drawn.painter());
	}

	private Column<Token> prefix() {
		return Column.<Token>text("prefix", title("prefix"), 146, words::prefix).painted((gc, cell, token) -> {
			gc.setFont(Fonts.of(Display.getCurrent()).mono());
			gc.setForeground(role(Role.TEXT));
			String text = Texture.fit(gc, words.prefix(token), cell.width);
			gc.drawText(text, cell.x, cell.y + (cell.height - gc.textExtent(text).y) / 2, true);
		});
	}

	/** By size within a kind: requests, then dollars, then no end. */
	private Column<Token> quota() {
		return Column.<Token>text("quota", title("quota"), 122, words::quota).sorted(Comparator.<Token>comparingInt(token -> switch (token.quota()) {
		case Quota.Count count -> 0;
		case Quota.Amount amount -> 1;
		case Quota.Unlimited unlimited -> 2;
		}).thenComparingLong(token -> switch (token.quota()) {
		case Quota.Count(long limit) -> limit;
		case Quota.Amount(long limit) -> limit;
		case Quota.Unlimited() -> 0;
		}));
	}

	private Column<Token> used() {
		return Column.<Token>text("used", title("used"), 76, words::used).sorted(Comparator.comparingDouble(TokenTexts::share)).painted(this::bar);
	}

	private void bar(GC gc, Rectangle cell, Token token) {
		double share = TokenTexts.share(token);
		if (share < 0) {
			gc.setForeground(role(Role.MUTED));
			gc.drawText("–", cell.x, cell.y + (cell.height - gc.textExtent("–").y) / 2, true);
			return;
		}
		int y = cell.y + (cell.height - BAR_HEIGHT) / 2;
		gc.setAntialias(SWT.ON);
		gc.setBackground(role(Role.LINE));
		gc.fillRoundRectangle(cell.x, y, cell.width, BAR_HEIGHT, BAR_HEIGHT, BAR_HEIGHT);
		int filled = (int) Math.round(cell.width * share);
		if (filled > 0) {
			gc.setBackground(role(state(token) == TokenState.EXHAUSTED || share >= 1 ? Role.BAD : Role.ACCENT));
			gc.fillRoundRectangle(cell.x, y, Math.max(filled, BAR_HEIGHT), BAR_HEIGHT, BAR_HEIGHT, BAR_HEIGHT);
		}
	}

	private Column<Token> groups() {
		return Column.<Token>text("groups", title("groups"), 86, token -> String.join(", ", token.groups().stream().sorted().toList())).painted(this::tags);
	}

	/** As many as fit, and how many more there are. */
	private void tags(GC gc, Rectangle cell, Token token) {
		List<String> groups = token.groups().stream().sorted().toList();
		Palette palette = Palette.of(Display.getCurrent());
		int end = cell.x + cell.width;
		int x = cell.x;
		for (int i = 0; i < groups.size(); i++) {
			boolean last = i == groups.size() - 1;
			Point size = Tag.size(gc, Fonts.of(Display.getCurrent()), groups.get(i));
			int room = end - x - (last ? 0 : MORE_WIDTH);
			if (i > 0 && size.x > room) {
				String more = "+" + (groups.size() - i);
				gc.setForeground(palette.get(Role.MUTED));
				gc.drawText(more, x, cell.y + (cell.height - gc.textExtent(more).y) / 2, true);
				return;
			}
			String text = size.x > room ? Texture.fit(gc, groups.get(i), room - 12) : groups.get(i);
			int width = Math.min(size.x, room);
			Tag.paint(gc, palette, text, x, cell.y + (cell.height - size.y) / 2, width, size.y);
			x += width + 4;
		}
	}

	private Column<Token> expiry() {
		return Column.<Token>text("expiry", title("expiry"), 96, words::expiry).sorted(Comparator.comparing(token -> token.expiresAt().orElse(Instant.MAX)))
				.ink(token -> state(token) == TokenState.EXPIRED ? Role.WARN : Role.MUTED);
	}

	private String title(String id) {
		return words.texts().get("column." + id);
	}

	private static TokenState state(Token token) {
		return TokenState.of(token, Instant.now());
	}

	private static org.eclipse.swt.graphics.Color role(Role role) {
		return Palette.of(Display.getCurrent()).get(role);
	}
}
