package com.burncloud.ui.internal.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Column;

/** The columns of a log. */
public final class ExchangeColumns {
	/** Those that can be done without. */
	public static final Set<String> LESS = Set.of("ttfb", "input", "output");

	private final Texts texts = Texts.of(ExchangeColumns.class);
	private final Wording wording = new Wording();

	/** @param time how the time is written: the log of a day needs no date */
	public List<Column<UsageRecord>> all(Function<Instant, String> time, int timeWidth) {
		return List.of(
				text("time", timeWidth, row -> time.apply(row.at())),
				text("status", 68, row -> Integer.toString(row.status())).ink(row -> Wording.failed(row) ? Role.BAD : Role.TEXT).dotted(Wording::dot),
				text("token", 96, row -> row.token().isEmpty() ? Figures.NONE : row.token()),
				text("model", 150, row -> row.model().isEmpty() ? Figures.NONE : row.model()),
				text("channel", 144, Wording::route),
				figure("ttfb", 76, row -> row.ttfbMillis() == 0 ? Figures.NONE : Figures.duration(row.ttfbMillis())),
				figure("millis", 76, row -> Figures.duration(row.millis())),
				figure("input", 68, row -> tokens(row.usage().promptTokens())),
				figure("output", 64, row -> tokens(row.usage().completionTokens())),
				figure("cost", 124, row -> Wording.failed(row) && row.costNanos() == 0 ? wording.outcome(row) : Figures.money(row.costNanos()))
						.ink(row -> Wording.failed(row) && row.costNanos() == 0 ? Role.BAD : Role.TEXT));
	}

	private Column<UsageRecord> text(String id, int width, Function<UsageRecord, String> text) {
		return Column.text(id, texts.get("column." + id), width, text);
	}

	private Column<UsageRecord> figure(String id, int width, Function<UsageRecord, String> text) {
		return new Column<>(id, texts.get("column." + id), width, true, text, Optional.empty(), row -> Role.TEXT, Optional.empty());
	}

	private static String tokens(long count) {
		return count == 0 ? Figures.NONE : Figures.count(count);
	}
}
