package com.burncloud.ui.internal.dashboard;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleFunction;

/** What stands at the ticks of a chart's axis. The chart reads its own labels again, so what was written is remembered. */
final class Ticks extends NumberFormat {
	private static final long serialVersionUID = 1L;
	private static final int MOST = 500;

	private final transient DoubleFunction<String> text;
	private final transient Map<String, Double> written = new HashMap<>();

	Ticks(DoubleFunction<String> text) {
		this.text = text;
	}

	@Override
	public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
		String label = text.apply(number);
		if (written.size() > MOST) {
			written.clear();
		}
		written.put(label, number);
		return to.append(label);
	}

	@Override
	public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
		return format((double) number, to, position);
	}

	@Override
	public Number parse(String source, ParsePosition position) {
		position.setIndex(Math.max(1, source.length()));
		return written.getOrDefault(source, 0.0);
	}
}
