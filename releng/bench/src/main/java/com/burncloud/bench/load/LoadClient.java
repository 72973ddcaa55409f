package com.burncloud.bench.load;

import com.burncloud.bench.Options;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The load client on the command line: {@code closed|rate|stream --url http://127.0.0.1:PORT/v1 ...}; prints one JSON line. */
public final class LoadClient {
    private static final Set<String> OPTIONS =
            Set.of("url", "key", "model", "header", "prompt", "connections", "seconds", "rate", "ramp", "warm");

    private LoadClient() { }

    public static void main(String[] args) throws IOException {
        var mode = LoadPlan.Mode.valueOf(args[0].toUpperCase(Locale.ROOT));
        var options = Options.parse(java.util.Arrays.copyOfRange(args, 1, args.length), OPTIONS, Set.of());
        var plan = new LoadPlan(mode, URI.create(options.text("url", "http://127.0.0.1:9001/v1")),
                options.text("key", ""), options.find("header").map(List::of).orElse(List.of()),
                options.text("model", "mock"), options.number("prompt", 200), options.number("connections", 64),
                Duration.ofSeconds(options.number("seconds", 5)), options.number("rate", 500),
                Duration.ofSeconds(options.number("ramp", mode == LoadPlan.Mode.STREAM ? 3 : 0)));
        int warm = options.number("warm", 0);
        if (warm > 0) { // this program's own compilation must not count as the target's latency
            LoadLoop.run(new LoadPlan(LoadPlan.Mode.CLOSED, plan.base(), plan.key(), plan.headers(), "mock",
                    plan.promptBytes(), 16, Duration.ofSeconds(warm), 0, Duration.ZERO));
        }
        System.out.println(LoadLoop.run(plan).json(plan));
    }
}
