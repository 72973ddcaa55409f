package com.burncloud.ui.internal.channels;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import com.burncloud.api.channel.Health;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.ui.internal.Texts;

/** How the pages of this package say things, in the language of the person. */
record Words(Texts texts, String language) {
	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
	private static final int MODELS_IN_A_CELL = 2;

	static Words here() {
		return new Words(Texts.of(ChannelsPage.class), Locale.getDefault().getLanguage());
	}

	String get(String key, Object... arguments) {
		return texts.get(key, arguments);
	}

	static String clock(Instant time) {
		return CLOCK.format(time.atZone(ZoneId.systemDefault()));
	}

	String label(ProviderInfo.Field field) {
		return field.labels().getOrDefault(language, field.labels().getOrDefault("en", field.key()));
	}

	/** The first ones and how many there are besides: {@code gpt-4o, gpt-4o-mini, +9}. */
	String models(ChannelRow row) {
		var models = row.channel().models();
		String first = String.join(", ", models.subList(0, Math.min(MODELS_IN_A_CELL, models.size())));
		return models.size() <= MODELS_IN_A_CELL ? first : first + ", +" + (models.size() - MODELS_IN_A_CELL);
	}

	String latency(ChannelRow row) {
		return row.health().latencyMillis().isPresent() ? latency(row.health().latencyMillis().getAsLong()) : "—";
	}

	String latency(long millis) {
		return millis < 1_000 ? get("latency", millis) : get("latency.seconds", String.format(Locale.ROOT, "%.1f", millis / 1_000.0));
	}

	String type(ChannelRow row) {
		return row.installed() ? row.typeName() : get("type.missing", row.typeName());
	}

	/** When the time is over, the next request is the trial that decides. */
	String cooling(Health health) {
		return health.until().filter(Instant.now()::isBefore).map(until -> get("state.cooling", clock(until))).orElse(get("state.trial"));
	}

	/** For the table. */
	String shortState(ChannelRow row) {
		return switch (row.health().state()) {
		case HEALTHY -> state(row);
		case COOLING -> row.health().until().filter(Instant.now()::isBefore).map(until -> get("state.cooling.short", clock(until))).orElse(get("state.trial"));
		case DISABLED -> row.channel().enabled() && !row.installed() ? get("state.missing.short") : state(row);
		};
	}

	String state(ChannelRow row) {
		return switch (row.health().state()) {
		case HEALTHY -> get("state.healthy");
		case COOLING -> cooling(row.health());
		case DISABLED -> get(!row.channel().enabled() ? "state.disabled" : row.installed() ? "state.unusable" : "state.missing");
		};
	}
}
