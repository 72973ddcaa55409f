package com.burncloud.admin.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;

import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.event.Topics;
import com.burncloud.api.settings.Settings;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** The figures behind {@code /metrics}, counted out of events: a request pays for two of those whether or not anybody looks. */
@Component(service = { Metrics.class, EventHandler.class }, property = "event.topics=com/burncloud/request/*")
public final class Metrics implements EventHandler {
	/** Model names come from clients: without a bound, one of them could fill the memory of us and of Prometheus. */
	static final int MOST_SERIES = 1000;
	static final String OTHER = "other";
	private static final Duration[] BUCKETS = Stream.of(10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 120_000, 300_000)
			.map(Duration::ofMillis).toArray(Duration[]::new);

	private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, Clock.SYSTEM);
	private final Map<Labels, Series> series = new ConcurrentHashMap<>();
	/** Of streams and of others. The registry would find them again too, but only after building all of a timer. */
	private final Map<Boolean, Timer> durations = new ConcurrentHashMap<>();
	private final Map<Boolean, Timer> firstBytes = new ConcurrentHashMap<>();
	private final Counter started = Counter.builder("burncloud.requests.started").description("Requests that have begun").register(registry);

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	private volatile DashboardService dashboard;

	@Activate
	public Metrics(@Reference DatabaseState database, @Reference JournalState journalState, @Reference Settings settings) {
		new JvmMemoryMetrics().bindTo(registry);
		new JvmThreadMetrics().bindTo(registry);
		new ProcessorMetrics().bindTo(registry);
		new UptimeMetrics().bindTo(registry);
		gauge("burncloud.requests.active", "Requests that have begun and not ended", this, Metrics::active);
		gauge("burncloud.database.up", "1 while the database answers", database, state -> state.status().equals(DatabaseState.OK) ? 1 : 0);
		gauge("burncloud.journal.up", "1 while what was used can be written down", journalState, state -> state.status().equals(DatabaseState.OK) ? 1 : 0);
		Path journal = settings.home().resolve("journal");
		gauge("burncloud.journal.bytes", "Size of the journal, whose segments go once they are in the database", journal, Metrics::size);
	}

	@Deactivate
	void deactivate() {
		registry.close();
	}

	@Override
	public void handleEvent(Event event) {
		switch (event.getTopic()) {
		case Topics.REQUEST_STARTED -> started.increment();
		case Topics.REQUEST_COMPLETED, Topics.REQUEST_FAILED -> ended(event);
		default -> {
			// a topic of a later version
		}
		}
	}

	List<Meter> meters() {
		return registry.getMeters();
	}

	private void ended(Event event) {
		String channel = text(event, "channel");
		// Before a channel was found, the model is whatever the client made up.
		Series meters = series(new Labels(number(event, "status") / 100 + "xx", channel.isEmpty() ? "none" : text(event, "model"),
				channel.isEmpty() ? "none" : channel));
		meters.requests.increment();
		meters.promptTokens.increment(number(event, "promptTokens"));
		meters.completionTokens.increment(number(event, "completionTokens"));
		meters.cachedTokens.increment(number(event, "cachedTokens"));
		meters.costUsd.increment(number(event, "costNanos") / 1e9);
		Boolean stream = Boolean.TRUE.equals(event.getProperty("stream"));
		durations.computeIfAbsent(stream, is -> timer("burncloud.request.duration", "From a request's arrival to its end", is))
				.record(Duration.ofMillis(number(event, "millis")));
		long ttfb = number(event, "ttfbMillis");
		if (ttfb > 0) {
			firstBytes.computeIfAbsent(stream, is -> timer("burncloud.request.ttfb", "From a request's arrival to its answer's first byte", is))
					.record(Duration.ofMillis(ttfb));
		}
	}

	private Series series(Labels labels) {
		Series known = series.get(labels);
		if (known != null) {
			return known;
		}
		Labels bounded = series.size() < MOST_SERIES ? labels : new Labels(labels.statusClass(), OTHER, OTHER);
		return series.computeIfAbsent(bounded, key -> new Series(registry, key));
	}

	private Timer timer(String name, String description, boolean stream) {
		// The buckets only ever grow, as Prometheus wants it: nothing in them expires.
		return Timer.builder(name).description(description).tag("stream", String.valueOf(stream)).serviceLevelObjectives(BUCKETS)
				.distributionStatisticExpiry(Duration.ofDays(3650)).distributionStatisticBufferLength(1).register(registry);
	}

	private <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
		Gauge.builder(name, source, value).description(description).strongReference(true).register(registry);
	}

	private double active() {
		DashboardService present = dashboard;
		return present == null ? Double.NaN : present.figures().activeRequests();
	}

	private static double size(Path folder) {
		if (!Files.isDirectory(folder)) {
			return 0;
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.mapToLong(file -> file.toFile().length()).sum();
		} catch (IOException | UncheckedIOException unreadable) {
			return Double.NaN;
		}
	}

	private static String text(Event event, String name) {
		return event.getProperty(name) instanceof String text ? text : "";
	}

	private static long number(Event event, String name) {
		return event.getProperty(name) instanceof Number number ? number.longValue() : 0;
	}

	private record Labels(String statusClass, String model, String channel) {
	}

	/** The counters of one combination of labels. */
	private static final class Series {
		final Counter requests;
		final Counter promptTokens;
		final Counter completionTokens;
		final Counter cachedTokens;
		final Counter costUsd;

		Series(MeterRegistry registry, Labels labels) {
			String[] tags = { "class", labels.statusClass(), "model", labels.model(), "channel", labels.channel() };
			requests = Counter.builder("burncloud.requests").description("Requests that have ended").tags(tags).register(registry);
			promptTokens = tokens("prompt", tags, registry);
			completionTokens = tokens("completion", tags, registry);
			cachedTokens = tokens("cached", tags, registry);
			costUsd = Counter.builder("burncloud.cost.usd").description("What ended requests cost").tags(tags).register(registry);
		}

		private static Counter tokens(String kind, String[] tags, MeterRegistry registry) {
			return Counter.builder("burncloud.tokens").description("Tokens of ended requests").tags(tags).tag("kind", kind).register(registry);
		}
	}
}
