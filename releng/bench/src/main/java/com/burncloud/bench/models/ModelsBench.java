package com.burncloud.bench.models;

import static com.burncloud.bench.Table.number;

import com.burncloud.bench.LastRun;
import com.burncloud.bench.Options;
import com.burncloud.bench.Table;
import com.burncloud.models.hubserver.HubServer;
import com.burncloud.models.hubserver.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/** Downloads beside curl, a header over a long way, and the gateway before a llama-server; see README.md. */
public final class ModelsBench {
    private static final String ALL = "download,header,token";
    private static final String REPOSITORY = "Bench/Random-GGUF";
    private static final String FILE = "random-Q8_0.gguf";
    private static final Duration TURN = Duration.ofMillis(50);
    private static final long LINK_BYTES_PER_SECOND = 12_500_000;
    private static final int ASKED = 200;
    private static final Pattern AFTER_COLLECTION = Pattern.compile("Pause .*->(\\d+)M\\(");

    private final Path product;
    private final Options options;
    private final int rounds;
    private final int mib;
    private final Path folder = Files.createTempDirectory("burncloud-bench-models");

    private ModelsBench(Options options) throws IOException {
        this.options = options;
        product = Path.of(options.find("product").orElseThrow(() -> new IllegalArgumentException("--product is missing")));
        rounds = options.number("rounds", 5);
        mib = options.number("mib", 512);
    }

    public static void main(String[] args) throws Exception {
        var options = Options.parse(args, Set.of("product", "llama-server", "rounds", "mib", "only", "readme"), Set.of());
        var bench = new ModelsBench(options);
        double busy = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        String report = LocalDate.now(ZoneOffset.UTC) + ", " + Runtime.getRuntime().availableProcessors()
                + " cores shared by hub, client and gateway, Java " + Runtime.version().feature()
                + ", load average " + number(busy, 1) + " when it began.\n\n" + bench.run();
        System.out.println(report);
        if (options.has("readme") && !options.has("only")) {
            new LastRun(Path.of(options.text("readme", "")), "models").write(report);
        }
        bench.deleteFolder();
    }

    private String run() throws IOException, InterruptedException {
        Path model = tiny();
        Path random = random(model);
        try (var hub = HubServer.start()) {
            hub.add(new Repository(REPOSITORY).file(FILE, random));
            hub.add(new Repository("Bench/Long-GGUF").file("long-Q8_0.gguf", LongHeader.bytes()));
            var report = new StringBuilder();
            for (String part : options.text("only", ALL).split(",")) {
                report.append((switch (part) {
                    case "download" -> downloads(hub);
                    case "header" -> header(hub);
                    case "token" -> firstToken(hub, model);
                    default -> throw new IllegalArgumentException("there is no part " + part);
                }).markdown());
            }
            return report.toString();
        }
    }

    private Path tiny() throws IOException, InterruptedException {
        Path file = folder.resolve("lamp.gguf");
        execute(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                releng().resolve("llama-server/TinyModel.java").toString(),
                file.toString());
        return file;
    }

