package com.burncloud.launcher.internal.client;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as people say them. */
final class Amounts {
	private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB");
	private static final List<String> COUNT = List.of("", "K", "M", "B", "T");

	private Amounts() {
	}

	static String bytes(long bytes) {
		return scaled(bytes, 1024, BYTES, " ");
	}

	/** As model makers say it: 7.6B. */
	static String count(long count) {
		return scaled(count, 1000, COUNT, "");
	}

	private static String scaled(double number, int step, List<String> units, String gap) {
		int unit = 0;
		double value = number;
		// What would be rounded up to a whole step is one of the next unit.
		while (value >= step - 0.5 && unit < units.size() - 1) {
			value /= step;
			unit++;
		}
		return String.format(Locale.ROOT, unit == 0 || value >= 99.95 ? "%.0f" : "%.1f", value) + gap + units.get(unit);
	}

	/** 1:02:03 or 2:03. */
	static String time(long millis) {
		Duration time = Duration.ofMillis(millis);
		return time.toHours() > 0 ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
				: String.format(Locale.ROOT, "%d:%02d", time.toMinutesPart(), time.toSecondsPart());
	}
}
