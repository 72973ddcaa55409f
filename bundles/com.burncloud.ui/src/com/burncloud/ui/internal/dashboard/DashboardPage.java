package com.burncloud.ui.internal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.dashboard.Point;
import com.burncloud.api.server.Place;
import com.burncloud.api.server.Server;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageService.By;
import com.burncloud.ui.internal.Page;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Choice;
import com.burncloud.ui.internal.widget.Choice.Option;
import com.burncloud.ui.internal.widget.PageHeader;
import com.burncloud.ui.internal.widget.Texture;

/** 仪表盘: the figures of the moment, how they came about, and the exchanges as they end. */
public final class DashboardPage implements Page {
	private static final String SPAN = "dashboard.span";
	private static final int BEAT_MILLIS = 2_000;
	/** The charts change by the minute. */
	private static final int BEATS_A_CHART = 5;
	private static final Duration THREE_MINUTES = Duration.ofMinutes(3);

	private final Workbench workbench;
	private final Texts texts = Texts.of(DashboardPage.class);
	private PageHeader header;
	private Cards cards;
	private MinuteChart traffic;
	private MinuteChart latency;
	private MinuteChart errors;
	private Shares shares;
	private LivePane live;
	private Span span;
	private boolean visible;
	private boolean asking;
	private int beats;
	private Optional<Server> server = Optional.empty();

	private record Now(com.burncloud.api.dashboard.Figures figures, List<Point> minutes) {
	}

	private record Past(List<Point> minutes, List<UsageBucket> channels, List<UsageBucket> models) {
	}

	public DashboardPage(Workbench workbench) {
		this.workbench = workbench;
	}

	@Override
	public String id() {
		return Pages.DASHBOARD;
	}

	@Override
	public void create(Composite parent) {
		GridLayout layout = Texture.grid(1, 20, 12);
		layout.marginHeight = 16;
		parent.setLayout(layout);
		span = Span.of(workbench.preferences().get(SPAN, Span.HOUR.name()));
		header = new PageHeader(parent, texts.get("title"));
		Choice<Span> choice = new Choice<>(header.actions(), "", Role.CANVAS, this::span);
		List<Option<Span>> options = List.of(Span.values()).stream().map(each -> new Option<>(each, texts.get("span." + each.name()))).toList();
		choice.set(options, span);
		header.added();
		cards = new Cards(parent);
		charts(parent);
		live = new LivePane(parent, workbench);
		live.setLayoutData(Texture.fill());
	}

	private void charts(Composite parent) {
		Composite row = Texture.group(parent, Role.CANVAS);
		row.setLayout(new Weights(29, 27, 18, 28));
		GridData data = Texture.wide();
		data.heightHint = 158;
		row.setLayoutData(data);
		traffic = new MinuteChart(row, texts.get("chart.traffic"),
				List.of(new MinuteChart.Line(texts.get("chart.requests"), Role.ACCENT, true, false, Slot::requestsPerMinute, Figures::compact),
						new MinuteChart.Line(texts.get("chart.tokens"), Role.MUTED, false, true, Slot::tokensPerMinute, Figures::compact)));
		latency = new MinuteChart(row, texts.get("chart.latency"),
				List.of(new MinuteChart.Line("p50", Role.ACCENT, false, false, Slot::p50Millis, Figures::duration),
						new MinuteChart.Line("p95", Role.WARN, false, false, Slot::p95Millis, Figures::duration)));
		errors = new MinuteChart(row, texts.get("chart.errors"), List.of(new MinuteChart.Line(texts.get("chart.errors"), Role.BAD, true, false, Slot::errors, Figures::compact)));
		shares = new Shares(row);
	}

	private void span(Span chosen) {
		span = chosen;
		workbench.preferences().set(SPAN, chosen.name());
		askForPast();
	}

	@Override
	public void shown(Optional<String> argument) {
		if (!visible) {
			visible = true;
			beats = 0;
			beat();
		}
	}

	@Override
	public void hidden() {
		visible = false;
	}

	@Override
	public void server(Optional<Server> now) {
		boolean online = now.map(Server::place).filter(Place::online).isPresent();
		server = online ? now : Optional.empty();
		header.subtitle(now.map(Server::place).map(place -> online ? place.baseUrl() : texts.get("away.because", place.error())).orElse(texts.get("starting")));
		live.server(now);
		if (!online) {
			cards.away();
		} else if (visible) {
			askForNow();
			askForPast();
		}
	}

	/** While the page is shown, every two seconds. */
	private void beat() {
		if (!visible || header.isDisposed()) {
			return;
		}
		askForNow();
		if (beats++ % BEATS_A_CHART == 0) {
			askForPast();
		}
		header.getDisplay().timerExec(BEAT_MILLIS, this::beat);
	}

	private void askForNow() {
		if (server.isEmpty() || asking) {
			return;
		}
		Server from = server.get();
		asking = true;
		workbench.work().run(texts.get("title"), header, () -> new Now(from.dashboard().figures(), from.dashboard().series(THREE_MINUTES)), now -> {
			asking = false;
			if (isOf(from)) {
				cards.show(now.figures, now.minutes);
			}
		}, failure -> {
			asking = false;
			if (isOf(from)) {
				cards.away();
			}
		});
	}

	private void askForPast() {
		if (server.isEmpty()) {
			return;
		}
		Server from = server.get();
		Span of = span;
		workbench.work().run(texts.get("title"), header, () -> {
			Instant now = Instant.now();
			Instant since = now.minus(of.length());
			return new Past(from.dashboard().series(of.length()), from.usage().sums(since, now.plusSeconds(60), By.CHANNEL), from.usage().sums(since, now.plusSeconds(60), By.MODEL));
		}, past -> {
			if (isOf(from) && span == of) {
				show(past);
			}
		}, failure -> {
			// The next beat asks again; the cards say that nothing is known.
		});
	}

	private boolean isOf(Server from) {
		return server.filter(from::equals).isPresent();
	}

	private void show(Past past) {
		List<Slot> slots = Slot.of(past.minutes, span.step());
		traffic.show(slots, span);
		latency.show(slots, span);
		errors.show(slots, span);
		shares.show(past.channels, past.models);
		cards.success(past.minutes.stream().mapToLong(Point::requests).sum(), past.minutes.stream().mapToLong(Point::errors).sum(), texts.get("span." + span.name()));
	}

	@Override
	public void find() {
		live.find();
	}

	@Override
	public void refresh() {
		askForNow();
		askForPast();
	}
}
