package com.burncloud.bench.models;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks for one streamed answer after the other, each on a connection that is made before it counts: llama-server keeps none for long. */
record FirstToken(URI server, byte[] request) {

    static FirstToken of(URI server, String key, String model) {
        String body = "{\"model\":\"" + model + "\",\"stream\":true,\"max_tokens\":4,\"messages\":[{\"role\":\"user\",\"content\":\"Who is there?\"}]}";
        return new FirstToken(server, ("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
    }

    /** @return milliseconds from the request to the first word */
    double ask() throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            long begun = System.nanoTime();
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            var answer = new StringBuilder();
            byte[] buffer = new byte[64 * 1024];
            double first = -1;
            while (answer.indexOf("[DONE]") < 0) {
                int count = in.read(buffer);
                if (count < 0) {
                    throw new IOException("the answer ended early: " + answer);
                }
                answer.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                if (first < 0 && answer.indexOf("\"content\":\"") > 0) {
                    first = (System.nanoTime() - begun) / 1e6;
                }
            }
            if (first < 0) {
                throw new IOException("no word in: " + answer);
            }
            return first;
        }
    }
}
