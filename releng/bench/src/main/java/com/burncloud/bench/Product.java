package com.burncloud.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The gateway of an unpacked product, started with an empty data folder and set up for the mock by its own API. */
record Product(Server server, Target target) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern SECRET = Pattern.compile("\"secret\"\\s*:\\s*\"([^\"]+)\"");

    static Product start(Path unpacked, Path folder, int mockPort) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("data"));
        int port = Server.freePort();
        URI root = URI.create("http://127.0.0.1:" + port);
        var server = Server.start(Bench.GATEWAY, List.of(unpacked.toAbsolutePath().resolve("burncloud").toString(), "server",
                "--port", Integer.toString(port), "--home", home.toString()), Map.of(), folder, root.resolve("/health"),
                PATIENCE);
        try {
            String admin = Files.readString(home.resolve("admin.key")).strip();
            post(root.resolve("/api/channels"), admin, """
                    {"name": "mock", "type": "openai", "baseUrl": "http://127.0.0.1:%d", "apiKey": "sk-upstream",
                     "models": ["mock*"], "groups": ["default"]}""".formatted(mockPort));
            String token = post(root.resolve("/api/tokens"), admin, """
                    {"name": "bench", "quota": {"kind": "count", "limit": 1000000000}}""");
            var secret = SECRET.matcher(token);
            if (!secret.find()) {
                throw new IOException("no secret in the answer to POST /api/tokens");
            }
            return new Product(server, new Target(Bench.GATEWAY, root.resolve("/v1"), secret.group(1), List.of(),
                    server.process().toHandle(), server.readyAfter()));
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private static String post(URI uri, String key, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)).build();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IOException("POST " + uri + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        }
    }
}
