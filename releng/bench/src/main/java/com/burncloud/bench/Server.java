package com.burncloud.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server this run started and will stop. */
public record Server(String name, Process process, Path log, Duration readyAfter) implements AutoCloseable {

    /** Starts the command and waits until the address answers with 200. */
    public static Server start(String name, List<String> command, Map<String, String> environment, Path folder, URI health,
            Duration patience) throws IOException, InterruptedException {
        Path log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        var server = new Server(name, builder.start(), log, Duration.ZERO);
        try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            var ask = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
            while (System.nanoTime() - begin < patience.toNanos()) {
                if (!server.process.isAlive()) {
                    throw new IOException(name + " ended with " + server.process.exitValue() + ", see " + log);
                }
                try {
                    if (http.send(ask, BodyHandlers.discarding()).statusCode() == 200) {
                        return new Server(name, server.process, log, Duration.ofNanos(System.nanoTime() - begin));
                    }
                } catch (IOException e) {
                    // Not listening yet.
                }
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
        server.close();
        throw new IOException(name + " did not answer " + health + " within " + patience + ", see " + log);
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        // Children first listed: they have no parent to be found by once it is gone.
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
