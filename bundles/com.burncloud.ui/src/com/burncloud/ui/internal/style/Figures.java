package com.burncloud.ui.internal.style;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers are written, the same on every page and in every language. Any thread. */
public final class Figures {
	/** Where there is no figure. */
	public static final String NONE = "–";

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);
	private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
	private static final BigDecimal DOLLAR = BigDecimal.ONE;

	private Figures() {
	}

	/** {@code 14:03:22.418}, local time. */
	public static String clock(Instant at) {
		return CLOCK.format(at.atZone(ZoneId.systemDefault()));
	}

	/** {@code 14:03}, local time. */
	public static String minute(Instant at) {
		return MINUTE.format(at.atZone(ZoneId.systemDefault()));
	}

	/** {@code 06-21 14:03:22}, local time. */
	public static String day(Instant at) {
		return DAY.format(at.atZone(ZoneId.systemDefault()));
	}

	/** The time of day for what is of today, else with its day. */
	public static String recent(Instant at) {
		return at.atZone(ZoneId.systemDefault()).toLocalDate().equals(LocalDate.now()) ? clock(at) : day(at);
	}

	/** {@code 2025-06-21 14:03:22.418}, local time. */
	public static String full(Instant at) {
		return FULL.format(at.atZone(ZoneId.systemDefault()));
	}

	/** {@code $0.0069}: six significant digits at most, no zeros at the end but those of cents. */
	public static String money(long nanos) {
		return dollars(BigDecimal.valueOf(nanos, 9).round(new MathContext(6, RoundingMode.HALF_UP)));
	}

	/** {@code $12.47}, {@code $0.0069}: for cards, where the last digit does not matter. */
	public static String moneyShort(long nanos) {
		BigDecimal exact = BigDecimal.valueOf(nanos, 9);
		return dollars(exact.abs().compareTo(DOLLAR) >= 0 ? exact.setScale(2, RoundingMode.HALF_UP) : exact.round(new MathContext(2, RoundingMode.HALF_UP)));
	}

	private static String dollars(BigDecimal value) {
		BigDecimal bare = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
		if (bare.signum() != 0 && bare.scale() < 2) {
			bare = bare.setScale(2, RoundingMode.UNNECESSARY);
		}
		return (bare.signum() < 0 ? "-$" : "$") + bare.abs().toPlainString();
	}

	/** {@code 214 ms}, {@code 1.92 s}, {@code 12.5 s}, {@code 3 min 20 s}. */
	public static String duration(long millis) {
		if (millis < 1_000) {
			return millis + " ms";
		}
		if (millis < 60_000) {
			return String.format(Locale.ROOT, millis < 9_995 ? "%.2f s" : "%.1f s", millis / 1000.0);
		}
		return millis / 60_000 + " min " + millis / 1_000 % 60 + " s";
	}

	/** {@code 18,442}. */
	public static String count(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	/** {@code 148}, {@code 96.4k}, {@code 3.2M}: for cards and axes. */
	public static String compact(long number) {
		if (Math.abs(number) < 10_000) {
			return count(number);
		}
		if (Math.abs(number) < 999_950) {
			return String.format(Locale.ROOT, "%.1fk", number / 1e3);
		}
		return Math.abs(number) < 999_950_000 ? String.format(Locale.ROOT, "%.1fM", number / 1e6) : String.format(Locale.ROOT, "%.1fG", number / 1e9);
	}

	/** {@code 99.86%}, {@code 100%}; never rounded up to a hundred. */
	public static String percent(double share) {
		double hundredths = Math.floor(share * 10_000) / 100;
		return hundredths == Math.rint(hundredths) ? Math.round(hundredths) + "%" : String.format(Locale.ROOT, "%.2f%%", hundredths);
	}
}
