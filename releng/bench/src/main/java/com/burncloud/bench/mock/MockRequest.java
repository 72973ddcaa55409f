package com.burncloud.bench.mock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One request as the mock needs it. Everything is Latin-1, so that bytes of any encoding come back as they were.
 *
 * @param spec   the specs of path, header and model, in that order, later ones winning
 * @param path   without the spec prefix and the query
 */
record MockRequest(String spec, String path, String model, boolean stream, boolean includeUsage, String authorization,
        boolean keepAlive, boolean http10, int bodyBytes) {

    private static final int HEAD_LIMIT = 65_536;

    /** Takes a whole request out of the buffer (in reading mode), or nothing when the rest has yet to arrive. */
    static Optional<MockRequest> take(ByteBuffer in) throws HttpTrouble {
        int bodyAt = bodyStart(in);
        if (bodyAt < 0) {
            if (in.remaining() > HEAD_LIMIT) {
                throw new HttpTrouble("head too large");
            }
            return Optional.empty();
        }
        String head = text(in, in.position(), bodyAt);
        String body;
        int end;
        if (header(head, "transfer-encoding").toLowerCase(java.util.Locale.ROOT).contains("chunked")) {
            var joined = new StringBuilder();
            end = takeChunks(in, bodyAt, joined);
            if (end < 0) {
                return Optional.empty();
            }
            body = joined.toString();
        } else {
            String length = header(head, "content-length");
            end = bodyAt + (length.isEmpty() ? 0 : Integer.parseInt(length));
            if (end > in.limit()) {
                return Optional.empty();
            }
            body = text(in, bodyAt, end);
        }
        in.position(end);
        return Optional.of(of(head, body));
    }

    /** Whether a head has come whose sender waits for permission to send the body. */
    static boolean wantsContinue(ByteBuffer in) {
        int bodyAt = bodyStart(in);
        return bodyAt == in.limit() && !header(text(in, in.position(), bodyAt), "expect").isEmpty();
    }

    private static MockRequest of(String head, String body) {
        int methodEnd = head.indexOf(' ');
        int targetEnd = head.indexOf(' ', methodEnd + 1);
        String path = head.substring(methodEnd + 1, targetEnd);
        boolean http10 = head.startsWith("HTTP/1.0", targetEnd + 1);
        var spec = new StringBuilder();
        if (path.startsWith("/m/")) {
            int specEnd = path.indexOf('/', 3);
            spec.append(path, 3, specEnd).append(',');
            path = path.substring(specEnd);
        }
        int query = path.indexOf('?');
        if (query >= 0) {
            path = path.substring(0, query);
        }
        spec.append(header(head, "x-mock"));
        String model = jsonText(body, "\"model\"");
        if (model.startsWith("mock:")) {
            spec.append(',').append(model, 5, model.length());
        }
        String connection = header(head, "connection");
        boolean keep = http10 ? connection.equalsIgnoreCase("keep-alive") : !connection.equalsIgnoreCase("close");
        return new MockRequest(spec.toString(), path, model.isEmpty() ? "mock" : model, jsonTrue(body, "\"stream\""),
                jsonTrue(body, "\"include_usage\""), header(head, "authorization"), keep, http10, body.length());
    }

    private static int bodyStart(ByteBuffer in) {
        for (int i = in.position() + 3; i < in.limit(); i++) {
            if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** @return the position behind the last chunk, or -1 when it has not come yet */
    private static int takeChunks(ByteBuffer in, int start, StringBuilder body) {
        int at = start;
        while (true) {
            int lineEnd = at;
            while (lineEnd < in.limit() && in.get(lineEnd) != '\n') {
                lineEnd++;
            }
            if (lineEnd == in.limit()) {
                return -1;
            }
            String line = text(in, at, lineEnd).strip();
            int extension = line.indexOf(';');
            int size = Integer.parseInt(extension < 0 ? line : line.substring(0, extension), 16);
            int next = lineEnd + 1 + size + 2;
            if (next > in.limit()) {
                return -1;
            }
            if (size == 0) {
                return next;
            }
            body.append(text(in, lineEnd + 1, lineEnd + 1 + size));
            at = next;
        }
    }

    private static String text(ByteBuffer in, int from, int to) {
        return new String(in.array(), from, to - from, ISO_8859_1);
    }

    private static String header(String head, String name) {
        for (int at = head.indexOf('\n') + 1; at > 0 && at < head.length(); at = head.indexOf('\n', at) + 1) {
            if (head.regionMatches(true, at, name, 0, name.length()) && head.charAt(at + name.length()) == ':') {
                return head.substring(at + name.length() + 1, head.indexOf('\n', at)).strip();
            }
        }
        return "";
    }

    // The load clients' bodies are known, so the first occurrence of a name is the right one and a JSON parser,
    // which would cost more than the rest of the answer, is not needed.

    private static String jsonText(String body, String name) {
        int at = valueOf(body, name);
        if (at < 0 || at >= body.length() || body.charAt(at) != '"') {
            return "";
        }
        return body.substring(at + 1, body.indexOf('"', at + 1));
    }

    private static boolean jsonTrue(String body, String name) {
        int at = valueOf(body, name);
        return at >= 0 && body.startsWith("true", at);
    }

    private static int valueOf(String body, String name) {
        int at = body.indexOf(name);
        if (at < 0) {
            return -1;
        }
        at += name.length();
        while (at < body.length() && (body.charAt(at) == ':' || Character.isWhitespace(body.charAt(at)))) {
            at++;
        }
        return at;
    }
}
