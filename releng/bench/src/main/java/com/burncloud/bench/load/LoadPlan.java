package com.burncloud.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * One load.
 *
 * @param base        where {@code /chat/completions} is, such as {@code http://127.0.0.1:9001/v1}
 * @param key         bearer key, or empty
 * @param headers     whole header lines to send besides
 * @param connections how many at once; in mode STREAM the number of streams, each of which runs once
 * @param duration    of the load; in mode STREAM how long one stream should take
 * @param ratePerSecond of mode RATE
 * @param ramp        time over which the streams start
 */
public record LoadPlan(Mode mode, URI base, String key, List<String> headers, String model, int promptBytes,
        int connections, Duration duration, double ratePerSecond, Duration ramp) {

    public enum Mode {
        /** Each connection sends its next request when the last one is answered. */
        CLOSED,
        /** Requests leave at fixed times whatever became of the earlier ones, and count from the time planned. */
        RATE,
        /** SSE streams. */
        STREAM
    }

    public LoadPlan {
        address(base);
    }

    /** @throws IllegalArgumentException for anything but loopback: this is a load generator */
    private static InetSocketAddress address(URI base) {
        try {
            InetAddress host = InetAddress.getByName(base.getHost());
            if (!host.isLoopbackAddress() || base.getPort() < 0) {
                throw new IllegalArgumentException("not a loopback address with a port: " + base);
            }
            return new InetSocketAddress(host, base.getPort());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a loopback address: " + base, e);
        }
    }

    InetSocketAddress address() {
        return address(base);
    }

    byte[] request() {
        boolean stream = mode == Mode.STREAM;
        String prompt = "count the boats in the harbour ".repeat(promptBytes / 31 + 1).substring(0, promptBytes);
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"system\",\"content\":\"You are terse.\"},"
                + "{\"role\":\"user\",\"content\":\"" + prompt + "\"}],\"temperature\":0.7,\"max_tokens\":64"
                + (stream ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "") + "}";
        var head = new StringBuilder("POST " + base.getPath() + "/chat/completions HTTP/1.1\r\nHost: "
                + base.getAuthority() + "\r\nContent-Type: application/json\r\nAccept: "
                + (stream ? "text/event-stream" : "application/json") + "\r\n");
        if (!key.isEmpty()) {
            head.append("Authorization: Bearer ").append(key).append("\r\n");
        }
        headers.forEach(header -> head.append(header).append("\r\n"));
        return (head + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body).getBytes(UTF_8);
    }
}
