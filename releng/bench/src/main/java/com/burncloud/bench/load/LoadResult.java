package com.burncloud.bench.load;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What a load showed. Filled by the loop while it runs, read afterwards. */
public final class LoadResult {
    public enum Failure {
        CONNECT, STATUS, CLOSED, GARBLED, TIMEOUT
    }

    private final Histogram latency = new Histogram(3);
    private final Histogram firstToken = new Histogram(3);
    private final Histogram gap = new Histogram(3);
    private final Histogram transit = new Histogram(3);
    private final Map<Failure, Integer> failures = new TreeMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private long events;
    private long usageTokens;
    private int active;
    private int peak;
    private double seconds;

    void began() {
        peak = Math.max(peak, ++active);
    }

    void succeeded(long nanos) {
        active--;
        record(latency, nanos);
    }

    void failed(Failure failure) {
        active--;
        failures.merge(failure, 1, Integer::sum);
    }

    void answered(int status) {
        statuses.merge(status, 1, Integer::sum);
    }

    void event() {
        events++;
    }

    void firstToken(long nanos) {
        record(firstToken, nanos);
    }

    void gap(long nanos) {
        record(gap, nanos);
    }

    void transit(long nanos) {
        record(transit, nanos);
    }

    void usage(long tokens) {
        usageTokens += tokens;
    }

    void lasted(double seconds) {
        this.seconds = seconds;
    }

    int active() {
        return active;
    }

    public int peak() {
        return peak;
    }

    public long succeeded() {
        return latency.getTotalCount();
    }

    public int failures() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    public long events() {
        return events;
    }

    public double seconds() {
        return seconds;
    }

    public double perSecond() {
        return succeeded() / seconds;
    }

    public double latencyMillis(double percentile) {
        return millis(latency, percentile);
    }

    public double firstTokenMillis(double percentile) {
        return millis(firstToken, percentile);
    }

    public double transitMillis(double percentile) {
        return millis(transit, percentile);
    }

    public String json(LoadPlan plan) {
        var json = new StringJoiner(",", "{", "}");
        json.add("\"mode\":\"" + plan.mode().name().toLowerCase(Locale.ROOT) + "\"");
        json.add("\"url\":\"" + plan.base() + "\"");
        json.add("\"connections\":" + plan.connections());
        json.add(number("seconds", seconds));
        json.add("\"ok\":" + succeeded());
        json.add(number("per_second", perSecond()));
        json.add("\"errors\":" + failures());
        json.add("\"failures\":" + counts(failures));
        json.add("\"statuses\":" + counts(statuses));
        json.add(percentiles("latency_ms", latency));
        if (plan.mode() == LoadPlan.Mode.STREAM) {
            json.add(percentiles("ttft_ms", firstToken));
            json.add(percentiles("gap_ms", gap));
            json.add(percentiles("transit_ms", transit));
            json.add("\"events\":" + events);
            json.add(number("events_per_second", events / seconds));
            json.add("\"usage_tokens\":" + usageTokens);
            json.add("\"peak_streams\":" + peak);
        }
        return json.toString();
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.max(0, nanos));
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? 0
                : histogram.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static String percentiles(String name, Histogram histogram) {
        return "\"" + name + "\":{\"n\":" + histogram.getTotalCount() + "," + number("p50", millis(histogram, 50)) + ","
                + number("p90", millis(histogram, 90)) + "," + number("p99", millis(histogram, 99)) + ","
                + number("p999", millis(histogram, 99.9)) + "," + number("max", millis(histogram, 100)) + "}";
    }

    private static String counts(Map<?, Integer> counts) {
        var json = new StringJoiner(",", "{", "}");
        counts.forEach((name, count) -> json.add("\"" + name.toString().toLowerCase(Locale.ROOT) + "\":" + count));
        return json.toString();
    }

    private static String number(String name, double value) {
        return "\"" + name + "\":" + String.format(Locale.ROOT, "%.3f", value);
    }
}
