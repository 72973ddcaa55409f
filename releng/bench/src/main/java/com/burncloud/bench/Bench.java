package com.burncloud.bench;

import com.burncloud.bench.load.LoadLoop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Compares the gateway with a direct connection, nginx and portkey on this machine; see README.md. */
public final class Bench implements AutoCloseable {
    static final String DIRECT = "direct";
    static final String NGINX = "nginx";
    static final String GATEWAY = "gateway";

    private static final Set<String> OPTIONS =
            Set.of("product", "gateway", "key", "pid", "only", "rounds", "seconds", "warm", "mock-port", "readme");

    private final Options options;
    private final Path folder;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<Target> targets = new ArrayList<>();

    private Bench(Options options) throws IOException {
        this.options = options;
        this.folder = Files.createTempDirectory("burncloud-bench");
    }

    public static void main(String[] args) throws Exception {
        var options = Options.parse(args, OPTIONS, Set.of("portkey", "no-nginx"));
        try (var bench = new Bench(options)) {
            // Ctrl-C must not leave servers behind either.
            Runtime.getRuntime().addShutdownHook(new Thread(bench::close));
            bench.run();
            bench.close();
            bench.deleteFolder(); // not after a failure: the servers' logs tell why
        }
    }

    private void run() throws IOException, InterruptedException {
        Set<Part> parts = Part.parse(options.text("only", ""));
        start();
        var measurements = new Measurements(targets, options.number("rounds", 3),
                Duration.ofSeconds(options.number("seconds", 5)));
        var report = new StringBuilder(LocalDate.now(ZoneOffset.UTC) + ", " + Runtime.getRuntime().availableProcessors()
                + " cores shared by load client, mock and target, Java " + Runtime.version().feature()
                + ". The CPU and memory of direct are the mock's.\n\n");
        System.out.println(report);
        for (Part part : parts) {
            if (part == Part.IDLE) {
                print(report, measurements.run(part));
            }
        }
        if (parts.stream().anyMatch(part -> part != Part.IDLE)) {
            warmUp();
        }
        for (Part part : parts) {
            if (part != Part.IDLE) {
                System.err.println("measuring " + part);
                print(report, measurements.run(part));
            }
        }
        boolean complete = parts.equals(EnumSet.allOf(Part.class))
                && targets.stream().anyMatch(target -> target.name().equals(GATEWAY));
        if (complete && options.has("readme")) {
            new LastRun(Path.of(options.text("readme", "")), "last run").write(report.toString());
        }
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("could not stop a server: " + e);
            }
        }
    }

    private void deleteFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void start() throws IOException, InterruptedException {
        var peers = new Peers(folder, options.number("mock-port", 9001));
        targets.add(peers.direct(keep(peers.mock())));
        if (!options.has("no-nginx")) {
            int port = Server.freePort();
            targets.add(peers.behind(keep(peers.nginx(port)), port));
        }
        if (options.has("product")) {
            var product = Product.start(Path.of(options.text("product", "")), folder, peers.mockPort());
            started.push(product);
            targets.add(product.target());
        } else if (options.has("gateway")) {
            long pid = Long.parseLong(options.find("pid").orElseThrow(() -> new IllegalArgumentException("--pid is missing")));
            targets.add(new Target(GATEWAY, URI.create(options.text("gateway", "")), options.text("key", ""), List.of(),
                    ProcessHandle.of(pid).orElseThrow(), Duration.ZERO));
        }
        if (options.has("portkey")) {
            int port = Server.freePort();
            targets.add(peers.portkey(keep(peers.portkey(port)), port));
        }
    }

    private Server keep(Server server) {
        started.push(server);
        return server;
    }

    /** Compilers need seconds of load before a figure counts: this program's and the mock's first, then each target's. */
    private void warmUp() throws IOException {
        var length = Duration.ofSeconds(options.number("warm", 20));
        for (Target target : targets) {
            System.err.println("warming up " + target.name());
            LoadLoop.run(target.closed(16, target.name().equals(NGINX) ? Duration.ofSeconds(2) : length));
            var failed = LoadLoop.run(target.streams(300, 20, Duration.ofSeconds(8), Duration.ofSeconds(1))).failures();
            if (failed > 0) {
                throw new IOException(target.name() + " failed " + failed + " of 300 streams while warming up");
            }
        }
    }

    private static void print(StringBuilder report, Table table) {
        System.out.println(table.markdown());
        report.append(table.markdown());
    }
}
