package com.burncloud.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Locale;

/** Reads HTTP/1.1 responses from buffers cut anywhere, and hands the body's bytes on without keeping them. */
final class ResponseReader {

    interface Body {
        void bytes(byte[] bytes, int offset, int length);
    }

    private enum Part {
        HEAD, LENGTH, TO_CLOSE, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILER, COMPLETE
    }

    private static final int HEAD_LIMIT = 16_384;

    private final Body body;
    private final StringBuilder line = new StringBuilder();
    private byte[] head = new byte[1024];
    private int headLength;
    private Part part = Part.HEAD;
    private long left;
    private int status;
    private boolean lastOnConnection;

    ResponseReader(Body body) {
        this.body = body;
    }

    void reset() {
        headLength = 0;
        part = Part.HEAD;
        line.setLength(0);
        status = 0;
        lastOnConnection = false;
    }

    int status() {
        return status;
    }

    boolean lastOnConnection() {
        return lastOnConnection;
    }

    /** Whether a byte of the response has come. */
    boolean begun() {
        return part != Part.HEAD || headLength > 0;
    }

    /** Whether the end of the connection is the end of the response. */
    boolean endsWithConnection() {
        return part == Part.TO_CLOSE;
    }

    /**
     * @param in an array's buffer; bytes behind the response stay in it
     * @return whether the response is complete
     * @throws IllegalArgumentException for what is not HTTP
     */
    boolean read(ByteBuffer in) {
        while (in.hasRemaining() && part != Part.COMPLETE) {
            switch (part) {
                case HEAD -> head(in);
                case LENGTH -> body(in, Part.COMPLETE);
                case CHUNK -> body(in, Part.CHUNK_END);
                case TO_CLOSE -> {
                    left = in.remaining();
                    body(in, Part.TO_CLOSE);
                }
                case CHUNK_SIZE -> {
                    if (line(in)) {
                        int extension = line.indexOf(";");
                        left = Long.parseLong((extension < 0 ? line : line.substring(0, extension)).toString().strip(), 16);
                        line.setLength(0);
                        part = left == 0 ? Part.TRAILER : Part.CHUNK;
                    }
                }
                case CHUNK_END -> {
                    if (line(in)) {
                        line.setLength(0);
                        part = Part.CHUNK_SIZE;
                    }
                }
                case TRAILER -> {
                    if (line(in)) {
                        part = line.isEmpty() ? Part.COMPLETE : Part.TRAILER;
                        line.setLength(0);
                    }
                }
                case COMPLETE -> throw new IllegalStateException();
            }
        }
        return part == Part.COMPLETE;
    }

    private void head(ByteBuffer in) {
        while (in.hasRemaining()) {
            byte b = in.get();
            if (headLength == head.length) {
                if (headLength >= HEAD_LIMIT) {
                    throw new IllegalArgumentException("head too large");
                }
                head = java.util.Arrays.copyOf(head, 2 * headLength);
            }
            head[headLength++] = b;
            if (b == '\n' && headLength >= 4 && head[headLength - 2] == '\r' && head[headLength - 3] == '\n') {
                headComplete(new String(head, 0, headLength, ISO_8859_1));
                return;
            }
        }
    }

    private void headComplete(String text) {
        if (!text.startsWith("HTTP/1.") || text.length() < 12) {
            throw new IllegalArgumentException("not HTTP/1");
        }
        status = Integer.parseInt(text.substring(9, 12));
        headLength = 0;
        if (status < 200) {
            return; // 100 Continue and the like: the real head follows
        }
        lastOnConnection = text.startsWith("HTTP/1.0");
        part = Part.TO_CLOSE;
        for (int at = text.indexOf('\n') + 1; at < text.length() - 2; at = text.indexOf('\n', at) + 1) {
            switch (text.charAt(at) | 0x20) { // most lines are none of these three
                case 'c' -> {
                    if (named(text, at, "content-length:")) {
                        left = Long.parseLong(value(text, at));
                        part = part == Part.CHUNK_SIZE ? part : left == 0 ? Part.COMPLETE : Part.LENGTH;
                    } else if (named(text, at, "connection:")) {
                        lastOnConnection = value(text, at).equalsIgnoreCase("close");
                    }
                }
                case 't' -> {
                    if (named(text, at, "transfer-encoding:")
                            && value(text, at).toLowerCase(Locale.ROOT).endsWith("chunked")) {
                        part = Part.CHUNK_SIZE;
                    }
                }
                default -> { }
            }
        }
        lastOnConnection |= part == Part.TO_CLOSE;
    }

    private static boolean named(String text, int at, String name) {
        return text.regionMatches(true, at, name, 0, name.length());
    }

    private static String value(String text, int at) {
        return text.substring(text.indexOf(':', at) + 1, text.indexOf('\r', at)).strip();
    }

    private void body(ByteBuffer in, Part next) {
        int n = (int) Math.min(left, in.remaining());
        body.bytes(in.array(), in.arrayOffset() + in.position(), n);
        in.position(in.position() + n);
        left -= n;
        if (left == 0) {
            part = next;
        }
    }

    /** Collects a line without its end; true when it is whole. */
    private boolean line(ByteBuffer in) {
        while (in.hasRemaining()) {
            char c = (char) (in.get() & 0xff);
            if (c == '\n') {
                return true;
            }
            if (c != '\r') {
                line.append(c);
            }
        }
        return false;
    }
}