    /** What no file system and no wire can make shorter. */
    private Path random(Path model) throws IOException {
        Path file = Files.copy(model, folder.resolve("random.gguf"));
        var random = new Random(1);
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            for (int i = 0; i < mib; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }

    private static double execute(String... command) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (process.waitFor() != 0) {
            throw new IOException(Arrays.toString(command) + " ended with " + process.exitValue());
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private Table downloads(HubServer hub) throws IOException, InterruptedException {
        System.err.println("measuring downloads");
        double megabytes = Files.size(folder.resolve("random.gguf")) / 1e6;
        var curl = new ArrayList<Double>();
        var checked = new ArrayList<Double>();
        var gateway = new ArrayList<Double>();
        try (var server = Gateway.start("gateway", product, folder, hub.huggingFace(), Map.of())) {
            for (int round = -1; round < rounds; round++) { // the first warms up
                double plain = 0;
                double hashed = 0;
                double ours = 0;
                for (int turn = 0; turn < 2; turn++) {
                    execute("sync"); // what was written before must not be paid for by the next
                    if ((turn + round) % 2 == 0) {
                        String copy = folder.resolve("curl.gguf").toString();
                        plain = execute("curl", "-sSfL", "-o", copy, hub.huggingFace() + "/" + REPOSITORY + "/resolve/main/" + FILE);
                        hashed = plain + execute("sha256sum", copy);
                        Files.delete(Path.of(copy));
                    } else {
                        ours = server.download(REPOSITORY, FILE);
                    }
                }
                if (round >= 0) {
                    curl.add(megabytes / plain);
                    checked.add(megabytes / hashed);
                    gateway.add(megabytes / ours);
                }
            }
        }
        var table = new Table("Download of " + mib + " MiB on loopback, median of " + rounds + " alternating rounds; the ratio is the median of the rounds' ratios", "",
                "MB/s", "÷ curl", "÷ curl, then sha256sum", "heap MiB");
        table.row("curl", number(median(curl), 0), "1.00", "", "");
        table.row("curl, then sha256sum", number(median(checked), 0), number(ratio(checked, curl), 2), "1.00", "");
        table.row("gateway, verified", number(median(gateway), 0), number(ratio(gateway, curl), 2), number(ratio(gateway, checked), 2), Integer.toString(heap(hub)));
        return table;
    }

    /** More after a collection while it downloads than before, at most; many small collections show it. */
    private int heap(HubServer hub) throws IOException, InterruptedException {
        Path log = folder.resolve("gc.log");
        try (var server = Gateway.start("heap", product, folder, hub.huggingFace(),
                Map.of("BURNCLOUD_JAVA_OPTIONS", "-XX:+UseSerialGC -Xmn8m -Xlog:gc:file=" + log))) {
            execute("jcmd", Long.toString(server.server().process().pid()), "GC.run");
            List<Integer> before = afterCollections(log);
            server.download(REPOSITORY, FILE);
            execute("jcmd", Long.toString(server.server().process().pid()), "GC.run");
            List<Integer> all = afterCollections(log);
            return all.subList(before.size(), all.size()).stream().mapToInt(Integer::intValue).max().orElseThrow() - before.getLast();
        }
    }

    private static List<Integer> afterCollections(Path log) throws IOException {
        return Files.readAllLines(log).stream().map(AFTER_COLLECTION::matcher).filter(java.util.regex.Matcher::find).map(found -> Integer.valueOf(found.group(1))).toList();
    }

    private Table header(HubServer hub) throws IOException, InterruptedException {
        System.err.println("measuring the header");
        var table = new Table("Header of " + number(LongHeader.bytes().length / 1e6, 1) + " MB read from a hub and its fit reckoned, " + TURN.toMillis() + " ms there and back, "
                + number(LINK_BYTES_PER_SECOND * 8 / 1e6, 0) + " Mbit/s a connection", "", "first ms", "median ms of 10");
        try (var cdn = new Relay(hub.cdn(), TURN, LINK_BYTES_PER_SECOND, "", "");
                var far = new Relay(hub.huggingFace(), TURN, LINK_BYTES_PER_SECOND, hub.cdn().toString(), cdn.uri().toString());
                var server = Gateway.start("far", product, folder, far.uri(), Map.of())) {
            var millis = new ArrayList<Double>();
            for (int i = 0; i < 10; i++) {
                long begun = System.nanoTime();
                String report = server.call("GET", "/api/hubs/huggingface/Bench/Long-GGUF/inspect?file=long-Q8_0.gguf", "");
                millis.add((System.nanoTime() - begun) / 1e6);
                Gateway.field(report, "verdict");
            }
            table.row("gateway", number(millis.getFirst(), 0), number(median(millis), 0));
        }
        return table;
    }

    private Table firstToken(HubServer hub, Path model) throws IOException, InterruptedException {
        System.err.println("measuring the first token");
        var environment = Map.of("BURNCLOUD_LLAMA_SERVER", llamaServer().toString());
        var table = new Table("Time to first token of a local model, one after the other, " + rounds + " alternating rounds of " + ASKED, "", "p50 ms",
                "p95 ms", "added p50 ms, median of the rounds");
        try (var server = Gateway.start("local", product, folder, hub.huggingFace(), environment)) {
            server.call("POST", "/api/models", "{\"path\":\"" + model + "\"}");
            server.call("POST", "/api/models/lamp/deploy", "{\"port\":0,\"contextSize\":1024,\"threads\":1}");
            String deployment;
            do {
                Thread.sleep(50);
                deployment = server.call("GET", "/api/models/lamp", "").split("\"deployment\"")[1];
                if (Gateway.field(deployment, "state").equals("failed")) {
                    throw new IOException(deployment);
                }
            } while (!Gateway.field(deployment, "state").equals("running"));
            URI llama = URI.create("http://127.0.0.1:" + Gateway.field(deployment, "port"));
            var direct = FirstToken.of(llama, "bench", "local-lamp");
            var through = FirstToken.of(server.root(), Gateway.TOKEN, "local-lamp");
            var directly = new ArrayList<double[]>();
            var gateway = new ArrayList<double[]>();
            for (int round = -3; round < rounds; round++) { // the first warm up
                for (int turn = 0; turn < 2; turn++) {
                    boolean first = (turn + round) % 2 == 0;
                    double[] asked = ask(first ? direct : through);
                    if (round >= 0) {
                        (first ? directly : gateway).add(asked);
                    }
                }
            }
            var added = new ArrayList<Double>();
            for (int i = 0; i < rounds; i++) {
                added.add(percentile(gateway.get(i), 50) - percentile(directly.get(i), 50));
            }
            table.row("llama-server", number(all(directly, 50), 2), number(all(directly, 95), 2), "");
            table.row("gateway", number(all(gateway, 50), 2), number(all(gateway, 95), 2), Table.added(median(added)));
            server.call("POST", "/api/models/lamp/stop", "");
        }
        return table;
    }

    /** One that lets the bench in besides the gateway, whose key it does not know. */
    private Path llamaServer() throws IOException, InterruptedException {
        String real = options.text("llama-server", "");
        if (real.isEmpty()) {
            Process get = new ProcessBuilder(releng().resolve("llama-server/get").toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            real = new String(get.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        Path script = Files.writeString(folder.resolve("llama-server"), """
                #!/bin/sh
                case "$1" in --help|--version|--list-devices) exec '%1$s' "$@" ;; esac
                exec '%1$s' "$@" --api-key bench
                """.formatted(real));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private Path releng() {
        return Path.of(options.text("readme", "releng/bench/README.md")).toAbsolutePath().getParent().getParent();
    }

    private static double[] ask(FirstToken whom) throws IOException {
        double[] millis = new double[ASKED];
        for (int i = 0; i < ASKED; i++) {
            millis[i] = whom.ask();
        }
        return millis;
    }

    private static double all(List<double[]> rounds, int percent) {
        return percentile(rounds.stream().flatMapToDouble(Arrays::stream).toArray(), percent);
    }

    private static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static double median(List<Double> values) {
        return percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
    }

    private static double ratio(List<Double> one, List<Double> other) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < one.size(); i++) {
            ratios.add(one.get(i) / other.get(i));
        }
        return median(ratios);
    }

    private void deleteFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
