package com.burncloud.admin.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;

/** Meters in Prometheus' text format 0.0.4: counters, gauges, and timers as histograms in seconds. */
final class PrometheusText {
	static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

	private final StringBuilder text = new StringBuilder();

	private PrometheusText() {
	}

	static String of(Collection<Meter> meters) {
		PrometheusText writer = new PrometheusText();
		// Micrometer keeps a timer's buckets as gauges of their own, too; here they are part of the timer.
		Map<String, List<Meter>> families = meters.stream().filter(meter -> !meter.getId().getName().endsWith(".histogram"))
				.collect(Collectors.groupingBy(PrometheusText::name, TreeMap::new, Collectors.toList()));
		families.forEach(writer::family);
		return writer.text.toString();
	}

	/** The unit and {@code _total} are part of a name by convention. */
	private static String name(Meter meter) {
		String name = NamingConvention.snakeCase.name(meter.getId().getName(), meter.getId().getType()).replaceAll("[^A-Za-z0-9_]", "_");
		String unit = meter.getId().getBaseUnit();
		return switch (meter) {
		case Counter counter -> suffixed(name, "_total");
		case FunctionCounter counter -> suffixed(name, "_total");
		case Timer timer -> suffixed(name, "_seconds");
		case TimeGauge gauge -> suffixed(name, "_seconds");
		default -> "bytes".equals(unit) ? suffixed(name, "_bytes") : name;
		};
	}

	private static String suffixed(String name, String suffix) {
		return name.endsWith(suffix) ? name : name + suffix;
	}

	private void family(String name, List<Meter> meters) {
		Meter first = meters.getFirst();
		String type = switch (first) {
		case Counter counter -> "counter";
		case FunctionCounter counter -> "counter";
		case Timer timer -> "histogram";
		case Gauge gauge -> "gauge";
		default -> "";
		};
		if (type.isEmpty()) {
			return;
		}
		String help = first.getId().getDescription();
		if (help != null) {
			text.append("# HELP ").append(name).append(' ').append(help.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
		}
		text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
		meters.stream().sorted(Comparator.comparing(meter -> meter.getId().getTags().toString())).forEach(meter -> samples(name, meter));
	}

	private void samples(String name, Meter meter) {
		List<Tag> tags = meter.getId().getTags();
		switch (meter) {
		case Counter counter -> sample(name, tags, "", counter.count());
		case FunctionCounter counter -> sample(name, tags, "", counter.count());
		case TimeGauge gauge -> sample(name, tags, "", gauge.value(TimeUnit.SECONDS));
		case Gauge gauge -> sample(name, tags, "", gauge.value());
		case Timer timer -> histogram(name, tags, timer.takeSnapshot());
		default -> {
			// no such meter is registered
		}
		}
	}

	private void histogram(String name, List<Tag> tags, HistogramSnapshot snapshot) {
		double most = 0;
		for (CountAtBucket bucket : snapshot.histogramCounts()) {
			sample(name + "_bucket", tags, "le=\"" + number(bucket.bucket(TimeUnit.SECONDS)) + "\"", bucket.count());
			most = Math.max(most, bucket.count());
		}
		// Buckets and count are read one after the other while requests end: the last bucket must not be smaller than the others.
		double count = Math.max(most, snapshot.count());
		sample(name + "_bucket", tags, "le=\"+Inf\"", count);
		sample(name + "_sum", tags, "", snapshot.total(TimeUnit.SECONDS));
		sample(name + "_count", tags, "", count);
	}

	private void sample(String name, List<Tag> tags, String extra, double value) {
		String labels = tags.stream().map(tag -> NamingConvention.snakeCase.tagKey(tag.getKey()).replaceAll("[^A-Za-z0-9_]", "_") + "=\"" + escape(tag.getValue()) + "\"")
				.collect(Collectors.joining(","));
		String all = labels.isEmpty() || extra.isEmpty() ? labels + extra : labels + "," + extra;
		text.append(name);
		if (!all.isEmpty()) {
			text.append('{').append(all).append('}');
		}
		text.append(' ').append(number(value)).append('\n');
	}

	private static String escape(String value) {
		return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
	}

	private static String number(double value) {
		if (Double.isInfinite(value)) {
			return value > 0 ? "+Inf" : "-Inf";
		}
		return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
	}
}
