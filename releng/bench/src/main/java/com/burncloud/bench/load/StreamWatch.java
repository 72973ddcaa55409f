package com.burncloud.bench.load;

/** Follows the events of one stream: when text came, how old it was, whether the stream said it was done. */
final class StreamWatch implements SseSplitter.Events {
    private static final byte[] CONTENT = "\"content\":\"".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    private static final byte[] TOKENS = "\"completion_tokens\":".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    private static final byte[] DONE = "[DONE]".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    private final LoadResult result;
    private long started;
    private long lastText;
    private boolean done;
    private boolean garbled;

    StreamWatch(LoadResult result) {
        this.result = result;
    }

    void reset(long startedNanos) {
        started = startedNanos;
        lastText = 0;
        done = false;
        garbled = false;
    }

    boolean done() {
        return done;
    }

    boolean garbled() {
        return garbled;
    }

    @Override
    public void event(byte[] data, int length) {
        if (find(data, 0, length, DONE) == 0) {
            done = true;
            return;
        }
        result.event();
        if (data[0] != '{' || data[length - 1] != '}') {
            garbled = true;
            return;
        }
        int content = find(data, 0, length, CONTENT);
        if (content >= 0) {
            text(data, content + CONTENT.length, length);
        } else { // the usage chunk has no content
            int tokens = find(data, 0, length, TOKENS);
            if (tokens >= 0) {
                result.usage(number(data, tokens + TOKENS.length, length));
            }
        }
    }

    private void text(byte[] data, int at, int length) {
        if (data[at] == '"') {
            return; // the role's event brings no token
        }
        long now = System.nanoTime();
        if (lastText == 0) {
            result.firstToken(now - started);
        } else {
            result.gap(now - lastText);
        }
        lastText = now;
        if (data[at] == '@') {
            // nanoTime is the machine's monotonic clock, the same for every process.
            result.transit(now - number(data, at + 1, length));
        }
    }

    private static long number(byte[] data, int at, int length) {
        long value = 0;
        for (int i = at; i < length && data[i] >= '0' && data[i] <= '9'; i++) {
            value = 10 * value + data[i] - '0';
        }
        return value;
    }

    private static int find(byte[] data, int from, int to, byte[] wanted) {
        for (int i = from; i <= to - wanted.length; i++) {
            int k = 0;
            while (k < wanted.length && data[i + k] == wanted[k]) {
                k++;
            }
            if (k == wanted.length) {
                return i;
            }
        }
        return -1;
    }
}
