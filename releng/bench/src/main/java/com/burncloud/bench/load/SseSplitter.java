package com.burncloud.bench.load;

import java.util.Arrays;

/** Splits the bytes of an event stream into the data of its events. Lines end in LF or CRLF; other fields are skipped. */
final class SseSplitter {

    interface Events {
        void event(byte[] data, int length);
    }

    private final Events events;
    private byte[] data = new byte[512];
    private int length;
    /** Bytes of the line under way that are in {@link #data} from {@link #length} on. */
    private int lineLength;
    private boolean hasData;

    SseSplitter(Events events) {
        this.events = events;
    }

    void reset() {
        length = 0;
        lineLength = 0;
        hasData = false;
    }

    void feed(byte[] bytes, int offset, int count) {
        int end = offset + count;
        int from = offset;
        while (from < end) {
            int newline = from;
            while (newline < end && bytes[newline] != '\n') {
                newline++;
            }
            append(bytes, from, newline - from);
            if (newline < end) {
                line();
            }
            from = newline + 1;
        }
    }

    private void append(byte[] bytes, int from, int count) {
        int needed = length + lineLength + count + 1;
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, 2 * data.length));
        }
        System.arraycopy(bytes, from, data, length + lineLength, count);
        lineLength += count;
    }

    private void line() {
        int start = length;
        int size = lineLength;
        lineLength = 0;
        if (size > 0 && data[start + size - 1] == '\r') {
            size--;
        }
        if (size == 0) {
            if (hasData) {
                events.event(data, length);
            }
            reset();
        } else if (size >= 5 && data[start] == 'd' && data[start + 1] == 'a' && data[start + 2] == 't'
                && data[start + 3] == 'a' && data[start + 4] == ':') {
            int skip = size > 5 && data[start + 5] == ' ' ? 6 : 5;
            int target = hasData ? start + 1 : start; // lines of one event are joined by a newline
            System.arraycopy(data, start + skip, data, target, size - skip);
            if (hasData) {
                data[start] = '\n';
            }
            length = target + size - skip;
            hasData = true;
        }
    }
}
