package com.burncloud.bench.models;

import com.burncloud.bench.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A product with an empty data folder, and its management API. */
record Gateway(Server server, URI root, String key, Path home) implements AutoCloseable {
    static final String TOKEN = "sk-burncloud-demo";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param name of its data folder and log */
    static Gateway start(String name, Path product, Path folder, URI huggingFace, Map<String, String> more) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve(name));
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n"); // no other hub is looked for
        int port = Server.freePort();
        URI root = URI.create("http://127.0.0.1:" + port);
        var environment = new HashMap<>(Map.of("BURNCLOUD_HF_ENDPOINT", huggingFace.toString(), "BURNCLOUD_HUB", "huggingface"));
        environment.putAll(more);
        environment.merge("BURNCLOUD_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts, (one, other) -> one + " " + other);
        var server = Server.start(name, java.util.List.of(product.toAbsolutePath().resolve("burncloud").toString(), "server", "--port", Integer.toString(port),
                "--home", home.toString()), environment, folder, root.resolve("/health"), PATIENCE);
        return new Gateway(server, root, Files.readString(home.resolve("admin.key")).strip(), home);
    }

    String call(String method, String path, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofMinutes(1)).header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json").method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json)).build();
        var response = HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** Downloads a file and removes it again. @return seconds until it is there, verified */
    double download(String repository, String file) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String id = field(call("POST", "/api/downloads", "{\"hub\":\"huggingface\",\"repo\":\"" + repository + "\",\"file\":\"" + file + "\"}"), "id");
        String now;
        do {
            Thread.sleep(5);
            now = call("GET", "/api/downloads/" + id, "");
            if (field(now, "state").equals("failed")) {
                throw new IOException(now);
            }
        } while (!field(now, "state").equals("completed"));
        double seconds = (System.nanoTime() - begun) / 1e9;
        call("DELETE", "/api/models/" + field(now, "modelId"), "");
        call("DELETE", "/api/downloads/" + id, "");
        return seconds;
    }

    /** The first text or number of this name. */
    static String field(String json, String name) throws IOException {
        var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}\\]]*)").matcher(json);
        if (!found.find()) {
            throw new IOException("no " + name + " in " + json);
        }
        return found.group(1);
    }

    @Override
    public void close() {
        server.close();
    }
}
