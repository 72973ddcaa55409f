package com.burncloud.bench.mock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.burncloud.bench.mock.Spec.Fault;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One client of the mock: reads requests, one at a time, and answers them. Used by its loop's thread only. */
final class MockConnection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final MockLoop loop;
    private ByteBuffer in = ByteBuffer.allocate(4096);
    private final StringBuilder out = new StringBuilder();
    /** What the socket did not take yet; null when it took everything. */
    private ByteBuffer unwritten;
    /** The answer under way; null between requests. */
    private MockText answer;
    private boolean streaming;
    private int sent;
    private boolean headSent;
    private boolean closeAfterWrite;

    MockConnection(SocketChannel channel, SelectionKey key, MockLoop loop) {
        this.channel = channel;
        this.key = key;
        this.loop = loop;
    }

    void ready() {
        try {
            if (key.isWritable()) {
                flush();
            }
            if (channel.isOpen() && key.isReadable()) {
                read();
            }
        } catch (IOException | HttpTrouble | RuntimeException e) {
            close();
        }
    }

    /** The time that was asked of the loop has come. */
    void due(long planned) {
        if (!channel.isOpen()) {
            return;
        }
        try {
            if (streaming) {
                stream(planned);
            } else {
                answerWhole();
            }
            flush();
            if (answer == null && channel.isOpen()) {
                takeRequests();
            }
        } catch (IOException | HttpTrouble | RuntimeException e) {
            close();
        }
    }

    private void read() throws IOException, HttpTrouble {
        while (true) {
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
            }
            int n = channel.read(in);
            if (n < 0) {
                close();
                return;
            }
            if (in.hasRemaining()) {
                break;
            }
        }
        if (answer == null) {
            takeRequests();
        }
    }

    private void takeRequests() throws IOException, HttpTrouble {
        in.flip();
        while (answer == null && channel.isOpen() && in.hasRemaining()) {
            Optional<MockRequest> request = MockRequest.take(in);
            if (request.isEmpty()) {
                if (MockRequest.wantsContinue(in)) {
                    out.append("HTTP/1.1 100 Continue\r\n\r\n");
                    flush();
                }
                break;
            }
            start(request.get());
            flush();
        }
        in.compact();
    }

    private void start(MockRequest request) throws IOException {
        long number = loop.stats().requests().incrementAndGet();
        Spec spec = loop.standard().with(request.spec()).forRequest(number);
        answer = new MockText(request, spec, number);
        sent = 0;
        headSent = false;
        streaming = false;
        if (spec.fault() != Fault.NONE) {
            loop.stats().faults().incrementAndGet();
        }
        if (loop.refuses(request.authorization())) {
            finish(answer.error(401, "Incorrect API key provided", "invalid_request_error"));
            return;
        }
        switch (request.path()) {
            case "/v1/chat/completions", "/chat/completions" -> {
                if (request.stream()) {
                    streaming = true;
                    loop.stats().streamsOpen().incrementAndGet();
                }
                long now = System.nanoTime();
                if (spec.ttfbMillis() > 0) {
                    loop.later(this, now + spec.ttfbMillis() * 1_000_000L);
                } else if (streaming) {
                    stream(now);
                } else {
                    answerWhole();
                }
            }
            case "/v1/embeddings", "/embeddings" ->
                finish(spec.fault() == Fault.STATUS ? answer.fault() : answer.embedding());
            case "/v1/models", "/models" -> finish(answer.models());
            case "/health" -> finish(answer.response(200, "{\"status\":\"ok\"}"));
            case "/__stats" -> finish(answer.response(200, loop.stats().json()));
            default -> finish(answer.error(404, "no such path on the mock", "invalid_request_error"));
        }
    }

    private void answerWhole() throws IOException {
        switch (answer.spec().fault()) {
            case HANG -> { } // the answer stays under way for ever
            case STATUS -> finish(answer.fault());
            case RESET -> reset();
            case CLOSE -> close();
            case TRUNC -> {
                closeAfterWrite = true;
                finish(answer.whole());
            }
            default -> finish(answer.whole());
        }
    }

    private void stream(long planned) throws IOException {
        Spec spec = answer.spec();
        if (!headSent) {
            if (spec.fault() == Fault.HANG) {
                return;
            }
            if (spec.fault() == Fault.STATUS) {
                endStream();
                finish(answer.fault());
                return;
            }
            headSent = true;
            out.append(answer.streamHead());
            event(answer.roleEvent());
        }
        do {
            if (sent >= spec.faultAfter() && breaks(spec.fault())) {
                return;
            }
            if (sent == spec.faultAfter() && spec.fault() == Fault.GARBAGE) {
                event(answer.garbageEvent());
            }
            if (sent == spec.faultAfter() && spec.fault() == Fault.ERRCHUNK) {
                event(answer.errorEvent());
                break;
            }
            if (sent < spec.chunks()) {
                event(answer.contentEvent(sent));
                sent++;
                if (spec.gapMillis() > 0) {
                    // Counted from the plan, not from now: a late mock catches up instead of slowing its clients down.
                    loop.later(this, planned + spec.gapMillis() * 1_000_000L);
                    return;
                }
            }
        } while (sent < spec.chunks());
        event(answer.lastEvent());
        if (answer.request().includeUsage()) {
            event(answer.usageEvent());
        }
        if (spec.fault() != Fault.TRUNC) {
            event(answer.doneEvent());
        }
        if (!answer.request().http10()) {
            out.append("0\r\n\r\n");
        }
        closeAfterWrite = answer.request().http10() || !answer.request().keepAlive();
        endStream();
        answer = null;
    }

    /** Ends or silences the stream when the fault is of that kind. */
    private boolean breaks(Fault fault) throws IOException {
        switch (fault) {
            case RESET -> {
                flush();
                reset();
            }
            case CLOSE -> {
                closeAfterWrite = true;
                flush();
            }
            case STALL -> flush();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void endStream() {
        streaming = false;
        loop.stats().streamsOpen().decrementAndGet();
        loop.stats().streamsDone().incrementAndGet();
    }

    private void event(String text) throws IOException {
        int cut = answer.spec().split() ? Math.min(17, text.length()) : 0;
        if (cut > 0) {
            frame(text.substring(0, cut));
            flush();
        }
        frame(text.substring(cut));
    }

    private void frame(String text) {
        if (answer.request().http10()) {
            out.append(text);
        } else {
            out.append(Integer.toHexString(text.length())).append("\r\n").append(text).append("\r\n");
        }
    }

    private void finish(String response) {
        out.append(response);
        closeAfterWrite |= !answer.request().keepAlive();
        answer = null;
    }

    private void flush() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        if (unwritten != null) {
            channel.write(unwritten);
            if (unwritten.hasRemaining()) {
                return;
            }
            unwritten = null;
            key.interestOps(SelectionKey.OP_READ);
        }
        if (!out.isEmpty()) {
            byte[] bytes = out.toString().getBytes(ISO_8859_1);
            out.setLength(0);
            ByteBuffer rest = loop.write(channel, bytes);
            if (rest.hasRemaining()) {
                unwritten = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
        }
        if (closeAfterWrite) {
            close();
        }
    }

    private void reset() throws IOException {
        if (channel.isOpen()) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            close();
        }
    }

    private void close() {
        if (streaming) {
            streaming = false;
            loop.stats().streamsOpen().decrementAndGet();
            loop.stats().streamsAborted().incrementAndGet();
        }
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
