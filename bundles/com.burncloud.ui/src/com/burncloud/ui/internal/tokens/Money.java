package com.burncloud.ui.internal.tokens;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;

/** Nano-dollars as people write them. Exact: no floating point comes near money. Any thread. */
final class Money {
	private static final int DECIMALS = 9;

	private Money() {
	}

	/** With every digit that counts: {@code $50.00}, {@code $0.000000412}. */
	static String exact(long nanos) {
		DecimalFormat format = new DecimalFormat("#,##0.00#######", DecimalFormatSymbols.getInstance(Locale.ROOT));
		return (nanos < 0 ? "-$" : "$") + format.format(BigDecimal.valueOf(nanos, DECIMALS).abs());
	}

	/** As a field shows it to be changed: no sign, no grouping. */
	static String plain(long nanos) {
		BigDecimal dollars = BigDecimal.valueOf(nanos, DECIMALS).stripTrailingZeros();
		return dollars.setScale(Math.max(0, dollars.scale())).toPlainString();
	}

	/** What a person typed, with up to nine decimals; empty when it is no amount or does not fit. */
	static Optional<Long> parse(String text) {
		String plain = text.strip().replaceFirst("^[$＄]\\s*", "").replaceAll("[,，_ ]", "");
		if (!plain.matches("\\d{1,12}(\\.\\d*)?|\\.\\d+")) {
			return Optional.empty();
		}
		try {
			return Optional.of(new BigDecimal(plain.endsWith(".") ? plain + "0" : plain).movePointRight(DECIMALS).longValueExact());
		} catch (ArithmeticException notExact) {
			return Optional.empty();
		}
	}
}
