package com.burncloud.bench;

import static com.burncloud.bench.Table.added;
import static com.burncloud.bench.Table.number;
import static com.burncloud.bench.Table.ratio;

import com.burncloud.bench.Meter.Sample;
import com.burncloud.bench.load.LoadLoop;
import com.burncloud.bench.load.LoadResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What each part does and the table it gives. */
record Measurements(List<Target> targets, int rounds, Duration length) {
    private static final int CONNECTIONS = 64;
    private static final double RATE = 500;
    private static final Duration STREAM = Duration.ofSeconds(10);
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(1);

    Table run(Part part) throws IOException, InterruptedException {
        return switch (part) {
            case IDLE -> idle();
            case RPS -> throughput();
            case RATE -> latency();
            case STREAM1000 -> streams(1000, 50, Duration.ofSeconds(3));
            case STREAM5000 -> streams(5000, 500, Duration.ofSeconds(5));
            case OVERLOAD -> overload();
        };
    }

    /** Before any load: code that was compiled or memory that was touched would not be idle any more. */
    private Table idle() throws InterruptedException {
        var table = new Table("Idle, ten seconds after the last request", "target", "RSS MiB", "start to first answer s");
        Thread.sleep(Duration.ofSeconds(10));
        for (Target target : proxies()) {
            table.row(target.name(), Long.toString(new Meter(target.process()).rssMiB()),
                    target.readyAfter().isZero() ? "was running" : number(target.readyAfter().toMillis() / 1e3, 1));
        }
        return table;
    }

    private Table throughput() throws IOException, InterruptedException {
        Rounds done = Rounds.run(targets, rounds, target -> target.closed(CONNECTIONS, length));
        var table = new Table("Closed loop, " + CONNECTIONS + " connections, median of " + rounds + " × "
                + length.toSeconds() + " s", "target", "req/s", "÷ nginx", "p50 ms", "p99 ms", "CPU µs/request", "÷ nginx",
                "RSS MiB", "errors");
        ToDoubleFunction<Sample> perSecond = sample -> sample.result().perSecond();
        for (Target target : targets) {
            String name = target.name();
            double cpu = done.median(name, Sample::cpuMicrosPerRequest);
            table.row(name, number(done.median(name, perSecond), 0),
                    ratio(done.median(name, perSecond), done.median(Bench.NGINX, perSecond)),
                    number(done.median(name, sample -> sample.result().latencyMillis(50)), 2),
                    number(done.median(name, sample -> sample.result().latencyMillis(99)), 2), number(cpu, 0),
                    ratio(cpu, done.median(Bench.NGINX, Sample::cpuMicrosPerRequest)),
                    number(done.median(name, Sample::peakRssMiB), 0), Integer.toString(done.failures(name)));
        }
        return table;
    }

    private Table latency() throws IOException, InterruptedException {
        Rounds done = Rounds.run(targets, rounds, target -> target.rate(RATE, length));
        var table = new Table("Open loop, " + number(RATE, 0) + " requests/s, median of " + rounds + " × "
                + length.toSeconds() + " s, added to direct in the same round", "target", "p50 ms", "p99 ms",
                "added p50 ms", "added p99 ms", "CPU µs/request", "errors");
        for (Target target : targets) {
            String name = target.name();
            ToDoubleFunction<Sample> p50 = sample -> sample.result().latencyMillis(50);
            ToDoubleFunction<Sample> p99 = sample -> sample.result().latencyMillis(99);
            table.row(name, number(done.median(name, p50), 3), number(done.median(name, p99), 3),
                    added(done.medianAbove(name, Bench.DIRECT, p50)), added(done.medianAbove(name, Bench.DIRECT, p99)),
                    number(done.median(name, Sample::cpuMicrosPerRequest), 0), Integer.toString(done.failures(name)));
        }
        return table;
    }

    private Table streams(int count, int gapMillis, Duration ramp) throws IOException, InterruptedException {
        Rounds done = Rounds.run(targets, 1, target -> target.streams(count, gapMillis, STREAM, ramp));
        var table = new Table("SSE, " + count + " streams × " + 1000 / gapMillis + " events/s, " + STREAM.toSeconds()
                + " s each, started over " + ramp.toSeconds() + " s", "target", "errors", "TTFT p50 ms", "TTFT p99 ms",
                "transit p50 ms", "transit p99 ms", "CPU µs/event", "÷ nginx", "peak RSS MiB");
        for (Target target : targets) {
            Sample sample = done.samples().get(target.name()).getFirst();
            LoadResult result = sample.result();
            table.row(target.name(), Integer.toString(result.failures()), number(result.firstTokenMillis(50), 1),
                    number(result.firstTokenMillis(99), 1), number(result.transitMillis(50), 2),
                    number(result.transitMillis(99), 2), number(sample.cpuMicrosPerEvent(), 1),
                    ratio(sample.cpuMicrosPerEvent(), done.median(Bench.NGINX, Sample::cpuMicrosPerEvent)),
                    Long.toString(sample.peakRssMiB()));
        }
        return table;
    }

    private Table overload() throws IOException, InterruptedException {
        Duration ramp = Duration.ofSeconds(5);
        var table = new Table("Overload, 5000 streams × 20 events/s, " + STREAM.toSeconds() + " s each; recovered = from "
                + "the planned end until single requests are as fast as before", "target", "errors", "events/s",
                "TTFT p99 ms", "transit p99 ms", "peak RSS MiB", "recovered s");
        for (Target target : targets) {
            double before = probe(target).latencyMillis(50);
            long begin = System.nanoTime();
            Sample sample = new Meter(target.process()).measure(target.streams(5000, 50, STREAM, ramp));
            long plannedEnd = begin + ramp.plus(STREAM).toNanos();
            LoadResult result = sample.result();
            table.row(target.name(), Integer.toString(result.failures()), number(result.events() / result.seconds(), 0),
                    number(result.firstTokenMillis(99), 0), number(result.transitMillis(99), 0),
                    Long.toString(sample.peakRssMiB()), recovered(target, before, plannedEnd));
        }
        return table;
    }

    private static String recovered(Target target, double before, long plannedEnd) throws IOException {
        while (System.nanoTime() - plannedEnd < RECOVERY_LIMIT.toNanos()) {
            double since = (System.nanoTime() - plannedEnd) / 1e9;
            LoadResult probe = probe(target);
            if (probe.failures() == 0 && probe.succeeded() > 0 && probe.latencyMillis(50) <= Math.max(2, 3 * before)) {
                return number(Math.max(0, since), 1);
            }
        }
        return "not within " + RECOVERY_LIMIT.toSeconds();
    }

    private static LoadResult probe(Target target) throws IOException {
        return LoadLoop.run(target.closed(1, Duration.ofMillis(200)));
    }

    private List<Target> proxies() {
        return targets.stream().filter(target -> !target.name().equals(Bench.DIRECT)).toList();
    }
}
