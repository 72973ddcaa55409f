package com.burncloud.ui.internal.channels;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Column;

/** The columns of the table of channels. */
final class ChannelColumns {
	/** The one whose order can be changed by hand. */
	static final String PRIORITY = "priority";

	private ChannelColumns() {
	}

	static List<Column<ChannelRow>> of(Words words) {
		int longer = words.language().equals("zh") ? 0 : 8; // the heads of figures are shorter in Chinese
		return List.of(
				Column.text("name", words.get("column.name"), 120, ChannelRow::name).dotted(ChannelRow::dot),
				Column.text("type", words.get("column.type"), 84, ChannelRow::typeName),
				Column.text("models", words.get("column.models"), 96, words::models).muted(),
				Column.<ChannelRow, Integer>figure(PRIORITY, words.get("column.priority"), 56 + longer, row -> row.channel().priority(), row -> String.valueOf(row.channel().priority())),
				Column.<ChannelRow, Integer>figure("weight", words.get("column.weight"), 46 + longer, row -> row.channel().weight(), row -> String.valueOf(row.channel().weight())),
				Column.<ChannelRow, Long>figure("latency", words.get("column.latency"), 62 + longer, ChannelRow::latencyMillis, words::latency),
				Column.<ChannelRow, Long>figure("today", words.get("column.today"), 50 + longer, ChannelRow::requestsToday, row -> String.format(Locale.ROOT, "%,d", row.requestsToday())),
				Column.<ChannelRow>text("state", words.get("column.state"), 108, words::shortState).sorted(Comparator.comparing((ChannelRow row) -> row.health().state()).thenComparing(words::shortState))
						.ink(row -> switch (row.health().state()) {
						case HEALTHY -> Role.MUTED;
						case COOLING -> Role.WARN;
						case DISABLED -> row.channel().enabled() ? Role.BAD : Role.MUTED;
						}));
	}
}
