package com.burncloud.ui.internal.dashboard;

import java.time.Duration;

/** How far back the charts go. */
enum Span {
	QUARTER(15, 1, 1), HOUR(60, 1, 1), QUARTER_DAY(360, 5, 60), DAY(1440, 15, 60);

	private final int minutes;
	private final int step;
	private final int unit;

	Span(int minutes, int step, int unit) {
		this.minutes = minutes;
		this.step = step;
		this.unit = unit;
	}

	Duration length() {
		return Duration.ofMinutes(minutes);
	}

	/** So many minutes are one point of a chart. */
	int step() {
		return step;
	}

	/** The axis of time counts in so many minutes, so that its round numbers are round times. */
	Duration unit() {
		return Duration.ofMinutes(unit);
	}

	static Span of(String name) {
		for (Span span : values()) {
			if (span.name().equals(name)) {
				return span;
			}
		}
		return HOUR;
	}
}
