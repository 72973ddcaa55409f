package com.burncloud.bench.mock;

/**
 * How the mock answers one request. Written as {@code name=value} pairs parted by comma, semicolon or ampersand; what a
 * later source does not mention stays as the earlier one had it.
 *
 * @param chunks      {@code n}: content chunks of a stream, and completion tokens of either kind of answer
 * @param gapMillis   {@code t}: pause after each chunk
 * @param ttfbMillis  {@code ttfb}: pause before the first byte
 * @param textBytes   {@code bytes}: text of one chunk; of a whole answer when larger than 8
 * @param timestamps  {@code ts=1}: the text of a chunk is {@code @nanoTime@}, from which the reader has the transit time
 * @param usageInLast {@code usage=1}: usage in the last chunk even when nobody asked for the usage chunk
 * @param split       {@code split=1}: each event in two writes
 * @param embedding   {@code embd}: length of an embedding
 * @param fault       {@code fault}: what goes wrong, a status code or a name
 * @param status      the status code of {@link Fault#STATUS}
 * @param retryAfter  {@code retry}: seconds in Retry-After on 429 and 503
 * @param faultAfter  {@code at}: chunks sent before a stream's fault
 * @param faultEvery  {@code every}: only each such request fails
 */
public record Spec(int chunks, int gapMillis, int ttfbMillis, int textBytes, boolean timestamps, boolean usageInLast,
        boolean split, int embedding, Fault fault, int status, int retryAfter, int faultAfter, int faultEvery) {

    public enum Fault {
        NONE, STATUS, HANG, RESET, CLOSE, TRUNC, STALL, GARBAGE, ERRCHUNK
    }

    public static Spec standard() {
        return new Spec(20, 50, 0, 8, false, false, false, 16, Fault.NONE, 0, 1, 3, 1);
    }

    public Spec with(String text) {
        Spec spec = this;
        for (String pair : text.split("[,;&]")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                spec = spec.with(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
            }
        }
        return spec;
    }

    private Spec with(String name, String value) {
        int chunks = this.chunks;
        int gap = gapMillis;
        int ttfb = ttfbMillis;
        int bytes = textBytes;
        boolean ts = timestamps;
        boolean usage = usageInLast;
        boolean pieces = split;
        int length = embedding;
        Fault kind = fault;
        int code = status;
        int retry = retryAfter;
        int after = faultAfter;
        int every = faultEvery;
        switch (name) {
            case "n" -> chunks = Integer.parseInt(value);
            case "t" -> gap = Integer.parseInt(value);
            case "ttfb" -> ttfb = Integer.parseInt(value);
            case "bytes" -> bytes = Integer.parseInt(value);
            case "ts" -> ts = value.equals("1");
            case "usage" -> usage = value.equals("1");
            case "split" -> pieces = value.equals("1");
            case "embd" -> length = Integer.parseInt(value);
            case "retry" -> retry = Integer.parseInt(value);
            case "at" -> after = Integer.parseInt(value);
            case "every" -> every = Math.max(1, Integer.parseInt(value));
            case "fault" -> {
                boolean number = Character.isDigit(value.charAt(0));
                kind = number ? Fault.STATUS : Fault.valueOf(value.toUpperCase(java.util.Locale.ROOT));
                code = number ? Integer.parseInt(value) : 0;
            }
            default -> throw new IllegalArgumentException("the mock has no knob " + name);
        }
        return new Spec(chunks, gap, ttfb, bytes, ts, usage, pieces, length, kind, code, retry, after, every);
    }

    /** This spec for the given request: without its fault where that is not due. */
    Spec forRequest(long number) {
        return fault != Fault.NONE && number % faultEvery != 0 ? with("fault", "none") : this;
    }
}
