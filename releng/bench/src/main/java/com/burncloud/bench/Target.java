package com.burncloud.bench;

import com.burncloud.bench.load.LoadPlan;
import com.burncloud.bench.load.LoadPlan.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Something that answers {@code base/chat/completions}, with the process whose CPU and memory are its own.
 *
 * @param readyAfter from its start to its first answer; zero when it was running already
 */
record Target(String name, URI base, String key, List<String> headers, ProcessHandle process, Duration readyAfter) {
    private static final int PROMPT_BYTES = 200;

    LoadPlan closed(int connections, Duration duration) {
        return plan(Mode.CLOSED, "mock", connections, duration, 0, Duration.ZERO);
    }

    LoadPlan rate(double perSecond, Duration duration) {
        return plan(Mode.RATE, "mock", 64, duration, perSecond, Duration.ZERO);
    }

    /** Streams of one event each {@code gapMillis}; the mock reads that from the model's name. */
    LoadPlan streams(int count, int gapMillis, Duration each, Duration ramp) {
        String model = "mock:n=" + each.toMillis() / gapMillis + ",t=" + gapMillis + ",ts=1";
        return plan(Mode.STREAM, model, count, each, 0, ramp);
    }

    private LoadPlan plan(Mode mode, String model, int connections, Duration duration, double rate, Duration ramp) {
        return new LoadPlan(mode, base, key, headers, model, PROMPT_BYTES, connections, duration, rate, ramp);
    }
}
