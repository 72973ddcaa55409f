package com.burncloud.ui.internal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.dashboard.Point;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Texture;

/** The row of numbers at the top: the last minute, but for the success rate, which is of the span that was chosen, and the cost, which is today's. */
final class Cards extends Composite {
	/** More than that says no more. */
	private static final int MOST_PERCENT = 999;

	private final Texts texts = Texts.of(Cards.class);
	private final FigureCard requests;
	private final FigureCard tokens;
	private final FigureCard success;
	private final FigureCard latency;
	private final FigureCard first;
	private final FigureCard cost;
	private final FigureCard active;

	Cards(Composite parent) {
		super(parent, SWT.NONE);
		setLayout(new Weights(1, 1, 1, 1, 1, 1, 1));
		setLayoutData(Texture.wide());
		Palette.of(this).paint(this, Role.CANVAS, Role.TEXT);
		requests = card("card.requests");
		tokens = card("card.tokens");
		success = card("card.success");
		latency = card("card.latency");
		first = card("card.first");
		cost = card("card.cost");
		active = card("card.active");
		away();
	}

	private FigureCard card(String key) {
		return new FigureCard(this, texts.get(key));
	}

	void away() {
		for (FigureCard card : List.of(requests, tokens, success, latency, first, cost, active)) {
			card.show(Figures.NONE, "", Role.MUTED);
		}
	}

	/** @param minutes the last three, the running one last */
	void show(com.burncloud.api.dashboard.Figures now, List<Point> minutes) {
		requests.show(Figures.compact(now.requestsPerMinute()), "", Role.MUTED);
		tokens.show(Figures.compact(now.tokensPerMinute()), "", Role.MUTED);
		if (minutes.size() >= 3) {
			trend(requests, now.requestsPerMinute(), before(minutes, true));
			trend(tokens, now.tokensPerMinute(), before(minutes, false));
		}
		boolean quiet = now.requestsPerMinute() == 0;
		latency.show(quiet ? Figures.NONE : Figures.duration(now.p50Millis()), quiet ? texts.get("card.quiet") : "p95 " + Figures.duration(now.p95Millis()), Role.MUTED);
		first.show(quiet || now.ttfbP50Millis() == 0 ? Figures.NONE : Figures.duration(now.ttfbP50Millis()), quiet ? texts.get("card.quiet") : "", Role.MUTED);
		cost.show(Figures.moneyShort(now.costTodayNanos()), "", Role.MUTED);
		active.show(Figures.count(now.activeRequests()), "", Role.MUTED);
	}

	/** The sixty seconds before the last sixty, out of whole minutes, by the share of the running minute that has passed. */
	private static double before(List<Point> minutes, boolean ofRequests) {
		Point running = minutes.getLast();
		double passed = Math.clamp(Duration.between(running.at(), Instant.now()).toMillis() / 60_000.0, 0, 1);
		Point last = minutes.get(minutes.size() - 2);
		Point oldest = minutes.get(minutes.size() - 3);
		return ofRequests ? last.requests() * passed + oldest.requests() * (1 - passed) : last.tokens() * passed + oldest.tokens() * (1 - passed);
	}

	private void trend(FigureCard card, long now, double before) {
		String figure = Figures.compact(now);
		if (before < 1) {
			card.show(figure, now == 0 ? texts.get("card.quiet") : texts.get("card.fresh"), Role.MUTED);
			return;
		}
		long percent = Math.round((now - before) * 100 / before);
		String change = percent > MOST_PERCENT ? "> " + MOST_PERCENT : Long.toString(Math.abs(percent));
		card.show(figure, percent == 0 ? texts.get("card.same") : (percent > 0 ? "▲ " : "▼ ") + change + "%", percent > 0 ? Role.GOOD : Role.MUTED);
	}

	/** @param span in words */
	void success(long requestsInSpan, long errorsInSpan, String span) {
		if (requestsInSpan == 0) {
			success.show(Figures.NONE, texts.get("card.quiet"), Role.MUTED);
		} else {
			success.show(Figures.percent((double) (requestsInSpan - errorsInSpan) / requestsInSpan),
					errorsInSpan == 0 ? texts.get("card.faultless") : texts.get("card.failures", Figures.count(errorsInSpan)), errorsInSpan == 0 ? Role.GOOD : Role.BAD);
		}
		success.setToolTipText(texts.get("card.success") + ", " + span);
	}
}
