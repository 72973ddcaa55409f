package com.burncloud.bench;

import com.burncloud.bench.load.LoadLoop;
import com.burncloud.bench.load.LoadPlan;
import com.burncloud.bench.load.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** CPU and memory of a process and its children, from /proc. */
record Meter(ProcessHandle process) {

    /** A load and what it cost the process. */
    record Sample(LoadResult result, Duration cpu, long peakRssMiB) {
        double cpuMicrosPerRequest() {
            return cpu.toNanos() / 1e3 / Math.max(1, result.succeeded());
        }

        double cpuMicrosPerEvent() {
            return cpu.toNanos() / 1e3 / Math.max(1, result.events());
        }
    }

    Sample measure(LoadPlan plan) throws IOException {
        var peak = new AtomicLong();
        try (var watch = Executors.newSingleThreadScheduledExecutor()) {
            var watching = watch.scheduleAtFixedRate(
                    () -> peak.accumulateAndGet(rssMiB(), Math::max), 0, 500, TimeUnit.MILLISECONDS);
            Duration before = cpu();
            LoadResult result = LoadLoop.run(plan);
            Duration cpu = cpu().minus(before);
            watching.cancel(false);
            return new Sample(result, cpu, peak.get());
        }
    }

    Duration cpu() {
        return family().map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    long rssMiB() {
        return family().mapToLong(Meter::rssKiB).sum() / 1024;
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static long rssKiB(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", ""))).orElse(0L);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // it ended between being listed and being read
        }
    }
}
